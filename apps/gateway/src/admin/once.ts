import { FaultError } from '@sluice/provider-sdk';
import type { Vault, Writing } from '@sluice/store';
import { createHash } from 'node:crypto';
import type { AdminReply, Asked } from './route.ts';

/** How long a name stands for what was done under it. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * Does something once under its `idempotency-key`: asked again, the first reply comes back, a key that was shown once
 * included, and nothing is made. All of it in the transaction of the thing itself. Whether the asker may is for the caller
 * to see before, every time.
 *
 * @throws FaultError `idempotency_conflict` where the name was used for another request.
 */
export async function once(
  asked: Asked<unknown, unknown>,
  what: string,
  vault: Vault,
  writing: Writing,
  act: () => Promise<AdminReply>,
): Promise<AdminReply> {
  if (asked.onceAs === undefined) return act();
  const { tx, now } = writing;
  const id = digest([asked.principal.actor, what, asked.onceAs]);
  // Under the key ring: bodies hold secrets, and some are short enough to be guessed.
  const request = vault.hash(JSON.stringify([asked.params, asked.body]));
  await tx
    .deleteFrom('idempotency')
    .where('at', '<', now - KEPT_MS)
    .execute();
  const known = await tx.selectFrom('idempotency').selectAll().where('id', '=', id).executeTakeFirst();
  if (known && known.request_hash !== request)
    throw new FaultError({
      kind: 'idempotency_conflict',
      message: 'This Idempotency-Key was used for another request: take a new one, or send the same body',
      param: 'idempotency-key',
      code: 'idempotency_conflict',
    });
  if (known) {
    const reply = JSON.parse(vault.open(known.reply, placeOf(id))) as AdminReply;
    return { ...reply, headers: { ...reply.headers, 'idempotency-replayed': 'true' } };
  }
  const reply = await act();
  await tx
    .insertInto('idempotency')
    .values({ id, request_hash: request, status: reply.status ?? 200, reply: vault.seal(JSON.stringify(reply), placeOf(id)), at: now })
    .execute();
  return reply;
}

const placeOf = (id: string) => ({ table: 'idempotency', id, column: 'reply' }) as const;

const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('base64url');

import { FaultError } from '@sluice/provider-sdk';
import type { Store, Writing } from '@sluice/store';

const MOST = 5;
const WINDOW_MS = 15 * 60 * 1000;
const PREFIX = 'sign-in:';

/** Who tries: whose password, and from where. */
export interface Attempt {
  readonly email: string;
  readonly address: string;
}

/**
 * Counts an attempt before it is looked at, in the store: several at once, or several processes, get no more than one
 * after the other would.
 *
 * @throws FaultError `rate_limited`
 */
export async function countAttempt(store: Store, attempt: Attempt): Promise<void> {
  await store.write(async ({ tx, now }) => {
    // Not a range: how databases sort colons differs.
    await tx
      .deleteFrom('usage')
      .where('id', 'like', `${PREFIX}%`)
      .where('updated_at', '<=', now - WINDOW_MS)
      .execute();
    const ids = idsOf(store, attempt);
    const kept = await tx.selectFrom('usage').selectAll().where('id', 'in', ids).execute();
    const full = kept.filter(({ used }) => used >= MOST).map(({ updated_at: since }) => since);
    if (full.length > 0) throw tooMany(Math.max(...full) + WINDOW_MS - now);
    for (const id of ids) {
      const known = kept.find((row) => row.id === id);
      if (known)
        await tx
          .updateTable('usage')
          .set({ used: known.used + 1 })
          .where('id', '=', id)
          .execute();
      else await tx.insertInto('usage').values({ id, used: 1, updated_at: now }).execute();
    }
  });
}

/** Takes an attempt back that was right: people of one address are many, and mostly know their passwords. */
export async function forgive(store: Store, attempt: Attempt, { tx }: Writing): Promise<void> {
  const [email, address] = idsOf(store, attempt);
  await tx.deleteFrom('usage').where('id', '=', email).execute();
  await tx
    .updateTable('usage')
    .set((row) => ({ used: row('used', '-', 1) }))
    .where('id', '=', address)
    .where('used', '>', 0)
    .execute();
}

/** Hashed: what people type for an e-mail is sometimes their password. */
const idsOf = ({ vault }: Store, { email, address }: Attempt): readonly [string, string] => [
  `${PREFIX}email:${vault.hash(`sign-in ${email}`)}`,
  `${PREFIX}address:${vault.hash(`sign-in ${address}`)}`,
];

const tooMany = (retryAfterMs: number) =>
  new FaultError({
    kind: 'rate_limited',
    message: `Too many attempts to sign in: try again in ${Math.ceil(retryAfterMs / 60_000)} minutes`,
    code: 'too_many_attempts',
    retryAfterMs,
  });

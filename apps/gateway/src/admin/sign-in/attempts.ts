import { FaultError } from '@sluice/provider-sdk';
import type { Store, Writing } from '@sluice/store';
import type { Address } from '../address.ts';

const MOST = 5;

/** Of all that one proxy brings, or one that only says it is one: many people, but no end of addresses to guess from. */
const MOST_BROUGHT = 100;
const WINDOW_MS = 15 * 60 * 1000;
const PREFIX = 'sign-in:';

/** Who tries: whose password, and from where. */
export interface Attempt {
  readonly email: string;
  readonly address: Address;
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
    const most = mostOf(store, attempt);
    const ids = [...most.keys()];
    const kept = await tx.selectFrom('usage').selectAll().where('id', 'in', ids).execute();
    const full = kept.filter(({ id, used }) => used >= most.get(id)!).map(({ updated_at: since }) => since);
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
  const [email, ...others] = mostOf(store, attempt).keys();
  await tx.deleteFrom('usage').where('id', '=', email!).execute();
  await tx
    .updateTable('usage')
    .set((row) => ({ used: row('used', '-', 1) }))
    .where('id', 'in', others)
    .where('used', '>', 0)
    .execute();
}

/** How often under which names, the e-mail's first. Hashed: what people type for an e-mail is sometimes their password. */
const mostOf = ({ vault }: Store, { email, address: { from, broughtBy } }: Attempt): ReadonlyMap<string, number> =>
  new Map([
    [`${PREFIX}email:${vault.hash(`sign-in ${email}`)}`, MOST],
    [`${PREFIX}address:${vault.hash(`sign-in ${from}`)}`, MOST],
    ...(broughtBy === undefined ? [] : [[`${PREFIX}by:${vault.hash(`sign-in ${broughtBy}`)}`, MOST_BROUGHT] as const]),
  ]);

const tooMany = (retryAfterMs: number) =>
  new FaultError({
    kind: 'rate_limited',
    message: `Too many attempts to sign in: try again in ${Math.ceil(retryAfterMs / 60_000)} minutes`,
    code: 'too_many_attempts',
    retryAfterMs,
  });

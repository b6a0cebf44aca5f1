import type { Store, Writing } from '@sluice/store';
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

const TOLD = 'Made at the first start';
const UNTOLD = `${TOLD}; not shown to anybody yet`;

/** Whoever makes a key shows it at once: one that was not shown by now never will be. */
const SHOWN_WITHIN_MS = 10_000;

/** The first key of an installation, which may do everything. */
export interface NewAdminKey {
  readonly key: string;
  /** Says that somebody has seen it. Before that a later start makes another one in its place. */
  readonly told: () => Promise<void>;
}

/**
 * Makes the admin key where nobody has one, nor could sign in as an owner. Of several processes that ask at once, one makes it. A process that ended
 * between making and showing its key has left one that nobody knows: it is replaced.
 *
 * @throws StoreError `unavailable`
 */
export async function makeAdminKey(store: Store): Promise<NewAdminKey | undefined> {
  for (;;) {
    const made = await tryMakeAdminKey(store);
    if (made === undefined || 'key' in made) return made;
    await setTimeout(made.againInMs, undefined, { ref: false });
  }
}

/**
 * The same without waiting for another process that has just made one.
 *
 * @returns When to ask again, where another may have ended before it showed the key that it made.
 * @throws StoreError `unavailable`
 */
export async function tryMakeAdminKey(store: Store): Promise<NewAdminKey | { readonly againInMs: number } | undefined> {
  // Nearly every start finds one, and has nothing to write.
  if (!(await lacksAdminKey(store))) return undefined;
  const key = `sk-sluice-${randomBytes(24).toString('hex')}`;
  return store.write(async (writing) => {
    const age = await untoldFor(writing);
    if (age === 'none') return undefined;
    if (age !== undefined && age < SHOWN_WITHIN_MS) return { againInMs: SHOWN_WITHIN_MS - age };
    await removeUntold(writing);
    const id = await insertAdminKey({ hash: store.vault.hash(key), tail: key.slice(-4), told: false }, writing);
    return { key, told: () => markTold(id, store) };
  });
}

/** Whether somebody has to be given an admin key. @throws StoreError `unavailable` */
export const lacksAdminKey = async (store: Pick<Store, 'db'>): Promise<boolean> =>
  (await untoldFor({ tx: store.db, now: Date.now() })) !== 'none';

interface Asking extends Pick<Writing, 'now'> {
  readonly tx: Store['db'];
}

/** Whether there is an admin key that somebody knows. */
export const hasAdminKey = async (writing: Writing): Promise<boolean> => (await untoldFor(writing)) === 'none';

/** For how long a key has been there that nobody was shown: undefined where there is none at all, `none` where nobody needs one. */
async function untoldFor({ tx, now }: Asking): Promise<number | undefined | 'none'> {
  const keys = await tx.selectFrom('api_keys').select(['description', 'created_at']).where('root', '=', 1).execute();
  if (keys.some(({ description }) => description !== UNTOLD) || (await hasOwner(tx))) return 'none';
  return keys.length === 0 ? undefined : now - Math.max(...keys.map((key) => key.created_at));
}

async function hasOwner(tx: Asking['tx']): Promise<boolean> {
  const owner = await tx
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'owner')
    .where('status', '=', 'active')
    .where('password', 'is not', null)
    .executeTakeFirst();
  return owner !== undefined;
}

async function removeUntold({ tx, changed }: Writing): Promise<void> {
  const gone = await tx.deleteFrom('api_keys').where('root', '=', 1).where('description', '=', UNTOLD).returning('id').execute();
  for (const { id } of gone) changed('api_keys', id);
}

const markTold = (id: string, store: Store): Promise<void> =>
  store.write(async ({ tx }) => {
    await tx.updateTable('api_keys').set({ description: TOLD }).where('id', '=', id).execute();
  });

/** What of an admin key is kept. */
export interface KeptAdminKey {
  readonly hash: string;
  /** The key's last letters, where they are known. */
  readonly tail: string | undefined;
  readonly told: boolean;
}

/** @returns The id of the key. */
export async function insertAdminKey({ hash, tail, told }: KeptAdminKey, { tx, now, changed }: Writing): Promise<string> {
  const id = randomUUID();
  await tx
    .insertInto('api_keys')
    .values({
      id,
      name: 'admin',
      description: told ? TOLD : UNTOLD,
      type: 'organisation-service',
      workspace_id: null,
      user_id: null,
      hint: `sk-sluice-…${tail ?? ''}`,
      root: 1,
      scopes: '[]',
      defaults: '{}',
      allowed_models: null,
      allowed_providers: null,
      usage_limits: '[]',
      rate_limits: '[]',
      rotation_policy: null,
      creation_mode: 'auto',
      expires_at: null,
      created_at: now,
      updated_at: now,
      created_by: 'root',
      updated_by: 'root',
    })
    .execute();
  await tx.insertInto('api_key_hashes').values({ hash, api_key_id: id, expires_at: null, created_at: now }).execute();
  changed('api_keys', id);
  return id;
}

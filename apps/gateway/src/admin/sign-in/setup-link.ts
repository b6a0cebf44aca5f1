import type { Store, Writing } from '@sluice/store';
import { randomBytes } from 'node:crypto';

const LIFE_MS = 24 * 60 * 60 * 1000;

/** Where a set-up link leads. */
export const setupURL = (baseURL: string, token: string): string => `${baseURL}/console/setup?token=${token}`;

/**
 * Makes the set-up link of an installation that nobody has signed in to.
 *
 * @returns Its token, to be told once; undefined where one was made before, by whichever process, or there are users.
 */
export async function firstSetupLink(store: Store): Promise<string | undefined> {
  if (!(await isNew(store.db))) return undefined;
  return store.write(async (writing) => ((await isNew(writing.tx)) ? makeLink(store, writing) : undefined));
}

/** Makes a new set-up link in place of all that are unused: for whoever has the machine, and lost the first, or the password. */
export const newSetupLink = (store: Store): Promise<string> =>
  store.write(async (writing) => {
    await voidSetupLinks(writing);
    return makeLink(store, writing);
  });

/** Ends all set-up links that nobody has used: there is an owner now. */
export const voidSetupLinks = async ({ tx }: Writing): Promise<void> => {
  await tx.updateTable('setup_links').set({ expires_at: 0 }).where('used_at', 'is', null).execute();
};

/** Whether a link is good. */
export async function isSetupLink(token: string, { db, vault }: Pick<Store, 'db' | 'vault'>, nowMs: number): Promise<boolean> {
  const row = await db.selectFrom('setup_links').selectAll().where('token_hash', '=', vault.hash(token)).executeTakeFirst();
  return row !== undefined && row.used_at === null && row.expires_at > nowMs;
}

/** Uses it up. */
export const useSetupLink = async (token: string, { vault }: Store, { tx, now }: Writing): Promise<void> => {
  await tx.updateTable('setup_links').set({ used_at: now }).where('token_hash', '=', vault.hash(token)).execute();
};

async function isNew(db: Store['db']): Promise<boolean> {
  const user = await db.selectFrom('users').select('id').limit(1).executeTakeFirst();
  const link = await db.selectFrom('setup_links').select('token_hash').limit(1).executeTakeFirst();
  return user === undefined && link === undefined;
}

async function makeLink({ vault }: Store, { tx, now }: Writing): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx
    .insertInto('setup_links')
    .values({ token_hash: vault.hash(token), created_at: now, expires_at: now + LIFE_MS, used_at: null })
    .execute();
  return token;
}

import type { Store, UsersTable, Writing } from '@sluice/store';
import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Nobody has asked anything for so long: somebody else may sit there now. */
const IDLE_MS = 12 * 60 * 60 * 1000;

/** However busy: a password is asked for once a week. */
const MOST_MS = 7 * 24 * 60 * 60 * 1000;

const COOKIE = 'sluice_session';

/** Somebody who has signed in, as they are at this moment. */
export interface Session {
  readonly user: UsersTable;
  readonly token: string;
}

/** Signs somebody in. @returns What the browser is to keep, and we do not: of it only a hash is stored. */
export async function startSession(userId: string, { vault }: Store, { tx, now }: Writing): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx.deleteFrom('sessions').where('expires_at', '<=', now).execute();
  await tx
    .insertInto('sessions')
    .values({ token_hash: vault.hash(token), user_id: userId, created_at: now, expires_at: now + IDLE_MS })
    .execute();
  return token;
}

/** Signs somebody out here; other browsers stay signed in. */
export async function endSession(token: string, { vault }: Store, { tx }: Writing): Promise<void> {
  await tx.deleteFrom('sessions').where('token_hash', '=', vault.hash(token)).execute();
}

/** Who has signed in with this cookie; undefined where nobody has, or it is over, or the user may no longer. */
export async function findSession(cookie: string | undefined, store: Store, nowMs: number): Promise<Session | undefined> {
  const token = tokenIn(cookie);
  if (token === undefined) return undefined;
  const hash = store.vault.hash(token);
  const row = await store.db
    .selectFrom('sessions')
    .selectAll()
    .where('token_hash', '=', hash)
    .where('expires_at', '>', nowMs)
    .executeTakeFirst();
  if (!row) return undefined;
  const user = await store.db
    .selectFrom('users')
    .selectAll()
    .where('id', '=', row.user_id)
    .where('status', '=', 'active')
    .executeTakeFirst();
  if (!user) return undefined;
  const until = Math.min(nowMs + IDLE_MS, row.created_at + MOST_MS);
  // Not with every request: a store that cannot be written for a while signs nobody out.
  if (until - row.expires_at > IDLE_MS / 4)
    await store
      .write(({ tx }) => tx.updateTable('sessions').set({ expires_at: until }).where('token_hash', '=', hash).execute())
      .catch(() => {});
  return { user, token };
}

/** The cookie of a session. Scripts cannot read it, other sites' pages cannot send it, and plain HTTP does not carry it where there is better. */
export const sessionCookie = (token: string, baseURL: string): string =>
  `${COOKIE}=${token}; Path=/v1; HttpOnly; SameSite=Strict; Max-Age=${MOST_MS / 1000}${baseURL.startsWith('https:') ? '; Secure' : ''}`;

/** Takes it away again. */
export const noCookie = (baseURL: string): string =>
  `${COOKIE}=; Path=/v1; HttpOnly; SameSite=Strict; Max-Age=0${baseURL.startsWith('https:') ? '; Secure' : ''}`;

/** The token in a request's cookies. */
export const tokenIn = (cookie: string | undefined): string | undefined =>
  cookie
    ?.split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1);

/** What our own pages send along to show that they are ours. It cannot be had without the session, and is none. */
export const csrfToken = (token: string, { vault }: Pick<Store, 'vault'>): string => vault.hash(`csrf ${token}`);

/** Whether this is the csrf token of the session. */
export function isCsrfToken(given: string, token: string, store: Pick<Store, 'vault'>): boolean {
  const expected = Buffer.from(csrfToken(token, store));
  const sent = Buffer.from(given);
  return sent.length === expected.length && timingSafeEqual(sent, expected);
}

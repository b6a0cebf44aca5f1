import { identify, type ApiKey, type House } from '@sluice/core';
import type { Store } from '@sluice/store';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { bringsKey } from '../http/signed-in.ts';
import { refused } from './admin-fault.ts';
import { isForeign } from './foreign.ts';
import type { Principal } from './principal.ts';
import { isScope, type Scope } from './scopes.ts';
import { foreignPage } from './sign-in/own-page.ts';
import { findSession, isCsrfToken } from './sign-in/session.ts';
import { userPrincipal } from './sign-in/user-principal.ts';
import { userKeyScopes } from './user-scopes.ts';

export interface IdentifyMeans {
  readonly house: House;
  readonly store: Store;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Finds out who asks the admin API: whoever the key belongs to that a request brings, else whoever has signed in. A
 * request that brings a key is judged by it alone, whatever cookies its browser has added.
 *
 * @throws FaultError `unauthenticated` where nobody known asks; `forbidden` where another site's page made a browser ask.
 */
export const identifyBy =
  ({ house, store, now }: IdentifyMeans) =>
  async (request: IncomingMessage): Promise<Principal> => {
    const { headers, method } = request;
    const { key } = bringsKey(headers) ? identify(headers, house) : {};
    if (key) return keyPrincipal(key, store);
    const session = bringsKey(headers) ? undefined : await findSession(headers.cookie, store, now());
    if (!session) throw unknown();
    if (method !== 'GET' && method !== 'HEAD' && !isOwnPage(headers, session.token, store)) throw foreignPage();
    return userPrincipal(session.user, store.db);
  };

/** What a key of ours may do here: in its workspace, or everywhere where it is the organisation's. */
export function principalOf(key: ApiKey): Principal {
  const scopes = new Set([...key.scopes].filter(isScope));
  const bound = key.workspace !== undefined;
  return {
    actor: key.admin ? 'root' : `key:${key.id}`,
    name: key.name,
    userId: undefined,
    key,
    home: key.workspace,
    everywhere: key.admin ? 'all' : bound ? new Set<Scope>() : scopes,
    inWorkspaces: key.workspace === undefined ? new Map() : new Map([[key.workspace, scopes]]),
  };
}

/** The id of the key that the environment presets: it stands in no database. */
const PRESET = 'admin';

/** A key of a user may do no more than its user may, by what the store says at this moment. */
async function keyPrincipal(key: ApiKey, { db }: Store): Promise<Principal> {
  const principal = principalOf(key);
  if (key.id === PRESET || key.id.startsWith('file:')) return principal;
  const row = await db.selectFrom('api_keys').select('user_id').where('id', '=', key.id).executeTakeFirst();
  // Removed a moment ago, and this process has not heard of it yet.
  if (!row) throw unknown();
  if (row.user_id === null || key.workspace === undefined) return principal;
  const user = await db.selectFrom('users').select(['role', 'status']).where('id', '=', row.user_id).executeTakeFirst();
  if (user?.status !== 'active') throw unknown();
  const membership = await db
    .selectFrom('memberships')
    .select('role')
    .where('user_id', '=', row.user_id)
    .where('workspace_id', '=', key.workspace)
    .executeTakeFirst();
  const scopes = userKeyScopes(key.scopes, user.role, membership?.role);
  return { ...principal, userId: row.user_id, inWorkspaces: new Map([[key.workspace, scopes]]) };
}

/** A page of ours shows itself by what only it can know, or by what browsers say of it. */
function isOwnPage(headers: IncomingHttpHeaders, token: string, store: Store): boolean {
  const csrf = headers['x-sluice-csrf'];
  if (csrf !== undefined) return typeof csrf === 'string' && isCsrfToken(csrf, token, store);
  const isBrowser = headers['sec-fetch-site'] !== undefined || headers.origin !== undefined;
  return isBrowser && !isForeign(headers);
}

const unknown = () =>
  refused(
    'unauthenticated',
    'The admin API needs a Sluice key that is known here: send it in x-portkey-api-key (or x-sluice-api-key), or as the Bearer token; in the console, sign in',
    'x-portkey-api-key',
    '03',
  );

import { plainHeader, type Caller, type RequestHeaders } from '@sluice/core';
import { isFaultError } from '@sluice/provider-sdk';
import type { Store } from '@sluice/store';
import { CSRF_HEADER, WORKSPACE_HEADER, type SignedIn } from '../../http/signed-in.ts';
import { forbidden, refused } from '../admin-fault.ts';
import { workspaceId } from '../place.ts';
import { may, type Principal } from '../principal.ts';
import { SCOPES, type Scope } from '../scopes.ts';
import { storeFault } from '../store-fault.ts';
import { foreignPage } from './own-page.ts';
import { findSession, isCsrfToken } from './session.ts';
import { userKey, type EnforcedIn } from './user-key.ts';
import { userPrincipal } from './user-principal.ts';

export interface SignedInMeans {
  readonly store: Store;
  readonly enforcedIn: EnforcedIn;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Finds whoever has signed in as a caller of providers. A session counts here only with the csrf token, whatever is asked: a
 * browser adds the cookie to whatever page asks, and calls cost money.
 */
export function signedInCallers(means: SignedInMeans): SignedIn {
  return {
    callerIn: (headers, scopes) =>
      inOurWords(async () => {
        const named = plainHeader(headers, WORKSPACE_HEADER);
        const principal = await principalOf(headers, means);
        if (named === undefined) throw noWorkspace();
        return callerOf(principal, named, scopes, means);
      }),
    callerAnywhere: (headers, scopes) =>
      inOurWords(async () => {
        const named = plainHeader(headers, WORKSPACE_HEADER);
        const principal = await principalOf(headers, means);
        if (named !== undefined) return callerOf(principal, named, scopes, means);
        if (scopes.some((scope) => may(principal, scope, null))) return 'everywhere';
        throw noWorkspace();
      }),
  };
}

async function principalOf(headers: RequestHeaders, { store, now }: SignedInMeans): Promise<Principal> {
  const session = await findSession(plainHeader(headers, 'cookie'), store, now());
  if (!session) throw sessionOver();
  const csrf = plainHeader(headers, CSRF_HEADER);
  if (csrf === undefined || !isCsrfToken(csrf, session.token, store)) throw foreignPage();
  return userPrincipal(session.user, store.db);
}

async function callerOf(
  principal: Principal,
  named: string,
  scopes: readonly [Scope, ...Scope[]],
  { store, enforcedIn }: SignedInMeans,
): Promise<Caller> {
  const workspace = await workspaceId(named, principal, store.db);
  if (!scopes.some((scope) => may(principal, scope, workspace))) throw forbidden(scopes.join(' or '), `in the workspace "${named}"`);
  const own = [...SCOPES].filter((scope) => may(principal, scope as Scope, workspace));
  return { key: userKey(principal, workspace, new Set(own), enforcedIn), credential: undefined, secrets: [] };
}

async function inOurWords<T>(find: () => Promise<T>): Promise<T> {
  try {
    return await find();
  } catch (error) {
    throw isFaultError(error) ? error : (storeFault(error) ?? error);
  }
}

const sessionOver = () =>
  refused(
    'unauthenticated',
    'Nobody is signed in here any more: sign in again, or send a Sluice key in x-portkey-api-key',
    'cookie',
    'session_over',
  );

const noWorkspace = () =>
  refused(
    'invalid_request',
    `Say which workspace this is for: send its slug or id in ${WORKSPACE_HEADER}`,
    WORKSPACE_HEADER,
    'no_workspace',
  );

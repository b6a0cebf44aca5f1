import { ownHeader, plainHeader, type Caller, type RequestHeaders } from '@sluice/core';
import type { IncomingMessage } from 'node:http';
import { tokenIn } from '../admin/sign-in/session.ts';
import type { Scope } from '../admin/scopes.ts';

/** Finds out who has signed in, as a caller of providers. */
export interface SignedIn {
  /**
   * Whoever has signed in, in the workspace that the request names.
   *
   * @param scopes One of them is needed there.
   * @throws FaultError `unauthenticated` where the session is over; `forbidden` where another site's page asks or a scope is
   *   lacking; `not_found` for a workspace that is not there or none of theirs.
   */
  readonly callerIn: (headers: RequestHeaders, scopes: readonly [Scope, ...Scope[]]) => Promise<Caller>;
  /**
   * The same for what need not be about a workspace.
   *
   * @returns `everywhere` where the request names no workspace and they may do this in all of them.
   */
  readonly callerAnywhere: (headers: RequestHeaders, scopes: readonly [Scope, ...Scope[]]) => Promise<Caller | 'everywhere'>;
}

/** Shows that a page of ours asks. */
export const CSRF_HEADER = 'x-sluice-csrf';

/** The workspace that somebody works in, by id or slug. */
export const WORKSPACE_HEADER = 'x-sluice-workspace';

/**
 * Whether a request is to be judged by who has signed in with its browser: it says so, or it brings the cookie of a session and
 * wants something done, and it brings no key. Asked of every request: of one with a key it costs two looks.
 */
export function asksSignedIn({ headers, method }: Pick<IncomingMessage, 'headers' | 'method'>): boolean {
  if (headers[CSRF_HEADER] === undefined && headers.cookie === undefined) return false;
  if (bringsKey(headers)) return false;
  if (headers[CSRF_HEADER] !== undefined) return true;
  // A page to look at may be opened in a browser that is signed in to the console: the cookie counts for nothing there.
  const looks = (method === 'GET' || method === 'HEAD') && headers[WORKSPACE_HEADER] === undefined;
  return !looks && tokenIn(headers.cookie) !== undefined;
}

/** Whether a request brings something to be judged by that is no session, right or wrong. */
export const bringsKey = (headers: RequestHeaders): boolean =>
  ownHeader(headers, 'api-key') !== undefined ||
  plainHeader(headers, 'authorization') !== undefined ||
  plainHeader(headers, 'x-api-key') !== undefined;

/** The headers of a request without what a session is shown by: nobody behind the door has any use for it. */
export function withoutSession(headers: RequestHeaders): RequestHeaders {
  const { cookie: _cookie, [CSRF_HEADER]: _csrf, [WORKSPACE_HEADER]: _workspace, ...rest } = headers;
  return rest;
}

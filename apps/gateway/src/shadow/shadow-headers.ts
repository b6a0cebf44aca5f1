import type { RequestHeaders } from '@sluice/core';

/** Our own headers that say something about the request itself, and nothing about where it goes. */
const KEPT: ReadonlySet<string> = new Set(['metadata', 'strict-open-ai-compliance', 'debug', 'hop']);

/** What proves who somebody is, whatever they meant by it. */
const CREDENTIALS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
  'cookie',
]);

/** What names this one request, so that another would be taken for it, or belongs to its connection. */
const OF_ONE: ReadonlySet<string> = new Set(['idempotency-key', 'content-length', 'transfer-encoding', 'connection', 'host', 'expect']);

const OWN = /^x-(?:portkey|sluice)-/;

/**
 * The headers of a request's copy. It goes elsewhere, so none of its caller's credentials, hosts and choices go along: what was
 * meant for one provider must not be shown to another.
 */
export const shadowHeaders = (headers: RequestHeaders): RequestHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => mayGo(name)));

function mayGo(name: string): boolean {
  if (CREDENTIALS.has(name) || OF_ONE.has(name)) return false;
  return !OWN.test(name) || KEPT.has(name.replace(OWN, ''));
}

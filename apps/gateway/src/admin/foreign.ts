import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a page of somebody else's made a browser ask this. Browsers say so by themselves, and pages cannot change what
 * they say; who is no browser says nothing and brings no cookies that anybody else has set.
 */
export function isForeign({ 'sec-fetch-site': site, origin, host }: IncomingHttpHeaders): boolean {
  if (typeof site === 'string') return site !== 'same-origin' && site !== 'none';
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase();
}

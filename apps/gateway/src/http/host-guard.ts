import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** Which of the gateway's addresses may be reached by which Host header. */
export type HostGuard = (request: IncomingMessage) => boolean;

/**
 * Bound to loopback, only a Host that means this machine is let in: a page on the web could otherwise point a
 * name of its own here and call the gateway from its visitor's browser.
 */
export function createHostGuard(bound: string, loopback: boolean): HostGuard {
  if (!loopback) return () => true;
  // Clients come with the same Host every time.
  let known: string | undefined;
  return ({ headers: { host } }) => {
    if (host === known) return true;
    if (host === undefined || (!LOOPBACK.test(host) && host.replace(/:\d{1,5}$/, '') !== bound)) return false;
    known = host;
    return true;
  };
}

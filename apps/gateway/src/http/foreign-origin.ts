import type { IncomingMessage } from 'node:http';

/**
 * Whether a page of somebody else's asks. Browsers open WebSockets to anywhere without asking first, as they would for a
 * request with headers of ours, so the answer that CORS would give has to be given here.
 */
export function isForeignOrigin({ headers: { origin, host } }: IncomingMessage, corsOrigins: readonly string[]): boolean {
  if (origin === undefined || corsOrigins.includes('*') || corsOrigins.includes(origin)) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase();
}

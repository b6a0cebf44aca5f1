/** Header names and values in turn, as they stood on the wire. */
export type HeaderList = readonly string[];

/** The value of a header by its lower-case name; the first one where it stands twice. */
export function headerValue(headers: HeaderList, name: string): string | undefined {
  for (let index = 0; index < headers.length; index += 2) {
    const each = headers[index]!;
    if (each.length === name.length && (each === name || each.toLowerCase() === name)) return headers[index + 1];
  }
  return undefined;
}

/** All headers by lower-case name, values of the same name joined by a comma. */
export function headerRecord(headers: HeaderList): Record<string, string> {
  const record: Record<string, string> = {};
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index]!.toLowerCase();
    const value = headers[index + 1]!;
    record[name] = name in record ? `${record[name]}, ${value}` : value;
  }
  return record;
}

/** Headers of one connection, which never go on to the next. RFC 9110, section 7.6.1. */
export const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Reply headers that speak for an origin. Ours is not the provider's: its cookies and cross-origin rules
 * would become ours.
 */
const OF_THE_ORIGIN: ReadonlySet<string> = new Set([
  'set-cookie',
  'set-cookie2',
  'alt-svc',
  'strict-transport-security',
  'clear-site-data',
]);

const isOurs = (name: string) => name.startsWith('x-portkey-') || name.startsWith('x-sluice-');

/** The reply headers that a caller gets to see; those that describe a body no longer as it came are left out too. */
export function relayedHeaders(headers: HeaderList, leaveOut: ReadonlySet<string>): string[] {
  const kept: string[] = [];
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index]!.toLowerCase();
    if (HOP_BY_HOP.has(name) || leaveOut.has(name) || OF_THE_ORIGIN.has(name)) continue;
    if (isOurs(name) || name.startsWith('access-control-')) continue;
    kept.push(name, headers[index + 1]!);
  }
  return kept;
}

import { FaultError } from '@sluice/provider-sdk';
import { ADMIN_WORDS, OWN_WORDS } from './own-words.ts';

/** A request's address below `/v1`: as it goes upstream, and as it is recognised. */
export interface Address {
  /** With a slash in front, its escapes as they came. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
}

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\0-\x1f]/;

/** A dot segment, plain or escaped. */
const DOTS = /(?:^|[/\\])(?:\.|%2e){1,2}(?:[/\\]|$)/i;

/**
 * Reads an address below `/v1`, from what stands behind it. A doubled `/v1` and doubled slashes, which some
 * clients write, count as one.
 *
 * @throws FaultError `invalid_request` for an address that two readers could read in two ways; `not_built` or `not_found` for one
 *   that is the gateway's own, however it is spelled.
 */
export function readAddress(behind: string): Address {
  const address = readAnyAddress(behind);
  refuseOurs(address.path);
  return address;
}

/**
 * The same for one who answers what is the gateway's own.
 *
 * @throws FaultError `invalid_request` for an address that two readers could read in two ways.
 */
export function readAnyAddress(behind: string): Address {
  const mark = behind.indexOf('?');
  let path = mark < 0 ? behind : behind.slice(0, mark);
  const query = mark < 0 ? '' : behind.slice(mark);
  if (path.includes('//')) path = path.replaceAll(/\/{2,}/g, '/');
  while (path.startsWith('/v1/')) path = path.slice(3);
  // One provider's SDKs have this in front of every path and take the host alone from their user.
  if (path.startsWith('/openai/v1/')) path = path.slice('/openai/v1'.length);
  if (path.startsWith('/proxy/')) path = path.slice('/proxy'.length);
  if (path.includes('.') || path.includes('%') || path.includes('\\')) refuseAmbiguous(path);
  return { path, query };
}

function refuseAmbiguous(path: string): void {
  // Twice, because a server behind may take off a second layer of escapes.
  const once = decode(path);
  if (!DOTS.test(path) && !DOTS.test(once) && !DOTS.test(decode(once)) && !once.includes('\\') && !CONTROL.test(once)) return;
  throw new FaultError({
    kind: 'invalid_request',
    message: 'The address holds dot segments, backslashes or control characters: send it in its plain form',
    code: 'invalid_path',
  });
}

function refuseOurs(path: string): void {
  const first = decode(path).toLowerCase().split(/[/;?]/).find(Boolean);
  const word = first?.trim();
  if (word === undefined || !OWN_WORDS.has(word)) return;
  throw ADMIN_WORDS.has(word) ? notHere(word) : notBuilt(word);
}

const notBuilt = (name: string) =>
  new FaultError({
    kind: 'not_built',
    message: `/v1/${name} belongs to the gateway itself and is not built yet in this version of Sluice`,
    code: 'not_built',
  });

/** Spelled as it is in the documentation, it would have been answered before it came here. */
const notHere = (name: string) =>
  new FaultError({
    kind: 'not_found',
    message: `There is nothing at this address: /v1/${name} belongs to the admin API, whose addresses are taken in their plain form alone`,
    code: 'not_found',
  });

function decode(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    throw new FaultError({
      kind: 'invalid_request',
      message: 'The address holds a percent sign with no two hexadecimal digits behind it, or bytes that are not UTF-8',
      code: 'invalid_path',
    });
  }
}

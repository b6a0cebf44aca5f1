import { isRealtime, plainHeader, type Incoming } from './incoming.ts';
import type { House } from './house.ts';
import type { Target } from './target.ts';
import { OWN_PREFIX } from './rooms/authenticate.ts';
import { HOP_BY_HOP } from './wire/headers.ts';

/** The header in which each Sluice on a request's way signs, so that a way in circles is seen. */
export const HOP_HEADER = 'x-sluice-hop';

/** Headers that a pass-through call may need to mean what it says. */
const OF_A_PASS_THROUGH = [
  'accept-encoding',
  'content-encoding',
  'range',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
];

/** Never forwarded, whoever asks: they would speak for this connection, or hold a key of ours. The provider's own credential is written last. */
const isForbidden = (name: string) =>
  HOP_BY_HOP.has(name) ||
  name === 'host' ||
  name === 'content-length' ||
  name === 'authorization' ||
  name === 'expect' ||
  name === 'cookie' ||
  name.startsWith('x-portkey-') ||
  name.startsWith('x-sluice-');

/** A handshake is between the caller and the provider; what the caller offers beside (compression, subprotocols) is for them to agree on. */
const OF_A_HANDSHAKE = ['sec-websocket-key', 'sec-websocket-version', 'sec-websocket-extensions', 'sec-websocket-protocol'];

const letters = (name: string) => name.replaceAll(/[-_]/g, '').toLowerCase();

/** The headers of a request as they will leave, but for the credential. */
export function upstreamHeaders(incoming: Incoming, target: Target, house: House): Record<string, string> {
  const { headers: given, door, body } = incoming;
  const headers: Record<string, string> = {
    'user-agent': house.userAgent,
    accept: plainHeader(given, 'accept') ?? '*/*',
    [HOP_HEADER]: hops(plainHeader(given, HOP_HEADER), house.hop),
  };
  const type = plainHeader(given, 'content-type');
  if (type !== undefined) headers['content-type'] = type;
  else if (body.kind === 'json') headers['content-type'] = 'application/json';

  if (door.kind === 'pass_through') {
    for (const name of OF_A_PASS_THROUGH) copy(given, name, headers);
    const length = plainHeader(given, 'content-length');
    if (body.kind === 'stream' && length !== undefined) headers['content-length'] = length;
  } else {
    // What is packed cannot be read on the side; every provider can send it plain.
    headers['accept-encoding'] = 'identity';
    if (body.kind === 'stream') copy(given, 'content-length', headers);
  }
  if (isRealtime(door)) for (const name of OF_A_HANDSHAKE) copy(given, name, headers);
  for (const name of target.provider.passHeaders) copy(given, name, headers);
  if (target.forwardHeaders.length > 0) forward(incoming, target.forwardHeaders, house, headers);
  if (target.virtualKey) addOperators(target.virtualKey.headers, headers);
  return headers;
}

/** Headers of which what we do with a body depends. */
const OF_THE_BODY: ReadonlySet<string> = new Set(['accept-encoding', 'content-encoding', 'content-type', 'accept']);

/** Whether an operator may have a header of this name sent along with every call; in lower case. */
export const mayTravel = (name: string): boolean => !isForbidden(name) && !OF_THE_BODY.has(name);

function addOperators(given: Readonly<Record<string, string>>, headers: Record<string, string>): void {
  for (const name in given) if (mayTravel(name)) headers[name] = given[name]!;
}

const hops = (before: string | undefined, own: string) => (before === undefined ? own : `${before}, ${own}`);

function copy(given: Incoming['headers'], name: string, headers: Record<string, string>): void {
  const value = plainHeader(given, name);
  if (value !== undefined) headers[name] = value;
}

/** Copies the headers that the caller lists. SDKs list them as they were typed (`xFoo` for `x-foo`), so letters alone are compared. */
function forward({ headers: given }: Incoming, names: readonly string[], { keys }: House, headers: Record<string, string>): void {
  const wanted = new Set(names.map(letters));
  for (const name of Object.keys(given)) {
    if (isForbidden(name) || !wanted.has(letters(name))) continue;
    const value = plainHeader(given, name);
    // A key of ours is nobody's but ours, whatever header it was put into.
    if (value !== undefined && !value.startsWith(OWN_PREFIX) && !keys.find(value)) headers[name] = value;
  }
}

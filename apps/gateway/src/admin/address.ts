import type { IncomingMessage } from 'node:http';
import { isIP, isIPv4 } from 'node:net';

const THIS_MACHINE = /^(?:::ffff:)?127\.|^::1$/;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const WITH_PORT = /^\[(.+)\](?::\d+)?$|^(\d+\.\d+\.\d+\.\d+):\d+$/;

/** Whose attempts are counted together. */
export interface Address {
  /** The network that it comes from, as far as that can be known. */
  readonly from: string;
  /** Who brought it, where somebody else says where it comes from: a proxy on this machine, or who takes itself for one. */
  readonly broughtBy: string | undefined;
}

/**
 * Where a request comes from. What `x-forwarded-for` says is anybody's word, so that it counts only from a peer on this
 * machine, and of it only the last address: the one that the nearest proxy saw with its own eyes.
 */
export function addressOf({
  socket,
  headers,
}: Pick<IncomingMessage, 'headers'> & { readonly socket: { readonly remoteAddress?: string | undefined } }): Address {
  const peer = socket.remoteAddress ?? '';
  const told = headers['x-forwarded-for'];
  const last = (Array.isArray(told) ? told.join(',') : told)?.split(',').at(-1)!.trim();
  if (last === undefined || !THIS_MACHINE.test(peer)) return { from: networkOf(peer), broughtBy: undefined };
  const [, bracketed, dotted] = WITH_PORT.exec(last) ?? [];
  const seen = bracketed ?? dotted ?? last;
  return isIP(seen) === 0 ? { from: networkOf(peer), broughtBy: undefined } : { from: networkOf(seen), broughtBy: networkOf(peer) };
}

/** An IPv4 address itself; of an IPv6 address the first 64 bits, within which whoever has one address has all of them. */
function networkOf(address: string): string {
  const plain = MAPPED.exec(address)?.[1] ?? address.replace(/%.*$/, '');
  if (isIPv4(plain) || isIP(plain) === 0) return plain;
  const [head, tail] = new URL(`http://[${plain}]/`).hostname.slice(1, -1).split('::');
  const [first, last] = [head, tail].map((part) => (part ? part.split(':') : []));
  const groups = tail === undefined ? first! : [...first!, ...Array<string>(8 - first!.length - last!.length).fill('0'), ...last!];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

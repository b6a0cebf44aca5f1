import { isIPv4, isIPv6 } from 'node:net';
import { CARRIERS_OF_IPV4, GLOBAL_UNICAST, REFUSED_IPV4, REFUSED_IPV6 } from './special-purpose.ts';

/**
 * An address as one number of 128 bits. IPv4 stands in its IPv4-mapped place, so that `127.0.0.1` and
 * `::ffff:7f00:1` are equal. Only numbers are compared: one address has many spellings as text.
 */
export type Address = bigint;

interface Block {
  readonly prefix: bigint;
  readonly hostBits: bigint;
}

const IPV4_BITS = 32n;
const IPV4_MASK = 0xffff_ffffn;
const MAPPED_PREFIX = 0xffffn << IPV4_BITS;

const readBlocks = () => ({
  refusedIPv4: REFUSED_IPV4.map(readBlock),
  refusedIPv6: REFUSED_IPV6.map(readBlock),
  globalUnicast: readBlock(GLOBAL_UNICAST),
  carriers: CARRIERS_OF_IPV4.map(({ block, ...place }) => ({ block: readBlock(block), ...place })),
});

let known: ReturnType<typeof readBlocks> | undefined;

/** Read with the first address that is judged, because most starts judge none and reading costs some of them. */
const blocks = () => (known ??= readBlocks());

/** Reads an IPv4 or IPv6 literal, without brackets; a zone (`%eth0`) is left out. Anything else is undefined. */
export function parseAddress(text: string): Address | undefined {
  if (isIPv4(text)) return MAPPED_PREFIX | readIPv4(text);
  const zone = text.indexOf('%');
  const bare = zone === -1 ? text : text.slice(0, zone);
  return isIPv6(bare) ? readIPv6(bare) : undefined;
}

/** Whether this literal is the address of a host on the public internet. What is not an address is not public. */
export function isPublicAddress(address: string): boolean {
  const parsed = parseAddress(address);
  if (parsed === undefined) return false;
  const { carriers, globalUnicast, refusedIPv6 } = blocks();
  const carrying = carriers.filter(({ block }) => contains(block, parsed));
  if (carrying.length > 0) return carrying.every((carrier) => isPublicIPv4(carriedIPv4(parsed, carrier)));
  return contains(globalUnicast, parsed) && !refusedIPv6.some((block) => contains(block, parsed));
}

function isPublicIPv4(bits: bigint): boolean {
  return !blocks().refusedIPv4.some((block) => contains(block, MAPPED_PREFIX | bits));
}

function carriedIPv4(address: Address, { shift, inverted }: { readonly shift: bigint; readonly inverted: boolean }): bigint {
  const bits = (address >> shift) & IPV4_MASK;
  return inverted ? bits ^ IPV4_MASK : bits;
}

function contains({ prefix, hostBits }: Block, address: Address): boolean {
  return address >> hostBits === prefix;
}

function readBlock(text: string): Block {
  const [base = '', length] = text.split('/');
  const hostBits = BigInt((isIPv4(base) ? 32 : 128) - Number(length));
  const address = parseAddress(base);
  if (address === undefined) throw new TypeError(`${text} is not a block of addresses`);
  return { prefix: address >> hostBits, hostBits };
}

function readIPv4(text: string): bigint {
  return text.split('.').reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function readIPv6(text: string): bigint {
  const [front = '', back] = withHexTail(text).split('::');
  const head = groups(front);
  const tail = groups(back ?? '');
  const gap = Array<string>(8 - head.length - tail.length).fill('0');
  return [...head, ...gap, ...tail].reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

function groups(text: string): string[] {
  return text === '' ? [] : text.split(':');
}

/** `::ffff:127.0.0.1` as `::ffff:7f00:1`. */
function withHexTail(text: string): string {
  const start = text.lastIndexOf(':') + 1;
  const tail = text.slice(start);
  if (!isIPv4(tail)) return text;
  const bits = readIPv4(tail);
  return `${text.slice(0, start)}${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`;
}

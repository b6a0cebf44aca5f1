import { isIPv4 } from 'node:net';
import fc from 'fast-check';

// Written a second time from the RFCs, so that a slip in the table of the product shows.
export const refusedIPv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '255.255.255.255/32',
];

export const refusedIPv6 = [
  '::/128',
  '::1/128',
  '::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001:10::/28',
  '2001:20::/28',
  '2001:2::/48',
  '2001:db8::/32',
  '3fff::/20',
  'fc00::/7',
  'fd00:ec2::254/128',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

export const anyIPv4 = fc.nat({ max: 0xffff_ffff });

export function dotted(bits: number): string {
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 0xff).join('.');
}

/** Any address of a block, as a number of 32 or 128 bits. */
export function inside(block: string): fc.Arbitrary<bigint> {
  const [base = '', length] = block.split('/');
  const width = isIPv4(base) ? 32n : 128n;
  const start = width === 32n ? bitsOfIPv4(base) : bitsOfIPv6(base);
  return fc.bigInt({ min: start, max: start + (1n << (width - BigInt(Number(length)))) - 1n });
}

export function isRefusedIPv4(bits: number): boolean {
  return refusedIPv4.some((block) => {
    const [base = '', length] = block.split('/');
    const size = 2 ** (32 - Number(length));
    const start = Number(bitsOfIPv4(base));
    return bits >= start && bits < start + size;
  });
}

/** In full, in capitals, without leading zeros, with a zone, with the tail as IPv4, and as short as a URL makes it. */
export function spellingsOfIPv6(bits: bigint): string[] {
  const hex = bits.toString(16).padStart(32, '0');
  const full = hex.replace(/(.{4})(?=.)/g, '$1:');
  const groups = full.split(':').map((group) => group.replace(/^0+(?=.)/, ''));
  const short = new URL(`http://[${full}]/`).hostname.slice(1, -1);
  const tail = dotted(Number(bits & 0xffff_ffffn));
  return [full, full.toUpperCase(), groups.join(':'), `${full}%eth0`, `${groups.slice(0, 6).join(':')}:${tail}`, short];
}

function bitsOfIPv4(text: string): bigint {
  return BigInt(`0x${Buffer.from(text.split('.').map(Number)).toString('hex')}`);
}

function bitsOfIPv6(text: string): bigint {
  const [head = '', tail = ''] = text
    .split('::')
    .map((side) => side.replace(/[^:]+/g, (group) => group.padStart(4, '0')).replaceAll(':', ''));
  return BigInt(`0x${head}${'0'.repeat(32 - head.length - tail.length)}${tail}`);
}

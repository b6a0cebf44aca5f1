/**
 * Blocks of IPv4 that no public host has, after the IANA special-purpose registry. Cloud metadata
 * services sit inside some of them (169.254.169.254, 100.100.100.200, 192.0.0.192).
 */
export const REFUSED_IPV4 = [
  '0.0.0.0/8', // "this network"; 0.0.0.0 reaches loopback on Linux
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // Azure's host agent: written like a public address, answered by the machine underneath
  '169.254.0.0/16', // link-local
  '172.16.0.0/12', // private
  '192.0.0.0/24', // IETF protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast at its end
] as const;

/** The one part of IPv6 that is given out to public hosts. */
export const GLOBAL_UNICAST = '2000::/3';

/** What is not public inside 2000::/3; loopback, unique local, link-local and multicast lie outside it. */
export const REFUSED_IPV6 = [
  '2001::/23', // IETF protocol assignments
  '2001:db8::/32', // documentation
  '3fff::/20', // documentation
] as const;

/** Blocks of IPv6 that carry an IPv4 address, which is where the connection ends up. `shift` is the number of bits behind it. */
export const CARRIERS_OF_IPV4 = [
  { block: '::ffff:0:0/96', shift: 0n, inverted: false }, // IPv4-mapped, as a dual-stack socket writes IPv4
  { block: '64:ff9b::/96', shift: 0n, inverted: false }, // NAT64: every IPv4-only name resolves into it where only IPv6 is spoken
  { block: '2002::/16', shift: 80n, inverted: false }, // 6to4
  { block: '2001::/32', shift: 64n, inverted: false }, // Teredo: its server
  { block: '2001::/32', shift: 0n, inverted: true }, // Teredo: its client, written with every bit flipped
] as const;

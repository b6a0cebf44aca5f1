import { describe, expect, it } from '@jest/globals';
import { addressOf } from './address.ts';

const at = (remoteAddress: string, told?: string) =>
  addressOf({ socket: { remoteAddress }, headers: { ...(told !== undefined && { 'x-forwarded-for': told }) } });

describe('where a request comes from', () => {
  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('is for %s the network %s', (peer, network) => {
    expect(at(peer)).toEqual({ from: network, broughtBy: undefined });
  });

  it('is what a peer on this machine says, and who says it is told beside', () => {
    expect(at('127.0.0.1', '6.6.6.6, 198.51.100.7')).toEqual({ from: '198.51.100.7', broughtBy: '127.0.0.1' });
    expect(at('127.0.0.1', '[2001:db8:1:2::9]:4711')).toEqual({ from: '2001:db8:1:2::/64', broughtBy: '127.0.0.1' });
    expect(at('127.0.0.1', '198.51.100.7:4711').from).toBe('198.51.100.7');
  });

  it('is nobody else’s word, and no word that is no address', () => {
    expect(at('203.0.113.1', '198.51.100.7')).toEqual({ from: '203.0.113.1', broughtBy: undefined });
    expect(at('127.0.0.1', 'whatever')).toEqual({ from: '127.0.0.1', broughtBy: undefined });
  });
});

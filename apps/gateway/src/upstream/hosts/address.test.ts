import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPublicAddress, parseAddress } from './address.ts';
import { anyIPv4, dotted, inside, isRefusedIPv4, refusedIPv4, refusedIPv6, spellingsOfIPv6 } from './address-arbitraries.test.support.ts';

/** Everything that carries this IPv4 address inside an IPv6 one, by the RFC that says how. */
function carriersOf(bits: number): string[] {
  const high = (bits >>> 16).toString(16);
  const low = (bits & 0xffff).toString(16);
  const flipped = `${(~bits >>> 16).toString(16)}:${(~bits & 0xffff).toString(16)}`;
  return [
    `::ffff:${dotted(bits)}`,
    `::ffff:${high}:${low}`,
    `0:0:0:0:0:FFFF:${dotted(bits)}`,
    `64:ff9b::${high}:${low}`,
    `64:ff9b::${dotted(bits)}`,
    `2002:${high}:${low}::1`,
    `2001:0:${high}:${low}:8000:63bf:f7f7:f7f7`, // Teredo server, before the client 8.8.8.8
    `2001:0:808:808:8000:63bf:${flipped}`, // Teredo client, behind the server 8.8.8.8
  ];
}

describe('reading an address', () => {
  it.each([
    ['127.0.0.1', '::ffff:127.0.0.1'],
    ['127.0.0.1', '::ffff:7f00:1'],
    ['127.0.0.1', '0:0:0:0:0:FFFF:7F00:0001'],
    ['::1', '0:0:0:0:0:0:0:1'],
    ['::', '0::0'],
    ['fe80::1%eth0', 'fe80::1'],
    ['fe80::1%1', 'FE80:0::0:1'],
    ['64:ff9b::7f00:1', '64:ff9b::127.0.0.1'],
    ['2001:db8::', '2001:db8:0:0:0:0:0:0'],
    ['2001:db8::1:0:0:1', '2001:db8:0:0:1::1'],
    ['::2:3:4:5:6:7:8', '0:2:3:4:5:6:7:8'],
  ])('takes %s and %s for the same', (left, right) => {
    const [one, other] = [parseAddress(left), parseAddress(right)];

    expect(one).toBeDefined();
    expect(one).toBe(other);
  });

  it.each([
    '',
    ' ',
    'localhost',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.0.0.1.',
    '127.0.0.1 ',
    '256.0.0.1',
    '[::1]',
    '::1::',
    '1:2:3:4:5:6:7:8:9',
    '::ffff:127.1',
    '%eth0',
    '127.0.0.1%eth0',
    '１２７.0.0.1',
  ])('does not take %j for an address, so it is not public either', (text) => {
    expect(parseAddress(text)).toBeUndefined();
    expect(isPublicAddress(text)).toBe(false);
  });

  it('keeps two addresses apart when they are apart', () => {
    fc.assert(
      fc.property(anyIPv4, anyIPv4, (one, other) => {
        expect(parseAddress(dotted(one)) === parseAddress(dotted(other))).toBe(one === other);
      }),
    );
  });
});

describe('what is public', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '168.63.129.15',
    '168.63.129.17',
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.0',
    '192.0.3.0',
    '192.88.98.255',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '203.0.112.255',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2001:4860:4860::8888',
    '2001:200::',
    '2a00:1450:4001:830::200e',
    '2606:4700::1%eth0',
    '3ffe:ffff::1',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
    '2002:808:808::1',
  ])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '169.254.170.2',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.168.0.1',
    '192.0.2.1',
    '192.88.99.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::8.8.8.8',
    '::127.0.0.1',
    '::ffff:0:8.8.8.8',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '64:ff9b::169.254.169.254',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '64:ff9b:1::808:808',
    '64:ff9b:0:0:1::808:808',
    '100::1',
    '1fff:ffff::1',
    '2001::1',
    '2001:2::1',
    '2001:10::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '2002:a9fe:a9fe::1',
    '3fff::1',
    '3fff:fff::1',
    '4000::1',
    '5f00::1',
    'fc00::1',
    'fd00:ec2::254',
    'fd20:ce::254',
    'fe80::1',
    'fe80::1%eth0',
    'fe80::a9fe:a9fe%2',
    'fec0::1',
    'ff02::1',
    'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(refusedIPv4)('no address in %s is, plain or carried', (block) => {
    fc.assert(
      fc.property(inside(block), (bits) => {
        for (const spelling of [dotted(Number(bits)), ...carriersOf(Number(bits))])
          expect([spelling, isPublicAddress(spelling)]).toEqual([spelling, false]);
      }),
    );
  });

  it.each(refusedIPv6)('no address in %s is, however it is written', (block) => {
    fc.assert(
      fc.property(inside(block), (bits) => {
        for (const spelling of spellingsOfIPv6(bits)) expect([spelling, isPublicAddress(spelling)]).toEqual([spelling, false]);
      }),
    );
  });

  it('every other IPv4 address is, plain or carried', () => {
    fc.assert(
      fc.property(
        anyIPv4.filter((bits) => !isRefusedIPv4(bits)),
        (bits) => {
          for (const spelling of [dotted(bits), ...carriersOf(bits)])
            expect([spelling, isPublicAddress(spelling)]).toEqual([spelling, true]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('every address of the registries is, however it is written', () => {
    fc.assert(
      fc.property(fc.oneof(inside('2400::/12'), inside('2600::/12'), inside('2a00::/12')), (bits) => {
        for (const spelling of spellingsOfIPv6(bits)) expect([spelling, isPublicAddress(spelling)]).toEqual([spelling, true]);
      }),
    );
  });
});

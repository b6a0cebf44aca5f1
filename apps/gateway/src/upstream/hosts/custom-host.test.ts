import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPublicAddress } from './address.ts';
import { anyIPv4, dotted, inside, isRefusedIPv4, refusedIPv4, refusedIPv6, spellingsOfIPv6 } from './address-arbitraries.test.support.ts';
import { parseCustomHost } from './custom-host.ts';
import { parseTrustedHosts } from './trusted-hosts.ts';

const nobody = parseTrustedHosts('');

/** Ways to write an IPv4 address that a URL reads, RFC or not. */
function notationsOf(bits: number): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = dotted(bits).split('.').map(Number);
  const hex = (part: number) => `0x${part.toString(16)}`;
  const octal = (part: number) => `0${part.toString(8)}`;
  return [
    dotted(bits),
    `${dotted(bits)}.`,
    String(bits),
    hex(bits),
    `0x${bits.toString(16).padStart(12, '0')}`,
    octal(bits),
    [a, b, c, d].map(hex).join('.'),
    [a, b, c, d].map(octal).join('.'),
    [a, b, c, d].map((part) => `00${octal(part)}`).join('.'),
    `${a}.${bits & 0xff_ffff}`,
    `${a}.${b}.${bits & 0xffff}`,
    `${hex(a)}.${octal(b)}.${hex(bits & 0xffff)}`,
    `[::ffff:${dotted(bits)}]`,
    `[::ffff:${(bits >>> 16).toString(16)}:${(bits & 0xffff).toString(16)}]`,
    `[64:ff9b::${dotted(bits)}]`,
  ];
}

describe('hosts that a caller may not choose', () => {
  it.each([
    // loopback, in every notation
    'http://127.0.0.1',
    'http://127.0.0.1:11434/v1',
    'https://127.0.0.1',
    'http://127.1',
    'http://127.0.1',
    'http://127.255.255.254',
    'http://2130706433',
    'http://017700000001',
    'http://0177.0.0.1',
    'http://0177.0.0.01',
    'http://00000177.1',
    'http://0x7f000001',
    'http://0x7f.0.0.1',
    'http://0x7f.1',
    'http://0x7f.0.0x1',
    'http://0x00000000007f000001',
    'http://127.0.0.1.',
    'http://0',
    'http://0.0.0.0',
    'http://0x0',
    'http://[::]',
    'http://[::1]',
    'http://[::1]:8080/v1',
    'http://[0:0:0:0:0:0:0:1]',
    'http://[0000::0001]',
    'http://[::127.0.0.1]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:7f00:1]',
    'http://[0:0:0:0:0:ffff:127.0.0.1]',
    'http://[64:ff9b::7f00:1]',
    'http://[64:ff9b::127.0.0.1]',
    'http://[64:ff9b:1::7f00:1]',
    'http://[2002:7f00:1::]',
    'http://[2001:0:808:808:8000:63bf:80ff:fffe]',
    // metadata services
    'http://169.254.169.254/latest/meta-data',
    'http://2852039166',
    'http://0xa9fea9fe',
    'http://0251.0376.0251.0376',
    'http://169.254.43518',
    'http://169.16689662',
    'http://[::ffff:169.254.169.254]',
    'http://[::ffff:a9fe:a9fe]',
    'http://[64:ff9b::a9fe:a9fe]',
    'http://[fd00:ec2::254]',
    'http://[fd20:ce::254]',
    'http://169.254.170.2/v2/credentials',
    'http://100.100.100.200',
    'http://192.0.0.192',
    'http://168.63.129.16',
    'http://metadata',
    'http://metadata.',
    'http://instance-data',
    'http://instance-data.ec2.internal',
    'http://metadata.google.internal',
    'http://metadata.google.internal.',
    'http://metadata.goog',
    'http://metadata.tencentyun.com',
    // private and reserved
    'http://10.0.0.1',
    'http://10.1',
    'http://167772161',
    'http://172.16.0.1',
    'http://172.31.255.255',
    'http://192.168.1.1',
    'http://192.168.257',
    'http://3232235777',
    'http://100.64.0.1',
    'http://198.18.0.1',
    'http://192.0.2.1',
    'http://198.51.100.7',
    'http://203.0.113.7',
    'http://192.88.99.1',
    'http://224.0.0.1',
    'http://240.0.0.1',
    'http://255.255.255.255',
    'http://4294967295',
    'http://[fc00::1]',
    'http://[fd12:3456:789a::1]',
    'http://[fe80::1]',
    'http://[fe80::1%25eth0]',
    'http://[fe80::1%eth0]',
    'http://[fec0::1]',
    'http://[ff02::1]',
    'http://[2001:db8::1]',
    'http://[3fff::1]',
    'http://[100::1]',
    'http://[4000::1]',
    // names of a local network
    'http://localhost',
    'http://localhost:8080',
    'http://localhost.',
    'http://localhost..',
    'http://api.localhost',
    'http://localhost.localdomain',
    'http://host.docker.internal:11434',
    'http://printer.local',
    'http://printer.local.',
    'http://db.corp',
    'http://db.home',
    'http://router.home.arpa',
    'http://db.internal',
    'http://wiki.intranet',
    'http://nas.lan',
    'http://a.test',
    'http://a.invalid',
    'http://a.onion',
    'http://vllm.default.svc.cluster.local:8000',
    'http://kubernetes.default.svc',
    'http://ollama:11434',
    // letters that become others
    'http://１２７.0.0.1',
    'http://127。0。0。1',
    'http://127．0．0．1',
    'http://①②⑦.0.0.1',
    'http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
    'http://lo\u00adcalhost',
    'http://local\u200bhost',
    'http://ｌｏｃａｌｈｏｓｔ',
    'http://LOCALHOST',
    'http://LocalHost.',
    'https://API.groq.com',
    'https://api。groq。com',
    'https://api.gröq.com',
    'http://[::FFFF:127.0.0.1]',
    'http://%31%32%37.0.0.1',
    'http://127%2e0%2e0%2e1',
    'http://%6cocalhost',
    // one address for the reader, another for the machine
    'http://api.groq.com@127.0.0.1',
    'https://api.groq.com:443@127.0.0.1',
    'http://127.0.0.1#@api.groq.com',
    'http://127.0.0.1?@api.groq.com',
    'http://127.0.0.1\\@api.groq.com',
    'http://api.groq.com\\@127.0.0.1',
    'http:\\\\127.0.0.1',
    'http:\\\\api.groq.com',
    'https://user:secret@api.groq.com',
    'https://@api.groq.com',
    'https://:@api.groq.com',
    'https://api.groq.com%40127.0.0.1',
    'https://api.groq.com%2f@127.0.0.1',
    'http:127.0.0.1',
    'http:/127.0.0.1',
    'http:///127.0.0.1',
    'https:api.groq.com',
    'https:/api.groq.com',
    'https:///api.groq.com',
    '//api.groq.com',
    'api.groq.com',
    'http://1\t2\t7.0.0.1',
    'http://127.0.0.1\n',
    'http://127.0.\r\n0.1',
    ' https://api.groq.com',
    'https://api.groq.com ',
    'https://api.groq.com/a b',
    'https://api.groq.com/a\\b',
    'https://api.groq.com/\u0000',
    'https://api.groq.com/\u007f',
    'https://api.groq.com\u00a0',
    'ht\ntps://api.groq.com',
    // not for us
    '',
    'http://',
    'https://',
    'https:///',
    'ftp://api.groq.com',
    'file:///etc/passwd',
    'gopher://api.groq.com',
    'ws://api.groq.com',
    'javascript:alert(1)',
    'data:text/plain,x',
    'unix:/var/run/docker.sock',
    'http+unix://%2Fvar%2Frun%2Fdocker.sock',
    'blob:https://api.groq.com',
    'https://api.groq.com?api-version=1',
    'https://api.groq.com/v1?',
    'https://api.groq.com/v1#',
    'https://api.groq.com/v1#x',
    'https://api.groq.com:0',
    'https://api.groq.com:65536',
    'https://api.groq.com:99999',
    'https://api.groq.com:000443',
    'https://api.groq.com:-1',
    'https://api.groq.com:',
    'https://api.groq.com:https',
    'https://api.groq.com:443:443',
    'https://api..groq.com',
    'https://.groq.com',
    'https://api.groq.com..',
    'https://.',
    'https://*.groq.com',
    'https://api,groq.com',
    'https://1.2.3.4.5',
    'https://256.1.1.1',
    'https://api.256',
    'https://a.b.c.d.e.f.g.h.i.groq.com',
    `https://${'a'.repeat(64)}.com`,
    `https://${`${'a'.repeat(60)}.`.repeat(5)}com`,
    'https://[::1',
    'https://::1',
    'https://[api.groq.com]',
    'https://[1.2.3.4]',
  ])('%j', (text) => {
    const host = parseCustomHost(text, nobody);

    expect(host).toEqual({ ok: false, reason: expect.any(String) });
  });

  it.each(refusedIPv4)('an address in %s, in any notation', (block) => {
    fc.assert(
      fc.property(inside(block), (bits) => {
        for (const host of notationsOf(Number(bits)))
          expect([host, parseCustomHost(`http://${host}/v1`, nobody).ok]).toEqual([host, false]);
      }),
    );
  });

  it.each(refusedIPv6)('an address in %s, in any notation', (block) => {
    fc.assert(
      fc.property(inside(block), (bits) => {
        for (const host of spellingsOfIPv6(bits))
          expect([host, parseCustomHost(`http://[${host}]:8080`, nobody).ok]).toEqual([host, false]);
      }),
    );
  });

  it('what reads as one host and is another', () => {
    const pieces = [
      '127.0.0.1',
      'groq.com',
      'localhost',
      '0x7f',
      '@',
      ':',
      '/',
      '\\',
      '#',
      '?',
      '%',
      '%40',
      '.',
      '。',
      '[',
      ']',
      '::1',
      '\t',
      ' ',
      '１',
      'ⓛ',
      'L',
      '80',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 6 }), (typed) => {
        const authority = typed.join('');

        const host = parseCustomHost(`http://${authority}`, nobody);

        if (!host.ok) return;
        const { hostname } = new URL(host.origin);
        const asTyped = authority.replace(/\/.*$/, '').replace(/:\d+$/, '').replace(/\.$/, '');
        expect(hostname === asTyped || isPublicAddress(hostname)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('hosts that a caller may choose', () => {
  it.each([
    ['https://api.groq.com', 'https://api.groq.com', ''],
    ['https://api.groq.com/', 'https://api.groq.com', ''],
    ['https://api.groq.com/openai/v1', 'https://api.groq.com', '/openai/v1'],
    ['https://api.groq.com/openai/v1///', 'https://api.groq.com', '/openai/v1'],
    ['https://api.groq.com:443/openai', 'https://api.groq.com', '/openai'],
    ['https://api.groq.com:8443/openai', 'https://api.groq.com:8443', '/openai'],
    ['http://api.groq.com:80', 'http://api.groq.com', ''],
    ['http://api.groq.com:00080', 'http://api.groq.com', ''],
    ['http://api.groq.com:65535', 'http://api.groq.com:65535', ''],
    ['HTTPS://api.groq.com', 'https://api.groq.com', ''],
    ['https://api.groq.com.', 'https://api.groq.com', ''],
    ['https://api.groq.com./v1', 'https://api.groq.com', '/v1'],
    ['https://a.b.c.d.e.f.g.h.groq.com', 'https://a.b.c.d.e.f.g.h.groq.com', ''],
    ['https://my_name.groq.com', 'https://my_name.groq.com', ''],
    ['https://xn--bcher-kva.example', 'https://xn--bcher-kva.example', ''],
    ['https://metadata.groq.com', 'https://metadata.groq.com', ''],
    ['https://local.groq.com', 'https://local.groq.com', ''],
    ['https://api.cloudflare.com/ai/run/@cf/meta/llama', 'https://api.cloudflare.com', '/ai/run/@cf/meta/llama'],
    ['https://api.groq.com/a%20b', 'https://api.groq.com', '/a%20b'],
    ['https://8.8.8.8/v1', 'https://8.8.8.8', '/v1'],
    ['https://134744072', 'https://8.8.8.8', ''],
    ['https://[2606:4700:4700::1111]:8443/v1', 'https://[2606:4700:4700::1111]:8443', '/v1'],
  ])('%s', (text, origin, path) => {
    const host = parseCustomHost(text, nobody);

    expect(host).toEqual({ ok: true, base: `${origin}${path}`, origin, trusted: false });
  });

  it('any public address, in any notation', () => {
    fc.assert(
      fc.property(
        anyIPv4.filter((bits) => !isRefusedIPv4(bits)),
        (bits) => {
          for (const host of notationsOf(bits)) expect([host, parseCustomHost(`http://${host}/v1`, nobody).ok]).toEqual([host, true]);
        },
      ),
    );
  });

  it.each([
    ['localhost', 'http://localhost:11434/v1', 'http://localhost:11434/v1'],
    ['127.0.0.1', 'http://127.1:8080', 'http://127.0.0.1:8080'],
    ['127.0.0.1', 'http://[::ffff:127.0.0.1]:8080', 'http://[::ffff:7f00:1]:8080'],
    ['::1', 'http://[0:0:0:0:0:0:0:1]', 'http://[::1]'],
    ['*.svc.cluster.local', 'http://vllm.default.svc.cluster.local:8000/v1', 'http://vllm.default.svc.cluster.local:8000/v1'],
    ['*.svc.cluster.local', 'http://vllm.default.svc.cluster.local.:8000', 'http://vllm.default.svc.cluster.local:8000'],
    ['ollama:11434', 'http://ollama:11434', 'http://ollama:11434'],
    ['vllm:80', 'http://vllm/v1', 'http://vllm/v1'],
    ['vllm:443', 'https://vllm/v1', 'https://vllm/v1'],
    ['host.docker.internal', 'http://host.docker.internal:1234', 'http://host.docker.internal:1234'],
    ['169.254.169.254', 'http://169.254.169.254', 'http://169.254.169.254'],
    ['api.groq.com', 'https://api.groq.com/openai', 'https://api.groq.com/openai'],
  ])('what the operator trusts by %s: %s', (csv, text, base) => {
    const host = parseCustomHost(text, parseTrustedHosts(csv));

    expect(host).toMatchObject({ ok: true, base, trusted: true });
  });

  it.each([
    ['ollama:11434', 'http://ollama:22'],
    ['127.0.0.1:8080', 'http://127.0.0.1'],
    ['localhost', 'http://127.0.0.1'],
    ['localhost', 'http://user@localhost'],
    ['localhost', 'ftp://localhost'],
    ['localhost', 'http://localhost?x'],
    ['localhost', 'http://LOCALHOST'],
    ['localhost', 'http://localhost:0'],
    ['*.internal', 'http://metadata.google.internal'],
    ['*.svc.cluster.local', 'http://svc.cluster.local'],
  ])('but not, where the operator wrote %s: %s', (csv, text) => {
    const host = parseCustomHost(text, parseTrustedHosts(csv));

    expect(host.ok).toBe(false);
  });
});

describe('the reason', () => {
  it('names the host as it was understood, and the cure', () => {
    const host = parseCustomHost('http://0x7f.1:8080/v1', nobody);

    expect(host).toEqual({
      ok: false,
      reason: '127.0.0.1 is not an address of the public internet; an operator can allow it in TRUSTED_CUSTOM_HOSTS',
    });
  });

  it('does not repeat a password', () => {
    const host = parseCustomHost('https://user:hunter2@api.groq.com', nobody);

    expect(host).toEqual({ ok: false, reason: 'it must not hold credentials; send them in a header' });
  });
});

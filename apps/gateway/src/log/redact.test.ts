import { describe, expect, it } from '@jest/globals';
import { redact, withoutBeginning } from './redact.ts';

describe('what is taken out of a text', () => {
  it.each([
    ['as it is', 'plain-secret', 'a plain-secret b', 'a [redacted] b'],
    ['escaped for an address', 'with space+plus', 'x?key=with%20space%2Bplus', 'x?key=[redacted]'],
    ['inside JSON', 'line\nand "quote"', JSON.stringify({ key: 'line\nand "quote"' }), '{"key":"[redacted]"}'],
  ])('is a secret that is known, %s', (_how, secret, text, clean) => {
    const left = redact(text, [secret]);

    expect(left).toBe(clean);
  });

  it.each([
    ['unneeded', '{"a":"\\u0070lain\\u002Dsecret"}', '{"a":"[redacted]"}'],
    ['within a text within it', JSON.stringify({ a: '{"b":"\\u0070lain-secret"}' }), '{"a":"{\\"b\\":\\"[redacted]\\"}"}'],
    ['of a slash', '{"a":"with\\/slash\\/es"}', '{"a":"[redacted]"}'],
    ['of what only looks like a key', '{"a":"\\u0073k-a1B2c3D4e5F6g7H8i9J0"}', '{"a":"[redacted]"}'],
    ['of a quote beside it', '{"a":"\\u0022\\u0070lain-secret\\u005c"}', '{"a":"\\u0022[redacted]\\u005c"}'],
  ])('is what stands behind escapes of JSON, %s, which stays JSON', (_how, text, clean) => {
    const left = redact(text, ['plain-secret', 'with/slash/es']);

    expect(left).toBe(clean);
    expect(() => JSON.parse(left) as unknown).not.toThrow();
  });

  it('is a secret that a list has got since it was looked at', () => {
    const secrets = ['plain-secret'];
    const before = redact('plain-secret late-secret', secrets);

    secrets.push('late-secret');

    expect([before, redact('plain-secret late-secret', secrets)]).toEqual(['[redacted] late-secret', '[redacted] [redacted]']);
  });

  it.each(['Bearer abc.DEF-123~x/', 'bAsIc\tYWxhZGRpbjpvcGVu', '"BEARER  abcdefghijkl"'])(
    'is what a scheme stands before, however it is written: %j',
    (text) => {
      const left = redact(`x ${text} y`, []);

      expect(left).toMatch(/^x "?b(?:earer|asic) \[redacted\]"? y$/i);
    },
  );

  it.each(['AKIA0123456789AB', 'sk-0123456789abc'])('is the shortest key that there is: %s', (key) => {
    expect([redact(key, []), redact(`a ${key} b`, [])]).toEqual(['[redacted]', 'a [redacted] b']);
  });

  it('leaves escapes that hide nothing, and is in time for what is all backslashes', () => {
    const [innocent, slashes] = ['{"a":"\\u003cb\\u003e \\/"}', `${'\\'.repeat(300_000)} \\u0041 `];
    const started = performance.now();

    expect([redact(innocent, ['plain-secret']), redact(slashes, ['plain-secret'])]).toEqual([innocent, slashes]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it.each(['', 'a', 'ab', 'user:'])('is a known secret in base64, in either alphabet, behind %j', (before) => {
    const secret = 'zq9>CANARY?+alpha/beta==7f';
    const whole = Buffer.from(`${before}${secret} and more`);

    const left = (['base64', 'base64url'] as const).map((alphabet) => redact(`x ${whole.toString(alphabet)} y`, [secret]));

    for (const text of left) expect(text).toMatch(/^x [\w/+-]{0,8}\[redacted\][\w/+=-]{0,18} y$/);
  });

  it.each([
    ['its beginning', 'note zq9>CANARY', 'note [redacted]'],
    ['its beginning in base64', `note ${Buffer.from('zq9>CANARY?+alpha').toString('base64').slice(0, 16)}`, 'note [redacted]'],
    ['less of it than says anything', 'note zq9>C', 'note zq9>C'],
    ['something else', 'note of nothing', 'note of nothing'],
  ])('is a known secret at the end of what was cut: %s', (_what, cut, left) => {
    expect(withoutBeginning(cut, ['zq9>CANARY?+alpha/beta==7f'])).toBe(left);
  });

  it.each([
    'sk-proj-a1B2c3D4e5F6g7H8',
    'sk-ant-api03-a1B2c3D4e5F6g7H8',
    'gsk_a1B2c3D4e5F6g7H8',
    'AKIAIOSFODNN7EXAMPLE',
    'AIzaSyA1B2C3D4E5F6G7H8I9J0K1L2M3N4O5P6Q',
    'github_pat_11A1B2C3D4E5F6G7',
    'xoxb-1234567890-abcdefgh',
    'hf_a1B2c3D4e5F6g7H8i9',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc-DEF_123',
  ])('is what looks like a key, wherever it stands: %s', (key) => {
    const places = Array.from({ length: 40 }, (_, before) => `${'word '.repeat(20).slice(0, before)}"${key}" and so on`);

    const left = places.map((text) => redact(text, []));

    expect(left.filter((text) => text.includes(key.slice(0, 12)) || !text.endsWith('"[redacted]" and so on'))).toEqual([]);
  });

  it('is what stands behind the name of a scheme, and a private key to its end', () => {
    const text = 'Authorization: Bearer abcdefghijklmnop; -----BEGIN PRIVATE KEY-----\nMIIabc\n-----END PRIVATE KEY----- tail';

    const left = redact(text, []);

    expect(left).toBe('Authorization: Bearer [redacted]; [redacted] tail');
  });

  it('are two keys side by side, and one at the very end', () => {
    const text = 'gsk_a1B2c3D4e5F6g7H8 hf_a1B2c3D4e5F6g7H8,and sk-a1B2c3D4e5F6g7H8';

    const left = redact(text, []);

    expect(left).toBe('[redacted] [redacted],and [redacted]');
  });

  it.each([
    'skateboarding is risk-taking-with-style',
    'a-long-slug-of-words-in-a-row-without-end',
    'chatcmpl-f51b2cd2a1B2c3D4e5F6',
    '0192f0c1-2b3c-7def-8123-456789abcdef',
    'Страница 12345678901234567890',
    '日本語の文章がとても長く続いています',
  ])('is no innocent text: %s', (text) => {
    const left = redact(text, ['short']);

    expect(left).toBe(text);
  });
});

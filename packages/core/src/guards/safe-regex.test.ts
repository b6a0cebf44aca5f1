import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileRegex } from './safe-regex.ts';

describe('a regular expression from outside', () => {
  it.each([
    ['^\\d{3}-\\d{2}$', '', '123-45', true],
    ['hello', '', 'HELLO', false],
    ['hello', 'i', 'HELLO', true],
    ['^b', '', 'a\nb', false],
    ['^b', 'm', 'a\nb', true],
    ['a.b', '', 'a\nb', false],
    ['a.b', 's', 'a\nb', true],
    ['a$', '', 'a\n', false],
    ['(?<year>\\d{4})', 'gu', 'in 2024', true],
    ['\\u{1F600}', 'u', '😀', true],
    ['\\p{L}+', 'u', 'é', true],
    ['(?<=USD )\\d', '', 'USD 5', true],
    ['(?<!USD )\\d', '', 'EUR 5', true],
    ['[^]', '', '\n', true],
  ])('/%s/%s on %j is %s', (pattern, flags, text, expected) => {
    expect(compileRegex(pattern, flags).test(text)).toBe(expected);
  });

  it.each([
    ['a(?=b)', '', /lookahead .* linear time/],
    ['a(?!b)', '', /lookahead .* linear time/],
    ['(a)\\1', '', /backreferences .* linear time/],
    ['(', '', /missing closing \)/],
    ['x{5000}', '', /repeat count/],
    ['(x|yy|zzz){900}', '', /too large/],
    ['x', 'q', /flag "q"/],
  ])('/%s/%s is refused', (pattern, flags, message) => {
    expect(() => compileRegex(pattern, flags)).toThrow(message);
  });

  it('refuses a pattern that is too long', () => {
    expect(() => compileRegex('x'.repeat(20_000))).toThrow(/longer than 10000/);
  });

  it('does not explode on a bomb', () => {
    const bomb = `${'a'.repeat(50_000)}!`;
    const began = performance.now();

    const matched = compileRegex('(a+)+$').test(bomb);

    expect(matched).toBe(false);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('gives up on a replacement whose every match reads to the end', () => {
    const text = 'ac'.repeat(40_000);

    const replace = () => compileRegex('a.*b|c').replaceAll(text, '-');

    expect(replace).toThrow(/too long/);
  });

  it('knows the same spaces as JavaScript', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', ' ', '\u00a0', '\v', '\u2028', '\u3000', '\ufeff', ']', '[', '-', '\\', 's'),
      maxLength: 5,
    });
    const pattern = fc.constantFrom(
      'a\\sa',
      '^\\S+$',
      '^[\\sa]+$',
      '^[^\\s]+$',
      '[\\s\\S]',
      'a\\\\sa',
      '^[[\\]\\s-]+$',
      '\\[\\s\\]',
      '^[\\\\s]+$',
    );

    fc.assert(
      fc.property(pattern, text, (source, given) => {
        expect(compileRegex(source).test(given)).toBe(new RegExp(source).test(given));
      }),
      { numRuns: 3000 },
    );
  });

  it('replaces as JavaScript does', () => {
    const replacement = fc.string({ unit: fc.constantFrom('$', '&', '1', '2', '0', '<', 'n', '>', 'x'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '😀'), maxLength: 12 });
    const pattern = fc.constantFrom('a|b', '(?<n>a)(b)?', '', 'a*', '(a)|(b)', '.');

    fc.assert(
      fc.property(pattern, text, replacement, (source, given, substitute) => {
        expect(compileRegex(source, 'u').replaceAll(given, substitute)).toBe(given.replaceAll(new RegExp(source, 'gu'), substitute));
      }),
      { numRuns: 5000 },
    );
  });
});

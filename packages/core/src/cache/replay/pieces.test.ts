import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pieces } from './pieces.ts';

describe('a text in pieces', () => {
  it('goes a word at a time', () => {
    expect(pieces('It is  a\nfine day. ')).toEqual(['It', ' is', '  a', '\nfine', ' day.', ' ']);
  });

  it('is all there, and no letter of it is split', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('a', ' ', '\n', '🌍', '\ud83c', '\udf0d'), maxLength: 300 }),
    );

    fc.assert(
      fc.property(text, (each) => {
        const cut = pieces(each);

        expect(cut.join('')).toBe(each);
        expect(cut.flatMap((piece) => Array.from(piece))).toEqual(Array.from(each));
        expect(cut.every((piece) => piece.length > 0)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('goes in larger pieces where it is very long, in time', () => {
    const texts = ['word '.repeat(200_000), ' '.repeat(1_000_000), 'x'.repeat(1_000_000)];
    const started = performance.now();

    const cut = texts.map((text) => pieces(text));

    expect(cut.map((each) => each.join(''))).toEqual(texts);
    expect(Math.max(...cut.map((each) => each.length))).toBeLessThanOrEqual(2000);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

import { describe, expect, it } from '@jest/globals';
import { moneyOf, percentOf, shortOf } from './words-for-numbers.ts';
import { agoOf, durationOf } from './words-for-time.ts';

describe('words for numbers', () => {
  it.each([
    [undefined, '–'],
    [null, '–'],
    [0, '$0'],
    [0.0123, '$0.000123'],
    [0.0000123, '$0.000000123'],
    [1250, '$12.50'],
    [-50, '−$0.500'],
  ])('says %p cents as %p', (cents, words) => {
    expect(moneyOf(cents)).toBe(words);
  });

  it.each([
    [0, '0.0 %'],
    [0.004, '0.40 %'],
    [0.5, '50.0 %'],
  ])('says the share %p as %p', (share, words) => {
    expect(percentOf(share)).toBe(words);
  });

  it('shortens what is long', () => {
    expect(shortOf(1_234_000)).toBe('1.2M');
  });
});

describe('words for time', () => {
  const now = Date.UTC(2026, 10, 20);

  it.each([
    [200, 'now'],
    [3_000, '3 seconds ago'],
    [90_000, '2 minutes ago'],
    [86_400_000, 'yesterday'],
    [40 * 86_400_000, 'Oct 11, 2026'],
  ])('calls what was %p ms ago %p', (ms, words) => {
    expect(agoOf(now - ms, now)).toBe(words);
  });

  it.each([
    [3.14, '3.1 ms'],
    [340, '340 ms'],
    [2_140, '2.14 s'],
    [42_140, '42.1 s'],
    [200_000, '3 min 20 s'],
  ])('says %p ms as %p', (ms, words) => {
    expect(durationOf(ms)).toBe(words);
  });
});

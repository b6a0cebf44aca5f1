import { describe, expect, it } from '@jest/globals';
import { wordsFor } from './words-for.ts';

describe('the value of a setting', () => {
  it.each([
    [null, null, 'not set'],
    [true, null, 'on'],
    [10 * 2 ** 30, 'bytes', '10 GiB'],
    [1_500, 'bytes', '1.5 KiB'],
    [0, 'bytes', '0 bytes'],
    [30_000, 'milliseconds', '30.0 s'],
    [30, 'days', '30 days'],
    [['a', 'b'], null, 'a, b'],
    [[], null, 'none'],
    ['127.0.0.1', null, '127.0.0.1'],
  ] as const)('says %p in %p as %p', (value, unit, words) => {
    expect(wordsFor({ value, unit })).toBe(words);
  });
});

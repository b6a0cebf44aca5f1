import { describe, expect, it } from '@jest/globals';
import { maxAgeMs } from './max-age.ts';

const WEEK = 604_800_000;

describe('how long an answer is kept', () => {
  it.each([
    ['a week where nobody says', undefined, undefined, WEEK],
    ['as the config says', 3600, undefined, 3_600_000],
    ['as the config says, whatever the header says', 3600, 'max-age=120', 3_600_000],
    ['as the header says where the config does not', undefined, 'max-age=120', 120_000],
    ['as the header says among other things', undefined, 'no-transform, Max-Age="120"', 120_000],
    ['a minute at least', 60, undefined, 60_000],
    ['ninety days at most', 7_776_000, undefined, 7_776_000_000],
    ['a week where the config is below', 59, 'max-age=120', WEEK],
    ['a week where the config is above', 7_776_001, undefined, WEEK],
    ['a week where the config is no number', Number.NaN, undefined, WEEK],
    ['a week where the header is below', undefined, 'max-age=0', WEEK],
    ['a week where the header is of shared caches', undefined, 's-maxage=120', WEEK],
    ['a week where the header is not a number', undefined, 'max-age=soon', WEEK],
  ])('%s', (_, configured, cacheControl, expected) => {
    expect(maxAgeMs(configured, cacheControl)).toBe(expected);
  });
});

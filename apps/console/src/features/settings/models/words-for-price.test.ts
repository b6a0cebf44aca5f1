import { describe, expect, it } from '@jest/globals';
import { wordsForPrice } from './words-for-price.ts';

describe('a price', () => {
  it('names what is sold and for how much', () => {
    expect(wordsForPrice({ input: 0.15, cached_input: 0.075, tiers: [{ over: 200_000 }] })).toBe(
      'input $0.15, cached input $0.075, tiers: [{"over":200000}]',
    );
  });

  it('is not known where nothing is said', () => {
    expect(wordsForPrice(undefined)).toBe('not known');
  });
});

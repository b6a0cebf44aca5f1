import { describe, expect, it } from '@jest/globals';
import { METRICS, wordsForComparison } from './metrics.ts';

describe('a comparison in words', () => {
  it('says the difference with its range', () => {
    const comparison = {
      verdict: 'lower',
      difference: { value: -30, low: -45, high: -15 },
      relative: { value: -0.1, low: -0.15, high: -0.05 },
      p_value: 0.001,
      p_adjusted: 0.004,
    } as const;

    expect(wordsForComparison(comparison, METRICS.latency.format)).toBe('lower: −10.0 % (−15.0 % to −5.0 %)');
  });

  it('says that it is too early, and no number', () => {
    const comparison = { verdict: 'too_few', difference: null, relative: null, p_value: null, p_adjusted: null } as const;

    expect(wordsForComparison(comparison, METRICS.cost.format)).toBe('too early to say');
  });
});

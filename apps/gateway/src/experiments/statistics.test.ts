import { describe, expect, it } from '@jest/globals';
import { upperTail } from './chi-squared.ts';
import { difference } from './difference.ts';
import { holm } from './holm.ts';
import { ratio } from './ratio.ts';
import { sampleRatio } from './sample-ratio.ts';
import { momentsOf, diceOf, userOf } from './simulated-users.test.support.ts';
import { quantile, twoSided } from './student-t.ts';

describe('Student’s t', () => {
  // Printed tables: two-sided probabilities of a half per mille to five per cent.
  it.each([
    [1, 0.05, 12.706],
    [1, 0.001, 636.619],
    [5, 0.05, 2.571],
    [10, 0.01, 3.169],
    [30, 0.05, 2.042],
    [60, 0.02, 2.39],
    [120, 0.05, 1.98],
    [1e6, 0.05, 1.96],
  ])('has with %d degrees and a probability of %d the quantile %d', (degrees, probability, expected) => {
    expect(quantile(probability, degrees)).toBeCloseTo(expected, expected > 100 ? 2 : 3);
    expect(twoSided(expected, degrees)).toBeCloseTo(probability, 4);
  });

  it('is on its middle with certainty, and never infinitely far from it', () => {
    expect(twoSided(0, 7)).toBe(1);
    expect(twoSided(Infinity, 7)).toBe(0);
    expect(twoSided(-2.571, 5)).toBeCloseTo(twoSided(2.571, 5), 12);
  });
});

describe('chi-squared', () => {
  it.each([
    [3.841, 1, 0.05],
    [10.828, 1, 0.001],
    [5.991, 2, 0.05],
    [0.10259, 2, 0.95],
    [18.307, 10, 0.05],
  ])('is %d or more with %d degrees in a share of %d', (value, degrees, probability) => {
    expect(upperTail(value, degrees)).toBeCloseTo(probability, 4);
  });
});

describe('a ratio over units', () => {
  it('is as sure as taking units away one by one shows it to be', () => {
    const dice = diceOf(3);
    const units = Array.from({ length: 400 }, () => userOf(dice, {}));
    const ratios = units.map((_, index) => ratio(momentsOf('', units.toSpliced(index, 1)).of.cost)!.value);
    const middle = ratios.reduce((sum, each) => sum + each, 0) / ratios.length;
    // The jackknife knows nothing of the formula.
    const jackknife = (ratios.reduce((sum, each) => sum + (each - middle) ** 2, 0) * (ratios.length - 1)) / ratios.length;

    const { variance } = ratio(momentsOf('', units).of.cost)!;

    expect(variance / jackknife).toBeGreaterThan(0.93);
    expect(variance / jackknife).toBeLessThan(1.07);
  });

  it('is nothing where there is nothing to divide by', () => {
    expect(ratio({ units: 5, x: 0, y: 0, xx: 0, yy: 0, xy: 0 })).toBeUndefined();
  });
});

describe('a difference', () => {
  it('is worked out as by hand', () => {
    // Of 10 and 12 with variances 0.25 and 0.24: 2, four degrees of 100 each together; the wider spread is the pooled one's, the same.
    const found = difference({ value: 12, variance: 0.25, degrees: 99 }, { value: 10, variance: 0.25, degrees: 99 });

    expect(found.absolute.value).toBe(2);
    expect(found.probability).toBeCloseTo(twoSided(2 / Math.SQRT1_2, 198), 10);
    expect(found.absolute.high - 2).toBeCloseTo(1.972 * Math.SQRT1_2, 3);
    expect(found.relative!.value).toBeCloseTo(0.2, 12);
    // √(0.25/100 + 144·0.25/10000) = 0.0781
    expect(found.relative!.high - 0.2).toBeCloseTo(1.972 * 0.0781, 3);
  });

  it('has no share of nothing, and is certain where nothing varies', () => {
    const still = { variance: 0, degrees: 60 };

    expect(difference({ value: 1, ...still }, { value: 0, ...still })).toMatchObject({ relative: undefined, probability: 0 });
    expect(difference({ value: 3, ...still }, { value: 3, ...still })).toMatchObject({
      probability: 1,
      absolute: { value: 0, low: 0, high: 0 },
    });
  });
});

describe('Holm’s correction', () => {
  it('counts the smallest as often as there are questions, and keeps the order', () => {
    const adjusted = holm([0.04, 0.01, 0.03, 0.5]);

    expect(adjusted.map((each) => Number(each.toFixed(10)))).toEqual([0.09, 0.04, 0.09, 0.5]);
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});

describe('the ratio of variants', () => {
  const weights = new Map([
    ['control', 9],
    ['brief', 1],
  ]);
  const units = (control: number, brief: number) =>
    new Map([
      ['control', control],
      ['brief', brief],
    ]);

  it('is held against their weights', () => {
    const found = sampleRatio(units(900, 100), weights);

    expect(found).toEqual({
      probability: 1,
      variants: [
        { variant: 'control', units: 900, expected: 900 },
        { variant: 'brief', units: 100, expected: 100 },
      ],
    });
    // χ² = 30²/900 + 30²/100 = 10, one degree.
    expect(sampleRatio(units(870, 130), weights)!.probability).toBeCloseTo(0.001565, 5);
    expect(sampleRatio(units(850, 150), weights)!.probability).toBeLessThan(0.000001);
  });

  it('is wrong where somebody got what nobody should, and not told of a handful', () => {
    expect(sampleRatio(new Map([...units(900, 100), ['gone', 3]]), weights)!.probability).toBe(0);
    expect(sampleRatio(units(30, 3), weights)).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { weighing } from '../config/node.test.support.ts';
import { drawable, drawOne } from './weighted.ts';

const LARGEST_BELOW_ONE = 1 - Number.EPSILON / 2;

const drawnOf = (weights: readonly number[], random: number) => drawOne(drawable(weighing(...weights)), random).branch;

describe('a draw by weight', () => {
  it.each([
    ['the first of all at the beginning', [1, 2, 1], 0, 0],
    ['the first up to its share', [1, 2, 1], 0.2499, 0],
    ['the second from there', [1, 2, 1], 0.25, 1],
    ['the last at the end', [1, 2, 1], LARGEST_BELOW_ONE, 2],
    ['by fractions', [0.7, 0.2, 0.1], 0.75, 1],
    ['by fractions that do not add up', [0.1, 0.2, 0.3], LARGEST_BELOW_ONE, 2],
    ['past one that weighs nothing', [0, 1], 0, 1],
    ['before one that weighs nothing', [1, 0], LARGEST_BELOW_ONE, 0],
    ['evenly where nothing weighs anything', [0, 0], 0.5, 1],
    ['evenly where nothing weighs anything, from the first on', [0, 0], 0, 0],
    ['the only one', [5], 0.3, 0],
    ['by the largest weights there are', [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER], 0.6, 1],
  ])('takes %s', (_, weights, random, branch) => {
    expect(drawnOf(weights, random)).toBe(branch);
  });

  it('always takes one, and none that weighs nothing while another weighs something', () => {
    const weights = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e9, noNaN: true })), { minLength: 1, maxLength: 8 });
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

    fc.assert(
      fc.property(weights, random, (given, draw) => {
        const branch = drawnOf(given, draw);

        expect(given[branch]).toBeDefined();
        if (given.some((weight) => weight > 0)) expect(given[branch]).toBeGreaterThan(0);
      }),
    );
  });
});

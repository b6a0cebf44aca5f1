import { describe, expect, it } from '@jest/globals';
import { weighing } from '../config/node.test.support.ts';
import { answered } from '../retry/outcome.test.support.ts';
import { lowestCost } from './lowest-cost.ts';
import { branchesOf, turnOf, whysOf } from './turn.test.support.ts';

const OPTIONS = { mode: 'lowest_cost' } as const;

const proposed = (figures: readonly (number | undefined)[]) => [
  ...lowestCost.propose(weighing(...figures.map(() => 1)), OPTIONS, turnOf({ cost: ({ label }) => figures[Number(label)] })),
];

describe('lowest cost', () => {
  it.each([
    ['the cheapest first', [0.3, 0.1, 0.2], [1, 2, 0]],
    ['what is free before all', [0.1, 0], [1, 0]],
    ['whose price nobody knows behind all', [undefined, 0.2, 0.1], [2, 1, 0]],
    ['in the order of the config where all are alike', [0.1, 0.1], [0, 1]],
    ['in the order of the config where no price is known', [undefined, undefined], [0, 1]],
  ])('takes %s', (_, figures, order) => {
    expect(branchesOf(proposed(figures))).toEqual(order);
  });

  it('says why', () => {
    expect(whysOf(proposed([undefined, 0.001234]))).toEqual(['about $0.00123 for this request', 'its price is not known']);
  });

  it('stays where it is, whatever comes of it', () => {
    expect(lowestCost.movesOn(answered(500), OPTIONS)).toBe(false);
    expect(lowestCost.alternatives).toBe(true);
  });
});

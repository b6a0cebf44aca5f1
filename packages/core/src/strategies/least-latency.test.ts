import { describe, expect, it } from '@jest/globals';
import { weighing } from '../config/node.test.support.ts';
import { answered } from '../retry/outcome.test.support.ts';
import { leastLatency } from './least-latency.ts';
import { branchesOf, turnOf, whysOf } from './turn.test.support.ts';

const OPTIONS = { mode: 'least_latency' } as const;

const proposed = (figures: readonly (number | undefined)[]) => [
  ...leastLatency.propose(weighing(...figures.map(() => 1)), OPTIONS, turnOf({ latencyMs: ({ label }) => figures[Number(label)] })),
];

describe('least latency', () => {
  it.each([
    ['the fastest first', [300, 100, 200], [1, 2, 0]],
    ['whom nobody has measured before all', [100, undefined, 50], [1, 2, 0]],
    ['in the order of the config where all are alike', [100, 100, 100], [0, 1, 2]],
    ['in the order of the config where nobody is measured', [undefined, undefined], [0, 1]],
    ['even one that took no time behind one that is not measured', [0, undefined], [1, 0]],
  ])('takes %s', (_, figures, order) => {
    expect(branchesOf(proposed(figures))).toEqual(order);
  });

  it('says why', () => {
    expect(whysOf(proposed([120.4, undefined]))).toEqual(['not measured lately', 'first token after 120 ms lately']);
  });

  it('stays where it is, whatever comes of it', () => {
    expect(leastLatency.movesOn(answered(500), OPTIONS)).toBe(false);
    expect(leastLatency.alternatives).toBe(true);
  });
});

import { describe, expect, it } from '@jest/globals';
import { FALLBACK, forkAt, weighing } from '../config/node.test.support.ts';
import { answered } from '../retry/outcome.test.support.ts';
import { chooserFor } from './index.ts';
import type { StrategyConfig } from './strategy.ts';
import { branchesOf, turnOf } from './turn.test.support.ts';

const figure = { latencyMs: ({ label }: { label: string }) => -Number(label), cost: ({ label }: { label: string }) => -Number(label) };

describe('the table of modes', () => {
  it.each([
    [{ mode: 'single' }, [0], false, false],
    [FALLBACK, [0, 1, 2], true, true],
    [{ mode: 'loadbalance', sticky: undefined }, [2, 1, 0], false, true],
    [{ mode: 'conditional', conditions: [], otherwise: 1 }, [1], false, false],
    [{ mode: 'split', experiment: 'e', by: [] }, [0, 1, 2], false, true],
    [{ mode: 'least_latency' }, [2, 1, 0], false, true],
    [{ mode: 'lowest_cost' }, [2, 1, 0], false, true],
  ] as const satisfies readonly (readonly [StrategyConfig, readonly number[], boolean, boolean])[])(
    'gives %j its strategy, with its options in place',
    (strategy, order, movesOn, alternatives) => {
      const chooser = chooserFor(forkAt('config', strategy, ...weighing(1, 1, 1)));

      expect(branchesOf(chooser.propose(weighing(1, 1, 1), turnOf({ draws: [0.9, 0.8, 0.7], ...figure })))).toEqual(order);
      expect(chooser.movesOn(answered(500))).toBe(movesOn);
      expect(chooser.alternatives).toBe(alternatives);
    },
  );

  it('hands a strategy the options of its own fork', () => {
    const patient = chooserFor(forkAt('config', { ...FALLBACK, onStatusCodes: [429] }));
    const plain = chooserFor(forkAt('config', FALLBACK));

    expect([patient, plain].map((chooser) => chooser.movesOn(answered(500)))).toEqual([false, true]);
  });
});

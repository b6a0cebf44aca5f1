import { describe } from '@jest/globals';
import type { Strategy } from '@sluice/provider-sdk/strategy';
import { runStrategy, type StrategyCase } from '../extensions/strategy.ts';
import { holds } from './holds.ts';

/** One test for each case: the strategy is asked as a gateway asks it. */
export function describeStrategy<Options>(strategy: Strategy<Options>, cases: readonly StrategyCase[]): void {
  describe(`strategy ${strategy.mode}`, () => {
    for (const each of cases) holds(each.name, () => runStrategy(strategy as Strategy, each));
  });
}

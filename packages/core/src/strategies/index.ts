import type { ConfigNode, ForkConfig } from '../config/config.ts';
import type { Outcome } from '../outcome.ts';
import { conditional } from './conditional.ts';
import { customMovesOn, proposedBy, type Custom } from './custom.ts';
import { fallback } from './fallback.ts';
import { leastLatency } from './least-latency.ts';
import { loadbalance } from './loadbalance.ts';
import { lowestCost } from './lowest-cost.ts';
import { single } from './single.ts';
import { split } from './split.ts';
import type { Candidate, OwnMode, OwnStrategyConfig, Strategy, Turn } from './strategy.ts';

const STRATEGIES: { readonly [M in OwnMode]: Strategy<Extract<OwnStrategyConfig, { readonly mode: M }>> } = {
  single,
  fallback,
  loadbalance,
  conditional,
  split,
  least_latency: leastLatency,
  lowest_cost: lowestCost,
};

/** The strategy of a fork with its options in place. */
export interface Chooser {
  /** What configs call it. */
  readonly mode: string;
  propose(branches: readonly ConfigNode[], turn: Turn): Iterable<Candidate>;
  movesOn(outcome: Outcome): boolean;
  readonly alternatives: boolean;
}

export function chooserFor({ strategy: options }: ForkConfig): Chooser {
  if (options.mode === 'custom') return customChooser(options);
  // The table gives each mode the strategy that takes its options; only the compiler cannot follow through a union.
  const strategy = STRATEGIES[options.mode] as Strategy<OwnStrategyConfig>;
  return {
    mode: options.mode,
    propose: (branches, turn) => strategy.propose(branches, options, turn),
    movesOn: (outcome) => strategy.movesOn(outcome, options),
    alternatives: strategy.alternatives,
  };
}

const customChooser = (custom: Custom): Chooser => ({
  mode: custom.strategy.mode,
  propose: (branches, turn) => proposedBy(custom, branches, turn),
  movesOn: (outcome) => customMovesOn(custom, outcome),
  alternatives: custom.strategy.alternatives,
});

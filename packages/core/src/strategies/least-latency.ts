import { ranked } from './ranked.ts';
import { never, type Strategy } from './strategy.ts';

export interface LeastLatency {
  readonly mode: 'least_latency';
}

/** Whoever has lately given the first token soonest. One that nobody has measured goes first: so it gets measured. */
export const leastLatency: Strategy<LeastLatency> = {
  propose: (branches, _options, turn) =>
    ranked(
      branches,
      (branch) => turn.latencyMs(branch) ?? -1,
      (_branch, ms) => (ms < 0 ? 'not measured lately' : `first token after ${Math.round(ms)} ms lately`),
    ),
  movesOn: never,
  alternatives: true,
};

import { RetryBudget } from '../retry/retry-budget.ts';
import { Breakers } from './breaker.ts';
import { Joins } from './joins.ts';
import { Latencies } from './latencies.ts';
import { Resting } from './resting.ts';
import { StickyBranches } from './sticky-branches.ts';

/** All that routing learns from one request and uses for the next. In this process; each part is bounded. */
export class RoutingState {
  readonly breakers: Breakers;
  readonly budget: RetryBudget;
  readonly resting: Resting;
  readonly latencies: Latencies;
  readonly sticky: StickyBranches;
  readonly joins = new Joins();

  /** @param now Milliseconds since the epoch. */
  constructor(now: () => number) {
    this.breakers = new Breakers(now);
    this.budget = new RetryBudget(now);
    this.resting = new Resting(now);
    this.latencies = new Latencies(now);
    this.sticky = new StickyBranches(now);
  }
}

import type { SqliteValue } from '../../sqlite/sqlite-messages.ts';
import type { Span } from '../log-store.ts';
import { stretchOf } from './stretch-of.ts';
import type { Summand } from './summand.ts';
import { newMap, within } from './within.ts';

/** Sums over the records of one stretch, one workspace and one metadata pair. */
class PairSum {
  requests = 0;
  errors = 0;
  tokens = 0;
  cost = 0;
  unpriced = 0;
  lastSeen = 0;

  add({ requests, errors, inputTokens, outputTokens, cost, unpriced, most }: Summand): void {
    this.#sum(requests, errors, inputTokens + outputTokens, cost, unpriced, most.at);
  }

  take({ requests, errors, tokens, cost, unpriced, lastSeen }: PairSum): void {
    this.#sum(requests, errors, tokens, cost, unpriced, lastSeen);
  }

  #sum(requests: number, errors: number, tokens: number, cost: number, unpriced: number, at: number): void {
    this.requests += requests;
    this.errors += errors;
    this.tokens += tokens;
    this.cost += cost;
    this.unpriced += unpriced;
    if (at > this.lastSeen) this.lastSeen = at;
  }
}

/** Sums by stretch, pair and workspace. */
export class PairSums {
  readonly #sums = new Map<number, Map<number, Map<string, PairSum>>>();

  at(at: number, pair: number, workspace: string): PairSum {
    const ofPair = within(within(this.#sums, at, newMap<number, Map<string, PairSum>>), pair, newMap<string, PairSum>);
    return within(ofPair, workspace, () => new PairSum());
  }

  by(span: Span): PairSums {
    const wider = new PairSums();
    this.#each((at, pair, workspace, sum) => wider.at(stretchOf(at, span), pair, workspace).take(sum));
    return wider;
  }

  putInto(span: Span, values: SqliteValue[]): void {
    this.#each((at, pair, workspace, { requests, errors, tokens, cost, unpriced, lastSeen }) =>
      values.push(span, at, workspace, pair, requests, errors, tokens, cost, unpriced, lastSeen),
    );
  }

  #each(told: (at: number, pair: number, workspace: string, sum: PairSum) => void): void {
    for (const [at, pairs] of this.#sums)
      for (const [pair, workspaces] of pairs) for (const [workspace, sum] of workspaces) told(at, pair, workspace, sum);
  }
}

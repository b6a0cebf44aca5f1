import type { Summand } from './summand.ts';

/** Sums over the records of one stretch with one row of `log_dims`. */
export class Sum {
  requests = 0;
  inputTokens = 0;
  outputTokens = 0;
  cost = 0;
  unpriced = 0;
  saved = 0;
  ms = 0;
  msSquared = 0;
  mostMs = 0;
  mostTokens = 0;
  mostCost = 0;
  lastAt = 0;
  /** Requests by bucket. */
  readonly buckets = new Map<number, number>();

  add(one: Summand): void {
    const { most } = one;
    this.#count(one);
    this.#raise(most.ms, most.tokens, most.cost, most.at);
    if (one.requests !== 0) this.#fill(one.bucket, one.requests);
  }

  take(other: Sum): void {
    this.#count(other);
    this.#raise(other.mostMs, other.mostTokens, other.mostCost, other.lastAt);
    for (const [bucket, requests] of other.buckets) this.#fill(bucket, requests);
  }

  #count(one: Pick<Sum, 'requests' | 'inputTokens' | 'outputTokens' | 'cost' | 'unpriced' | 'saved' | 'ms' | 'msSquared'>): void {
    this.requests += one.requests;
    this.inputTokens += one.inputTokens;
    this.outputTokens += one.outputTokens;
    this.cost += one.cost;
    this.unpriced += one.unpriced;
    this.saved += one.saved;
    this.ms += one.ms;
    this.msSquared += one.msSquared;
  }

  #raise(ms: number, tokens: number, cost: number, at: number): void {
    if (ms > this.mostMs) this.mostMs = ms;
    if (tokens > this.mostTokens) this.mostTokens = tokens;
    if (cost > this.mostCost) this.mostCost = cost;
    if (at > this.lastAt) this.lastAt = at;
  }

  #fill(bucket: number, requests: number): void {
    this.buckets.set(bucket, (this.buckets.get(bucket) ?? 0) + requests);
  }
}

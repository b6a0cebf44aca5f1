import type { SqliteValue } from '../../sqlite/sqlite-messages.ts';
import { LATENCY_BUCKETS } from '../schema.ts';
import type { RowInsert, TableLayout } from './row-batch.ts';

/** What is added to the sums, of one record or one change of it; what is taken from them is below zero. */
export interface Summand {
  readonly at: number;
  readonly dims: number;
  readonly workspace: string;
  readonly requests: number;
  readonly errors: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cost: number;
  readonly unpriced: number;
  readonly saved: number;
  readonly ms: number;
  readonly msSquared: number;
  /** Which bucket of `log_latencies` it is in. */
  readonly bucket: number;
  /** What it may be the most of; 0 where it goes. */
  readonly most: { readonly ms: number; readonly tokens: number; readonly cost: number; readonly at: number };
  readonly pairs: readonly number[];
}

const SUMS: TableLayout = {
  name: 'log_sums',
  columns: {
    span: 'text',
    at: 'bigint',
    dims: 'bigint',
    requests: 'bigint',
    input_tokens: 'bigint',
    output_tokens: 'bigint',
    cost: 'float8',
    unpriced: 'bigint',
    saved: 'float8',
    ms: 'float8',
    ms_squared: 'float8',
    most_ms: 'float8',
    most_tokens: 'float8',
    most_cost: 'float8',
    last_at: 'bigint',
  },
  key: 3,
  largest: ['most_ms', 'most_tokens', 'most_cost', 'last_at'],
};

const LATENCIES: TableLayout = {
  name: 'log_latencies',
  columns: { span: 'text', at: 'bigint', dims: 'bigint', bucket: 'bigint', requests: 'bigint' },
  key: 4,
};

const WORKSPACE_LATENCIES: TableLayout = {
  name: 'log_workspace_latencies',
  columns: { span: 'text', at: 'bigint', workspace: 'text', bucket: 'bigint', requests: 'bigint' },
  key: 4,
};

const PAIR_SUMS: TableLayout = {
  name: 'log_pair_sums',
  columns: {
    span: 'text',
    at: 'bigint',
    workspace: 'text',
    pair: 'bigint',
    requests: 'bigint',
    errors: 'bigint',
    tokens: 'bigint',
    cost: 'float8',
    unpriced: 'bigint',
    last_seen: 'bigint',
  },
  key: 4,
  largest: ['last_seen'],
};

/** Widths of time, in milliseconds. */
const SPANS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** The bucket of `log_latencies` that so many milliseconds belong in. */
export const bucketOf = (ms: number): number => (ms <= 1 ? 0 : Math.min(LATENCY_BUCKETS - 1, Math.floor(Math.log2(ms) * 4)));

/** What these come to in minutes, hours and days. */
export function sumsOf(summands: readonly Summand[]): readonly RowInsert[] {
  const minutes = new Sums();
  const pairHours = new PairSums();
  const workspaces = new Map<number, string>();
  for (const one of summands) {
    minutes.at(stretchOf(one.at, 'minute'), one.dims).add(one);
    workspaces.set(one.dims, one.workspace);
    for (const pair of one.pairs) pairHours.at(stretchOf(one.at, 'hour'), pair, one.workspace).add(one);
  }
  const hours = minutes.by('hour');
  const days = hours.by('day');
  const [sums, latencies]: [SqliteValue[], SqliteValue[]] = [[], []];
  for (const [span, some] of [
    ['minute', minutes],
    ['hour', hours],
    ['day', days],
  ] as const)
    some.putInto(span, sums, latencies);
  const [ofWorkspaces, pairs]: [SqliteValue[], SqliteValue[]] = [[], []];
  hours.putWorkspacesInto('hour', workspaces, ofWorkspaces);
  days.putWorkspacesInto('day', workspaces, ofWorkspaces);
  pairHours.putInto('hour', pairs);
  pairHours.by('day').putInto('day', pairs);
  return [
    { table: SUMS, values: sums },
    { table: LATENCIES, values: latencies },
    { table: WORKSPACE_LATENCIES, values: ofWorkspaces },
    { table: PAIR_SUMS, values: pairs },
  ];
}

/** Sums over the records of one stretch with one row of `log_dims`. */
class Sum {
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

/** Sums by stretch and row of `log_dims`. */
class Sums {
  readonly #sums = new Map<number, Map<number, Sum>>();

  at(at: number, dims: number): Sum {
    return within(within(this.#sums, at, newMap<number, Sum>), dims, () => new Sum());
  }

  /** The same in wider stretches. */
  by(span: 'hour' | 'day'): Sums {
    const wider = new Sums();
    for (const [at, some] of this.#sums) for (const [dims, sum] of some) wider.at(stretchOf(at, span), dims).take(sum);
    return wider;
  }

  putInto(span: keyof typeof SPANS, sums: SqliteValue[], latencies: SqliteValue[]): void {
    for (const [at, some] of this.#sums)
      for (const [dims, sum] of some) {
        sums.push(span, at, dims, sum.requests, sum.inputTokens, sum.outputTokens, sum.cost, sum.unpriced, sum.saved);
        sums.push(sum.ms, sum.msSquared, sum.mostMs, sum.mostTokens, sum.mostCost, sum.lastAt);
        for (const [bucket, requests] of sum.buckets) latencies.push(span, at, dims, bucket, requests);
      }
  }

  /** Requests by bucket and workspace, which each row of `log_dims` is of one of. */
  putWorkspacesInto(span: 'hour' | 'day', workspaces: ReadonlyMap<number, string>, latencies: SqliteValue[]): void {
    for (const [at, some] of this.#sums) {
      const byWorkspace = new Map<string, Map<number, number>>();
      for (const [dims, { buckets }] of some) {
        const counts = within(byWorkspace, workspaces.get(dims)!, newMap<number, number>);
        for (const [bucket, requests] of buckets) counts.set(bucket, (counts.get(bucket) ?? 0) + requests);
      }
      for (const [workspace, counts] of byWorkspace)
        for (const [bucket, requests] of counts) latencies.push(span, at, workspace, bucket, requests);
    }
  }
}

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
class PairSums {
  readonly #sums = new Map<number, Map<number, Map<string, PairSum>>>();

  at(at: number, pair: number, workspace: string): PairSum {
    const ofPair = within(within(this.#sums, at, newMap<number, Map<string, PairSum>>), pair, newMap<string, PairSum>);
    return within(ofPair, workspace, () => new PairSum());
  }

  by(span: 'day'): PairSums {
    const wider = new PairSums();
    this.#each((at, pair, workspace, sum) => wider.at(stretchOf(at, span), pair, workspace).take(sum));
    return wider;
  }

  putInto(span: 'hour' | 'day', values: SqliteValue[]): void {
    this.#each((at, pair, workspace, { requests, errors, tokens, cost, unpriced, lastSeen }) =>
      values.push(span, at, workspace, pair, requests, errors, tokens, cost, unpriced, lastSeen),
    );
  }

  #each(told: (at: number, pair: number, workspace: string, sum: PairSum) => void): void {
    for (const [at, pairs] of this.#sums)
      for (const [pair, workspaces] of pairs) for (const [workspace, sum] of workspaces) told(at, pair, workspace, sum);
  }
}

/** What a map has under a key, made where it has nothing. */
function within<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let found = map.get(key);
  if (found === undefined) map.set(key, (found = make()));
  return found;
}

const newMap = <K, V>() => new Map<K, V>();

const stretchOf = (at: number, span: keyof typeof SPANS) => Math.floor(at / SPANS[span]) * SPANS[span];

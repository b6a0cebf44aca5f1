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
  const sums = new Rows(SUMS);
  const latencies = new Rows(LATENCIES);
  const pairs = new Rows(PAIR_SUMS);
  for (const one of summands) {
    const minute = stretchOf(one.at, 'minute');
    const tokens = one.inputTokens + one.outputTokens;
    const { requests, cost, most } = one;
    const used = [requests, one.inputTokens, one.outputTokens, cost, one.unpriced, one.saved];
    sums.add(['minute', minute, one.dims, ...used, one.ms, one.msSquared, most.ms, most.tokens, most.cost, most.at]);
    if (requests !== 0) latencies.add(['minute', minute, one.dims, one.bucket, requests]);
    for (const pair of one.pairs)
      pairs.add(['hour', stretchOf(one.at, 'hour'), one.workspace, pair, requests, one.errors, tokens, cost, most.at]);
  }
  const [sumsByHour, latenciesByHour] = [sums.by('hour'), latencies.by('hour')];
  return [
    insert(SUMS, sums, sumsByHour, sumsByHour.by('day')),
    insert(LATENCIES, latencies, latenciesByHour, latenciesByHour.by('day')),
    insert(PAIR_SUMS, pairs, pairs.by('day')),
  ];
}

/** Rows of one table with sums in them, by key. */
class Rows {
  readonly #table: TableLayout;
  readonly #key: number;
  /** Whether a column is the larger, in place of the sum. */
  readonly #larger: readonly boolean[];
  /** By key, without the span: that is the same in all of them. */
  readonly rows = new Map<string, SqliteValue[]>();

  constructor(table: TableLayout) {
    this.#table = table;
    this.#key = table.key ?? 0;
    this.#larger = Object.keys(table.columns).map((name) => table.largest?.includes(name) ?? false);
  }

  add(row: SqliteValue[]): void {
    let key = '';
    for (let place = 1; place < this.#key; place++) key += `${String(row[place])} `;
    const sum = this.rows.get(key);
    if (sum === undefined) {
      this.rows.set(key, row);
      return;
    }
    for (let place = this.#key; place < row.length; place++) {
      const [one, other] = [Number(sum[place]), Number(row[place])];
      sum[place] = this.#larger[place] === true ? Math.max(one, other) : one + other;
    }
  }

  /** The same in wider stretches. */
  by(span: 'hour' | 'day'): Rows {
    const wider = new Rows(this.#table);
    for (const [, at, ...rest] of this.rows.values()) wider.add([span, stretchOf(Number(at), span), ...rest]);
    return wider;
  }
}

const stretchOf = (at: number, span: keyof typeof SPANS) => Math.floor(at / SPANS[span]) * SPANS[span];

function insert(table: TableLayout, ...spans: readonly Rows[]): RowInsert {
  const values: SqliteValue[] = [];
  for (const { rows } of spans) for (const row of rows.values()) values.push(...row);
  return { table, values };
}

import { isFailed } from '../failed.ts';
import type { RecordRow } from '../record-row.ts';
import type { LogDims } from '../schema.ts';
import { bucketOf } from './latency-bucket.ts';

/** What of a row of `log_dims` sums are told apart by, or count. */
export type SummedKind = Pick<LogDims, 'workspace' | 'cache' | 'status' | 'fault' | 'aborted' | 'rescued'>;

/** What is added to the sums, of one record or one change of it; what is taken from them is below zero. */
export interface Summand {
  readonly at: number;
  readonly dims: number;
  readonly kind: SummedKind;
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

/** What of a record its sums are made of. */
export type SummedRow = Pick<RecordRow, 'at' | 'ms' | 'input_tokens' | 'output_tokens' | 'cost' | 'saved'>;

/** To which sums it belongs. */
export interface Belonging {
  readonly dims: number;
  readonly kind: SummedKind;
  readonly pairs: readonly number[];
}

/** What a record adds. */
export function added(row: SummedRow, { dims, kind, pairs }: Belonging): Summand {
  const inputTokens = row.input_tokens ?? 0;
  const outputTokens = row.output_tokens ?? 0;
  const cost = row.cost ?? 0;
  // Written out: to spread an object costs ten times as much as to make one, and this is made for every record.
  return {
    dims,
    kind,
    pairs,
    at: row.at,
    requests: 1,
    errors: isFailed(kind) ? 1 : 0,
    inputTokens,
    outputTokens,
    cost,
    unpriced: row.cost === null ? 1 : 0,
    saved: row.saved ?? 0,
    ms: row.ms,
    msSquared: row.ms * row.ms,
    bucket: bucketOf(row.ms),
    most: { ms: row.ms, tokens: inputTokens + outputTokens, cost, at: row.at },
  };
}

/** What goes with it. What was the most stays what it was: it only says where there is no need to look. */
export function removed(row: SummedRow, belonging: Belonging): Summand {
  const one = added(row, belonging);
  return {
    ...one,
    requests: -1,
    errors: -one.errors,
    inputTokens: -one.inputTokens,
    outputTokens: -one.outputTokens,
    cost: -one.cost,
    unpriced: -one.unpriced,
    saved: -one.saved,
    ms: -one.ms,
    msSquared: -one.msSquared,
    most: { ms: 0, tokens: 0, cost: 0, at: 0 },
  };
}

/** What another cost changes. */
export function repriced(row: SummedRow, cost: number | null, belonging: Belonging): Summand {
  const none = { requests: 0, errors: 0, inputTokens: 0, outputTokens: 0, saved: 0, ms: 0, msSquared: 0 };
  return {
    ...added(row, belonging),
    ...none,
    cost: (cost ?? 0) - (row.cost ?? 0),
    unpriced: (cost === null ? 1 : 0) - (row.cost === null ? 1 : 0),
    most: { ms: 0, tokens: 0, cost: cost ?? 0, at: 0 },
  };
}

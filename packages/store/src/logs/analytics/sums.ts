import { sql } from 'kysely';
import { FAILED } from '../failed.ts';
import type { Sums } from '../log-store.ts';
import type { Percentiles } from './percentiles.ts';

/** What is added up of facts `f` and their `log_dims`, `d`. */
export const SUMMED = sql`
  sum(f.requests) as "requests",
  sum(case when ${FAILED} then f.requests else 0 end) as "errors",
  sum(case when d.aborted = 1 then f.requests else 0 end) as "aborted",
  sum(f.input_tokens) as "inputTokens", sum(f.output_tokens) as "outputTokens", sum(f.cost) as "cost", sum(f.unpriced) as "unpriced", sum(f.ms) as "ms",
  sum(case when d.cache = 'HIT' then f.requests else 0 end) as "cacheHits",
  sum(case when d.cache = 'SEMANTIC HIT' then f.requests else 0 end) as "semanticHits",
  sum(case when d.cache in ('HIT', 'SEMANTIC HIT', 'MISS') then f.requests else 0 end) as "cacheAsked",
  sum(case when d.cache in ('HIT', 'SEMANTIC HIT') then f.ms else 0 end) as "cacheMs",
  sum(f.saved) as "saved",
  sum(case when d.rescued = 1 then f.requests else 0 end) as "rescued"`;

/** As the database answers it. */
export type SummedRow = { readonly [K in Exclude<keyof Sums, 'percentiles'>]: number };

const NAMES = [
  'requests',
  'errors',
  'aborted',
  'inputTokens',
  'outputTokens',
  'cost',
  'unpriced',
  'ms',
  'cacheHits',
  'semanticHits',
  'cacheAsked',
  'cacheMs',
  'saved',
  'rescued',
] as const satisfies readonly (keyof SummedRow)[];

/** All of them together. */
export function addedUp(rows: readonly SummedRow[], percentiles: Percentiles): Sums {
  const sums = Object.fromEntries(NAMES.map((name) => [name, rows.reduce((sum, row) => sum + Number(row[name]), 0)]));
  return { ...(sums as unknown as SummedRow), percentiles };
}

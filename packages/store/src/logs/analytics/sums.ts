import { sql, type RawBuilder } from 'kysely';
import { FAILED } from '../failed.ts';
import type { Sums } from '../log-store.ts';
import type { Facts } from './facts.ts';
import type { Percentiles } from './percentiles.ts';
import { WITH_DIMS } from './with-dims.ts';

/**
 * Facts with what their `log_dims` say of them: how many were errors and the like.
 *
 * @param value What else of `d` is wanted.
 */
export const counted = (facts: Facts, value?: RawBuilder<unknown>): Facts => sql`
  select f.at, f.requests,
    case when ${FAILED} then f.requests else 0 end as errors,
    case when d.aborted = 1 then f.requests else 0 end as aborted,
    case when d.rescued = 1 then f.requests else 0 end as rescued,
    f.input_tokens, f.output_tokens, f.cost, f.unpriced, f.saved, f.ms, d.cache ${value === undefined ? sql`` : sql`, f.last_at, ${value} as value`}
  from (${facts}) f ${WITH_DIMS}`;

/** What is added up of them, `c`. */
export const SUMMED = sql`
  sum(c.requests) as "requests", sum(c.errors) as "errors", sum(c.aborted) as "aborted",
  sum(c.input_tokens) as "inputTokens", sum(c.output_tokens) as "outputTokens", sum(c.cost) as "cost", sum(c.unpriced) as "unpriced", sum(c.ms) as "ms",
  sum(case when c.cache = 'HIT' then c.requests else 0 end) as "cacheHits",
  sum(case when c.cache = 'SEMANTIC HIT' then c.requests else 0 end) as "semanticHits",
  sum(case when c.cache in ('HIT', 'SEMANTIC HIT', 'MISS') then c.requests else 0 end) as "cacheAsked",
  sum(case when c.cache in ('HIT', 'SEMANTIC HIT') then c.ms else 0 end) as "cacheMs",
  sum(c.saved) as "saved", sum(c.rescued) as "rescued"`;

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

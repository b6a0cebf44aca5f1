import { sql, type RawBuilder } from 'kysely';
import type { Engine } from '../../database.ts';
import { allOf } from '../read/any-of.ts';
import { conditionsOf, inTime, ofDims, type Wanted } from '../read/wanted.ts';
import { bucketOf } from './latency-buckets.ts';
import type { Pieces } from './pieces.ts';

/** A statement of sums, over whatever is cheapest to add them up from, by time and row of `log_dims`. */
export type Facts = RawBuilder<unknown>;

/** Of records that `log_dims` alone tells apart: sums of the stretches that are wholly wanted, and single records at the ends. */
export function summedFacts(engine: Engine, { dims }: Wanted, { sums, rows }: Pieces): Facts {
  const ofSums = sums.map(
    ({ span, from, to }) => sql`
      select s.at, s.dims, s.requests, s.input_tokens, s.output_tokens, s.cost, s.unpriced, s.saved, s.ms, s.last_at from log_sums s
      where s.span = ${sql.lit(span)} and s.at >= ${from} and s.at < ${to} and ${allOf(ofDims(engine, 's', dims))}`,
  );
  return together([...ofSums, ...rows.map((time) => singleFacts(allOf([...inTime(sql`r.id`, time), ...ofDims(engine, 'r', dims)])))]);
}

/** Of records that have to be looked at one by one. */
export const recordFacts = (engine: Engine, wanted: Wanted): Facts => singleFacts(allOf(conditionsOf(engine, wanted)));

/** How many took how long, by time, row of `log_dims` and bucket. */
export function summedLatencies(engine: Engine, { dims }: Wanted, { sums, rows }: Pieces): Facts {
  const ofSums = sums.map(
    ({ span, from, to }) => sql`
      select s.at, s.dims, s.bucket, s.requests from log_latencies s
      where s.span = ${sql.lit(span)} and s.at >= ${from} and s.at < ${to} and ${allOf(ofDims(engine, 's', dims))}`,
  );
  return together([...ofSums, ...rows.map((time) => singleLatencies(allOf([...inTime(sql`r.id`, time), ...ofDims(engine, 'r', dims)])))]);
}

export const recordLatencies = (engine: Engine, wanted: Wanted): Facts => singleLatencies(allOf(conditionsOf(engine, wanted)));

const singleFacts = (wanted: RawBuilder<boolean>): Facts => sql`
  select r.at, r.dims, 1 as requests, coalesce(r.input_tokens, 0) as input_tokens, coalesce(r.output_tokens, 0) as output_tokens,
    coalesce(r.cost, 0) as cost, case when r.cost is null then 1 else 0 end as unpriced, coalesce(r.saved, 0) as saved, r.ms, r.at as last_at
  from log_requests r where ${wanted}`;

const singleLatencies = (wanted: RawBuilder<boolean>): Facts =>
  sql`select r.at, r.dims, ${bucketOf(sql`r.ms`)} as bucket, 1 as requests from log_requests r where ${wanted}`;

/** There is always one: a time that is not empty has a piece. */
export const together = (facts: readonly Facts[]): Facts => sql.join(facts, sql` union all `);

import { sql, type RawBuilder } from 'kysely';
import type { Span } from '../log-store.ts';
import { rowsOf, type LogReader } from '../read/reader.ts';
import type { Condition } from '../read/any-of.ts';
import { recordsWanted, type FactSource } from './fact-source.ts';
import { WITH_DIMS } from './with-dims.ts';
import { percentilesOfBuckets, percentilesOfTimes, rankOf, SHARES, type Percentiles } from './percentiles.ts';

/** Which latencies, and what they are told apart by. */
export interface LatencyQuestion {
  /** What is known of their time, `f.at`, or of their `log_dims`, `d`. */
  readonly key: RawBuilder<unknown>;
  readonly widest: Span;
  /** How many there are; where it is still being found out, what may not be needed is asked meanwhile. */
  readonly requests: number | Promise<number>;
  /** Of which keys, where these are of `d`. */
  readonly only?: Condition;
}

/** Percentiles by a key of theirs, and of all together. */
export interface LatenciesBy<Key> {
  of(key: Key): Percentiles;
  readonly total: Percentiles;
}

/** How long requests took: exactly, where few records have to be looked at. */
export async function latenciesBy<Key extends string | number>(
  reader: LogReader,
  source: FactSource,
  question: LatencyQuestion,
): Promise<LatenciesBy<Key>> {
  const meanwhile = typeof question.requests !== 'number' && source.pieces(question.widest) !== undefined;
  const [requests, early] = await Promise.all([question.requests, meanwhile ? estimated<Key>(reader, source, question) : undefined]);
  if (!(await source.isCheap(requests))) return early ?? estimated<Key>(reader, source, question);
  const [byKey, all] = await Promise.all([
    exact<Key>(reader, source, question),
    exact<number>(reader, source, { ...question, key: sql`cast(0 as bigint)` }),
  ]);
  return { of: (key) => byKey.get(key), total: all.get(0) };
}

/** Only those that stand at the ranks that are asked for come out of the database. */
async function exact<Key extends string | number>(
  reader: LogReader,
  source: FactSource,
  { key, only }: LatencyQuestion,
): Promise<ReadonlyMap<Key, Percentiles>> {
  const facts = sql`select r.at, r.dims, r.ms from log_requests r where ${recordsWanted(reader, source)}`;
  const ranks = SHARES.map((share) => rankOf(sql`t.n`, share));
  const rows = await rowsOf(
    reader,
    sql<{ key: Key; ms: number; place: number; n: number }>`select t.key, t.ms, t.place, t.n from (
      select ${key} as key, f.ms, row_number() over (partition by ${key} order by f.ms) as place, count(*) over (partition by ${key}) as n
      from (${facts}) f ${joined(only)}) t where t.place in (${sql.join(ranks)})`,
  );
  const times = grouped<Key, (typeof rows)[number]>(rows);
  return new Map(
    [...times].map(([each, same]) => [each, percentilesOfTimes(new Map(same.map(({ place, ms }) => [place, ms])), same[0]?.n ?? 0)]),
  );
}

async function estimated<Key extends string | number>(
  reader: LogReader,
  source: FactSource,
  { key, widest, only }: LatencyQuestion,
): Promise<LatenciesBy<Key>> {
  const rows = await rowsOf(
    reader,
    sql<{ key: Key; bucket: number; n: number }>`select ${key} as key, f.bucket, sum(f.requests) as n
      from (${source.latencies(widest)}) f ${joined(only)} group by 1, 2`,
  );
  const buckets = grouped<Key, (typeof rows)[number]>(rows);
  return { of: (wanted) => percentilesOfBuckets(buckets.get(wanted) ?? []), total: percentilesOfBuckets(rows) };
}

/** With what is asked of `log_dims`; where that is nothing there is no need to look there. */
const joined = (only: Condition | undefined) => (only === undefined ? sql`` : sql`${WITH_DIMS} where ${only}`);

function grouped<Key, Row extends { readonly key: Key }>(rows: readonly Row[]): ReadonlyMap<Key, readonly Row[]> {
  const found = new Map<Key, Row[]>();
  for (const row of rows) {
    const same = found.get(row.key);
    if (same === undefined) found.set(row.key, [row]);
    else same.push(row);
  }
  return found;
}

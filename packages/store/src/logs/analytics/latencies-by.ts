import { sql, type RawBuilder } from 'kysely';
import type { Span } from '../log-store.ts';
import { rowsOf, type LogReader } from '../read/reader.ts';
import type { Condition } from '../read/any-of.ts';
import { recordsWanted, type FactSource } from './fact-source.ts';
import { percentilesOfBuckets, percentilesOfTimes, rankOf, SHARES, type Percentiles } from './percentiles.ts';

/** Which latencies, and what they are told apart by. */
export interface LatencyQuestion {
  /** What is known of their time, `f.at`, and their `log_dims`, `d`. */
  readonly key: RawBuilder<unknown>;
  readonly widest: Span;
  /** How many there are. */
  readonly requests: number;
  /** Of which keys. */
  readonly only: Condition;
}

/** Percentiles by a key of theirs. */
export type LatenciesBy<Key> = ReadonlyMap<Key, Percentiles>;

/** How long requests took: exactly, where few records have to be looked at. */
export async function latenciesBy<Key extends string | number>(
  reader: LogReader,
  source: FactSource,
  question: LatencyQuestion,
): Promise<LatenciesBy<Key>> {
  return (await source.isCheap(question.requests)) ? exact<Key>(reader, source, question) : estimated<Key>(reader, source, question);
}

/** Only those that stand at the ranks that are asked for come out of the database. */
async function exact<Key extends string | number>(
  reader: LogReader,
  source: FactSource,
  { key, only }: LatencyQuestion,
): Promise<LatenciesBy<Key>> {
  const facts = sql`select r.at, r.dims, r.ms from log_requests r where ${recordsWanted(reader, source)}`;
  const ranks = SHARES.map((share) => rankOf(sql`t.n`, share));
  const rows = await rowsOf(
    reader,
    sql<{ key: Key; ms: number; place: number; n: number }>`select t.key, t.ms, t.place, t.n from (
      select ${key} as key, f.ms, row_number() over (partition by ${key} order by f.ms) as place, count(*) over (partition by ${key}) as n
      from (${facts}) f join log_dims d on d.id = f.dims where ${only}) t where t.place in (${sql.join(ranks)})`,
  );
  return new Map(
    [...byKey<Key, (typeof rows)[number]>(rows)].map(([each, times]) => [
      each,
      percentilesOfTimes(new Map(times.map(({ place, ms }) => [place, ms])), times[0]?.n ?? 0),
    ]),
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
      from (${source.latencies(widest)}) f join log_dims d on d.id = f.dims where ${only} group by 1, 2`,
  );
  return new Map(
    [...byKey<Key, (typeof rows)[number]>(rows)].map(([each, buckets]) => [
      each,
      percentilesOfBuckets(new Map(buckets.map(({ bucket, n }) => [bucket, n]))),
    ]),
  );
}

function byKey<Key, Row extends { readonly key: Key }>(rows: readonly Row[]): ReadonlyMap<Key, readonly Row[]> {
  const found = new Map<Key, Row[]>();
  for (const row of rows) {
    const same = found.get(row.key);
    if (same === undefined) found.set(row.key, [row]);
    else same.push(row);
  }
  return found;
}

import { sql, type RawBuilder } from 'kysely';
import type { Span } from '../log-store.ts';
import { rowsOf, type LogReader } from '../read/reader.ts';
import type { Condition } from '../read/any-of.ts';
import { recordsWanted, type FactSource } from './fact-source.ts';
import type { Facts } from './facts.ts';
import { WITH_DIMS } from './with-dims.ts';
import { percentilesOfBuckets, percentilesOfTimes, rankOf, SHARES, type Percentiles } from './percentiles.ts';

/** Which latencies, and what they are told apart by. */
export interface LatencyQuestion {
  /** What is known of their time, `f.at`, or of their `log_dims`, `d`. */
  readonly key: RawBuilder<unknown>;
  readonly of: 'time' | 'dims';
  readonly widest: Span;
  readonly wanted: Promise<WantedLatencies>;
  /** Whether all of them are asked for while that is being found out. */
  readonly meanwhile: boolean;
}

/** What is known when the sums are. */
export interface WantedLatencies {
  /** How many requests there are. */
  readonly requests: number;
  /** Of which keys, where these are of `d`. */
  readonly only?: Condition;
}

/** Percentiles by a key of theirs, and of all together. */
export interface LatenciesBy<Key> {
  of(key: Key): Percentiles;
  readonly total: Percentiles;
}

/** Keys of `log_dims` and buckets that are asked for before it is known which keys are wanted; where there are more they are asked for again. */
const MOST_MEANWHILE = 5_000;

/** How long requests took: exactly, where few records have to be looked at. */
export async function latenciesBy<Key extends string | number>(
  reader: LogReader,
  source: FactSource,
  { wanted, meanwhile, ...question }: LatencyQuestion,
): Promise<LatenciesBy<Key>> {
  const early = meanwhile && source.pieces(question.widest) !== undefined;
  const [{ requests, only }, found] = await Promise.all([
    wanted,
    early ? estimated<Key>(reader, source, { ...question, ...(question.of === 'dims' && { most: MOST_MEANWHILE }) }) : undefined,
  ]);
  if (requests === 0) return NONE;
  const asked: Asked = only === undefined ? question : { ...question, only };
  if (!(await source.isCheap(requests))) return found ?? (await estimated<Key>(reader, source, asked)) ?? NONE;
  const [byKey, all] = await Promise.all([
    exact<Key>(reader, source, asked),
    exact<number>(reader, source, { ...asked, key: sql`cast(0 as bigint)` }),
  ]);
  return { of: (key) => byKey.get(key), total: all.get(0) };
}

const NONE = { of: () => undefined, total: undefined };

/** What is asked of the database. */
type Asked = Pick<LatencyQuestion, 'key' | 'of' | 'widest'> & Pick<WantedLatencies, 'only'>;

/** Only those that stand at the ranks that are asked for come out of the database. */
async function exact<Key extends string | number>(
  reader: LogReader,
  source: FactSource,
  { key, of, only }: Asked,
): Promise<ReadonlyMap<Key, Percentiles>> {
  const facts = sql`select r.at, r.dims, r.ms from log_requests r where ${recordsWanted(reader, source)}`;
  const ranks = SHARES.map((share) => rankOf(sql`t.n`, share));
  const rows = await rowsOf(
    reader,
    sql<{ key: Key; ms: number; place: number; n: number }>`select t.key, t.ms, t.place, t.n from (
      select ${key} as key, f.ms, row_number() over (partition by ${key} order by f.ms) as place, count(*) over (partition by ${key}) as n
      from (${facts}) f ${of === 'dims' ? WITH_DIMS : sql``} where ${only ?? sql`true`}) t where t.place in (${sql.join(ranks)})`,
  );
  const times = grouped<Key, (typeof rows)[number]>(rows);
  return new Map(
    [...times].map(([each, same]) => [each, percentilesOfTimes(new Map(same.map(({ place, ms }) => [place, ms])), same[0]?.n ?? 0)]),
  );
}

/** @returns Undefined where there is more than the `most`. */
async function estimated<Key extends string | number>(
  reader: LogReader,
  source: FactSource,
  { key, of, widest, only, most }: Asked & { readonly most?: number },
): Promise<LatenciesBy<Key> | undefined> {
  const facts = of === 'time' ? source.latenciesInTime(widest) : addedUpByDims(source.latencies(widest));
  const rows = await rowsOf(
    reader,
    sql<{ key: Key; bucket: number; n: number }>`select ${key} as key, f.bucket, sum(f.requests) as n
      from (${facts}) f ${of === 'dims' ? WITH_DIMS : sql``} where ${only ?? sql`true`} group by 1, 2
      ${most === undefined ? sql`` : sql`limit ${sql.lit(most + 1)}`}`,
  );
  if (most !== undefined && rows.length > most) return undefined;
  const buckets = grouped<Key, (typeof rows)[number]>(rows);
  return { of: (wanted) => percentilesOfBuckets(buckets.get(wanted) ?? []), total: percentilesOfBuckets(rows) };
}

/** Of days that are alike there are few left when it is found out what of `log_dims` they have. */
const addedUpByDims = (facts: Facts): Facts => sql`select f.dims, f.bucket, sum(f.requests) as requests from (${facts}) f group by 1, 2`;

function grouped<Key, Row extends { readonly key: Key }>(rows: readonly Row[]): ReadonlyMap<Key, readonly Row[]> {
  const found = new Map<Key, Row[]>();
  for (const row of rows) {
    const same = found.get(row.key);
    if (same === undefined) found.set(row.key, [row]);
    else same.push(row);
  }
  return found;
}

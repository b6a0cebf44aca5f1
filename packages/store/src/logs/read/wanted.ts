import { sql, type RawBuilder } from 'kysely';
import type { Engine } from '../../database.ts';
import { searchedText } from '../plain-text.ts';
import type { LogFilter } from '../query.ts';
import { isAnyOf, type Condition } from './any-of.ts';
import { candidates, type Candidates } from './candidates.ts';
import { wantedDims, type WantedDims } from './dims-filter.ts';
import { lowestId } from './record-id.ts';
import { rowsOf, type LogReader } from './reader.ts';
import { rowConditions, zoneConditions } from './row-filter.ts';

/** What a filter comes to, on this database at this moment. */
export interface Wanted {
  /** Nothing can be found. */
  readonly nothing: boolean;
  /** Milliseconds since the epoch, whole; the end is left out. */
  readonly from: number;
  readonly to: number;
  readonly dims: WantedDims;
  /** Metadata pairs, all of which a record has to have. */
  readonly pairs: readonly number[];
  /** Each of them names all that come into question. */
  readonly candidates: readonly Candidates[];
  /** Of `r`, a row of `log_requests`. */
  readonly rows: readonly Condition[];
  /** Of `s`, a row of `log_sums` with records that come into question. */
  readonly zones: readonly Condition[];
}

/** The end of time, as far as ids tell it. */
export const NEVER = 2 ** 48;

/** Looks up what of a filter stands in small tables. @throws StoreError `unavailable`, `invalid` */
export async function wantedBy(reader: LogReader, filter: LogFilter): Promise<Wanted> {
  const [dims, pairs, found] = await Promise.all([wantedDims(reader, filter), wantedPairs(reader, filter), candidates(reader, filter)]);
  const from = Math.min(Math.max(Math.ceil(filter.from ?? 0), 0), NEVER);
  const to = Math.min(Math.max(Math.ceil(filter.to ?? NEVER), 0), NEVER);
  return {
    nothing: pairs === 'unknown' || dims.length === 0 || from >= to,
    from,
    to,
    dims,
    pairs: pairs === 'unknown' ? [] : pairs,
    candidates: found.from,
    rows: [...found.checks, ...rowConditions(reader.engine, filter)],
    zones: zoneConditions(filter),
  };
}

/** Whether sums know all about it. */
export const isOfDimsAlone = ({ pairs, candidates: named, rows }: Wanted): boolean => pairs.length + named.length + rows.length === 0;

/** What it asks of `r`, its time included. */
export const conditionsOf = (engine: Engine, wanted: Wanted): readonly Condition[] => [
  ...inTime(sql`r.id`, wanted),
  ...besidesTime(engine, wanted),
];

/** Of a column with ids of records. */
export const inTime = (id: RawBuilder<unknown>, { from, to }: Pick<Wanted, 'from' | 'to'>): readonly Condition[] => [
  ...(from > 0 ? [sql<boolean>`${id} >= ${lowestId(from)}`] : []),
  ...(to < NEVER ? [sql<boolean>`${id} < ${lowestId(to)}`] : []),
];

export const besidesTime = (engine: Engine, { dims, pairs, candidates: named, rows }: Wanted): readonly Condition[] => [
  ...ofDims(engine, 'r', dims),
  ...named.map((each) => sql<boolean>`r.id in (${each})`),
  ...pairs.map((pair) => sql<boolean>`exists (select 1 from log_request_pairs p where p.pair = ${pair} and p.request = r.id)`),
  ...rows,
];

/** Whether `r.dims` or `s.dims` is one of these. */
export function ofDims(engine: Engine, table: 'r' | 's', dims: WantedDims): readonly Condition[] {
  if (dims === 'all') return [];
  if (engine === 'sqlite') return [isAnyOf(engine, sql`${sql.ref(table)}.dims`, dims, 'bigint')];
  // An array is looked through once for all rows. Of sums it is hidden from the index, which would be gone through again for
  // each of the array.
  return [sql`${table === 's' ? sql`(s.dims + 0)` : sql`r.dims`} = any(${dims}::bigint[])`];
}

async function wantedPairs(reader: LogReader, { metadata = {} }: LogFilter): Promise<readonly number[] | 'unknown'> {
  const asked = Object.entries(metadata);
  if (asked.length === 0) return [];
  const each = asked.map(([name, value]) => sql`(name = ${searchedText(name)} and value = ${searchedText(value)})`);
  const found = await rowsOf(reader, sql<{ id: number }>`select id from log_pairs where ${sql.join(each, sql` or `)}`);
  return found.length < asked.length ? 'unknown' : found.map(({ id }) => id);
}

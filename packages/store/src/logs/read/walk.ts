import { sql, type RawBuilder } from 'kysely';
import { allOf, listed, type Condition } from './any-of.ts';
import type { WantedDims } from './dims-filter.ts';
import type { FoundRow } from './found-row.ts';
import { portions, type Direction, type Portion, type Stretch } from './hours.ts';
import { lowestId } from './record-id.ts';
import { recordById } from './record-by-id.ts';
import { rowsOf, type LogReader } from './reader.ts';
import { besidesTime, conditionsOf, inTime, ofDims, type Wanted } from './wanted.ts';

/** Which rows, how many at most, and from where. */
export interface Walk {
  readonly direction: Direction;
  /** The record behind which one begins. */
  readonly after: string | undefined;
  readonly size: number;
}

/** Behind the record that the page before has ended with. */
export const behind = (id: RawBuilder<unknown>, { direction, after }: Walk): readonly Condition[] =>
  after === undefined ? [] : [direction === 'backwards' ? sql`${id} < ${after}` : sql`${id} > ${after}`];

export const inOrder = (id: RawBuilder<unknown>, walk: Walk): RawBuilder<unknown> => sql`order by ${id} ${way(walk)} limit ${walk.size}`;

const way = ({ direction }: Walk): RawBuilder<unknown> => sql.raw(direction === 'backwards' ? 'desc' : 'asc');

/** The id of `r`. */
export const ID = sql`r.id`;

/** Of more rows of `log_dims` than this, going to the records of each costs more than going through all. */
const FEW_DIMS = 1_000;

const DAY_MS = 86_400_000;

/** Goes through the hours that have something, until there is enough. */
export async function walkHours(reader: LogReader, wanted: Wanted, walk: Walk): Promise<readonly FoundRow[]> {
  const found: FoundRow[] = [];
  for await (const portion of portions(reader, wanted, walk.direction, Math.max(walk.size, 1) * 4)) {
    found.push(...(await rowsIn(reader, wanted, portion, { ...walk, size: walk.size - found.length })));
    if (found.length >= walk.size) break;
  }
  return found;
}

async function rowsIn(reader: LogReader, wanted: Wanted, { stretches, rare }: Portion, walk: Walk): Promise<readonly FoundRow[]> {
  const conditions = [...conditionsOf(reader.engine, wanted), ...behind(ID, walk)];
  if (reader.engine === 'sqlite') return oneByOne(reader, stretches, walk, conditions);
  const { dims } = wanted;
  if (!rare || dims === 'all' || dims.length > FEW_DIMS) return allAtOnce(reader, stretches, walk, conditions);
  return byDims(reader, { ...wanted, dims }, stretches, walk);
}

/** SQLite is near: it is asked for one stretch after the other, and stops where there is enough. */
async function oneByOne(
  reader: LogReader,
  stretches: readonly Stretch[],
  walk: Walk,
  conditions: readonly Condition[],
): Promise<readonly FoundRow[]> {
  const found: FoundRow[] = [];
  for (const stretch of stretches) {
    const rest = { ...walk, size: walk.size - found.length };
    const statement = sql<FoundRow>`select r.* from log_requests r where ${allOf([...inStretch(stretch), ...conditions])} ${inOrder(ID, rest)}`;
    found.push(...(await rowsOf(reader, statement)));
    if (found.length >= walk.size) break;
  }
  return found;
}

/** All stretches in one question, each of which is left where there is enough. */
async function allAtOnce(
  reader: LogReader,
  stretches: readonly Stretch[],
  walk: Walk,
  conditions: readonly Condition[],
): Promise<readonly FoundRow[]> {
  const begins = stretches.map(({ from }) => lowestId(from));
  const ends = stretches.map(({ to }) => lowestId(to));
  return rowsOf(
    reader,
    sql<FoundRow>`select r.* from unnest(${begins}::uuid[], ${ends}::uuid[]) as h(begins, ends)
      cross join lateral (
        select r.* from log_requests r where r.id >= h.begins and r.id < h.ends and ${allOf(conditions)} ${inOrder(ID, walk)}) r
      ${inOrder(ID, walk)}`,
  );
}

/** Those of them with records that come into question. */
const within = ({ from, to }: Stretch, dims: Exclude<WantedDims, 'all'>, zones: Wanted['zones']) => sql`(
  select distinct s.dims as value from log_sums s
  where s.span = 'day' and s.at >= ${from - (from % DAY_MS)} and s.at < ${to} and ${allOf([...ofDims('postgres', 's', dims), ...zones])})`;

/** Asked of each record by itself: else PostgreSQL goes through all that a pair is of, for each row of `log_dims` anew. */
const ofPair = (pair: number): Condition =>
  sql`exists (select 1 from log_request_pairs p where p.pair = ${pair} and p.request = r.id offset 0)`;

/** PostgreSQL’s tables of days have an index for it. What lies between the stretches does not come into question anyway. */
async function byDims(
  reader: LogReader,
  wanted: Wanted & { readonly dims: Exclude<WantedDims, 'all'> },
  stretches: readonly Stretch[],
  walk: Walk,
): Promise<readonly FoundRow[]> {
  const { dims, pairs, zones } = wanted;
  const whole = { from: Math.min(...stretches.map(({ from }) => from)), to: Math.max(...stretches.map(({ to }) => to)) };
  const there = [sql<boolean>`r.dims = h.value`, ...inStretch(whole), ...inTime(ID, wanted), ...behind(ID, walk)];
  const others = besidesTime(reader.engine, { ...wanted, dims: 'all', pairs: [] });
  const id = sql`o.id`;
  const found =
    pairs.length === 0
      ? sql`select r.* from log_requests r where ${allOf([...there, ...others])} ${inOrder(ID, walk)}`
      : // Indexes alone tell which have the pairs: the records of others are not looked at.
        sql`select r.* from (
            select r.id from log_requests r where ${allOf([...there, ...pairs.map(ofPair)])} order by ${ID} ${way(walk)}) o
          ${recordById(reader.engine, id, others)} ${inOrder(id, walk)}`;
  return rowsOf(
    reader,
    sql<FoundRow>`select r.* from ${zones.length === 0 ? listed(reader.engine, dims, 'bigint') : within(whole, dims, zones)} h
      cross join lateral (${found}) r ${inOrder(ID, walk)}`,
  );
}

const inStretch = ({ from, to }: Stretch): readonly Condition[] => [sql`r.id >= ${lowestId(from)}`, sql`r.id < ${lowestId(to)}`];

import { sql, type RawBuilder } from 'kysely';
import { allOf, type Condition } from './any-of.ts';
import type { FoundRow } from './found-row.ts';
import { portions, type Direction, type Stretch } from './hours.ts';
import { lowestId } from './record-id.ts';
import { rowsOf, type LogReader } from './reader.ts';
import type { Wanted } from './wanted.ts';

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

export const inOrder = (id: RawBuilder<unknown>, { direction, size }: Walk) =>
  sql`order by ${id} ${sql.raw(direction === 'backwards' ? 'desc' : 'asc')} limit ${size}`;

/** The id of `r`. */
export const ID = sql`r.id`;

/** Goes through the hours that have something, until there is enough. */
export async function walkHours(
  reader: LogReader,
  wanted: Wanted,
  walk: Walk,
  conditions: readonly Condition[],
): Promise<readonly FoundRow[]> {
  const found: FoundRow[] = [];
  for await (const stretches of portions(reader, wanted, walk.direction, Math.max(walk.size, 1) * 4)) {
    found.push(...(await rowsIn(reader, stretches, { ...walk, size: walk.size - found.length }, conditions)));
    if (found.length >= walk.size) break;
  }
  return found;
}

/** SQLite is near: it is asked for one stretch after the other, and stops where there is enough. */
async function rowsIn(
  reader: LogReader,
  stretches: readonly Stretch[],
  walk: Walk,
  conditions: readonly Condition[],
): Promise<readonly FoundRow[]> {
  if (reader.engine === 'postgres') return rowsInAll(reader, stretches, walk, conditions);
  const found: FoundRow[] = [];
  for (const { from, to } of stretches) {
    const within = [sql<boolean>`r.id >= ${lowestId(from)}`, sql<boolean>`r.id < ${lowestId(to)}`];
    const rest = { ...walk, size: walk.size - found.length };
    found.push(
      ...(await rowsOf(
        reader,
        sql<FoundRow>`select r.* from log_requests r where ${allOf([...within, ...conditions])} ${inOrder(ID, rest)}`,
      )),
    );
    if (found.length >= walk.size) break;
  }
  return found;
}

/** All stretches in one question, each of which is left where there is enough. */
async function rowsInAll(
  reader: LogReader,
  stretches: readonly Stretch[],
  walk: Walk,
  conditions: readonly Condition[],
): Promise<readonly FoundRow[]> {
  const begins = stretches.map(({ from }) => lowestId(from));
  const ends = stretches.map(({ to }) => lowestId(to));
  return rowsOf(
    reader,
    sql<FoundRow>`select r.* from unnest(${begins}::uuid[], ${ends}::uuid[]) with ordinality as h(begins, ends, place)
      cross join lateral (
        select r.* from log_requests r where r.id >= h.begins and r.id < h.ends and ${allOf(conditions)} ${inOrder(ID, walk)}) r
      ${inOrder(ID, walk)}`,
  );
}

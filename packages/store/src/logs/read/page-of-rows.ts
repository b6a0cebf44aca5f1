import { sql } from 'kysely';
import { allOf } from './any-of.ts';
import type { FoundRow } from './found-row.ts';
import { rarestPair } from './rarest-pair.ts';
import { recordById } from './record-by-id.ts';
import { rowsOf, type LogReader } from './reader.ts';
import { behind, ID, inOrder, walkHours, type Walk } from './walk.ts';
import { besidesTime, conditionsOf, inTime, isOfDimsAlone, ofDims, type Wanted } from './wanted.ts';

/** From where records are found soonest: what names a few of them, a metadata pair, or the hours in which there are some. */
export async function pageOfRows(reader: LogReader, wanted: Wanted, walk: Walk): Promise<readonly FoundRow[]> {
  if (wanted.nothing) return [];
  if (wanted.candidates.length > 0) return fromCandidates(reader, wanted, walk);
  const pair = await rarestPair(reader, wanted.pairs);
  if (pair !== undefined && (wanted.dims === 'all' || (pair.rare && !(await areFewer(reader, wanted, pair.requests)))))
    return alongPair(reader, wanted, walk, pair.id);
  if (wanted.dims !== 'all' || !isOfDimsAlone(wanted)) return walkHours(reader, wanted, walk);
  const conditions = [...conditionsOf(reader.engine, wanted), ...behind(ID, walk)];
  return rowsOf(reader, sql<FoundRow>`select r.* from log_requests r where ${allOf(conditions)} ${inOrder(ID, walk)}`);
}

/** Whether fewer records are of the wanted rows of `log_dims` than so many. On PostgreSQL those are found as soon as those of a pair. */
async function areFewer(reader: LogReader, { dims }: Wanted, requests: number): Promise<boolean> {
  if (reader.engine === 'sqlite') return false;
  const ofThem = sql<{
    n: number | null;
  }>`select sum(s.requests) as n from log_sums s where s.span = 'week' and ${allOf(ofDims(reader.engine, 's', dims))}`;
  const [found] = await rowsOf(reader, ofThem);
  return (found?.n ?? 0) < requests;
}

async function fromCandidates(reader: LogReader, wanted: Wanted, walk: Walk): Promise<readonly FoundRow[]> {
  const [first, ...others] = wanted.candidates;
  const conditions = besidesTime(reader.engine, { ...wanted, candidates: others });
  const id = sql`c.id`;
  const direction = sql.raw(walk.direction === 'backwards' ? 'desc' : 'asc');
  return rowsOf(
    reader,
    // In order before they are looked up, so that it may end when there are enough.
    sql<FoundRow>`select r.* from (
        select c.id from (${first}) c where ${allOf([...inTime(id, wanted), ...behind(id, walk)])} order by c.id ${direction}) c
      ${recordById(reader.engine, id, conditions)} ${inOrder(id, walk)}`,
  );
}

/** Its index is in the order of ids. */
async function alongPair(reader: LogReader, wanted: Wanted, walk: Walk, pair: number): Promise<readonly FoundRow[]> {
  const pairs = wanted.pairs.filter((each) => each !== pair);
  const request = sql`o.request`;
  return rowsOf(
    reader,
    sql<FoundRow>`select r.* from log_request_pairs o ${recordById(reader.engine, request, besidesTime(reader.engine, { ...wanted, pairs }))}
      where ${allOf([sql<boolean>`o.pair = ${pair}`, ...inTime(request, wanted), ...behind(request, walk)])} ${inOrder(request, walk)}`,
  );
}

import { sql } from 'kysely';
import { allOf } from './any-of.ts';
import type { FoundRow } from './found-row.ts';
import { rarestPair } from './rarest-pair.ts';
import { rowsOf, type LogReader } from './reader.ts';
import { behind, ID, inOrder, walkHours, type Walk } from './walk.ts';
import { besidesTime, conditionsOf, inTime, isOfDimsAlone, type Wanted } from './wanted.ts';

/** From where records are found soonest: what names a few of them, a metadata pair, or the hours in which there are some. */
export async function pageOfRows(reader: LogReader, wanted: Wanted, walk: Walk): Promise<readonly FoundRow[]> {
  if (wanted.nothing) return [];
  if (wanted.candidates.length > 0) return fromCandidates(reader, wanted, walk);
  const pair = await rarestPair(reader, wanted.pairs);
  if (pair !== undefined && (pair.rare || wanted.dims === 'all')) return alongPair(reader, wanted, walk, pair.id);
  const conditions = [...conditionsOf(reader.engine, wanted), ...behind(ID, walk)];
  if (wanted.dims !== 'all' || !isOfDimsAlone(wanted)) return walkHours(reader, wanted, walk, conditions);
  return rowsOf(reader, sql<FoundRow>`select r.* from log_requests r where ${allOf(conditions)} ${inOrder(ID, walk)}`);
}

function fromCandidates(reader: LogReader, wanted: Wanted, walk: Walk): Promise<readonly FoundRow[]> {
  const [first, ...others] = wanted.candidates;
  const conditions = [...conditionsOf(reader.engine, { ...wanted, candidates: others }), ...behind(ID, walk)];
  return rowsOf(
    reader,
    // Crossed, SQLite keeps to the order of the two.
    sql<FoundRow>`select r.* from (${first}) c cross join log_requests r where r.id = c.id and ${allOf(conditions)} ${inOrder(ID, walk)}`,
  );
}

/** Its index is in the order of ids. */
function alongPair(reader: LogReader, wanted: Wanted, walk: Walk, pair: number): Promise<readonly FoundRow[]> {
  const pairs = wanted.pairs.filter((each) => each !== pair);
  // Said of the index, because neither engine sees by itself that it follows.
  const request = sql`o.request`;
  const conditions = [...inTime(request, wanted), ...behind(request, walk), ...besidesTime(reader.engine, { ...wanted, pairs })];
  return rowsOf(
    reader,
    sql<FoundRow>`select r.* from log_request_pairs o cross join log_requests r
      where o.pair = ${pair} and r.id = o.request and ${allOf(conditions)} ${inOrder(request, walk)}`,
  );
}

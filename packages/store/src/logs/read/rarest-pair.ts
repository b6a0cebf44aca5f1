import { sql } from 'kysely';
import { rowsOf, type LogReader } from './reader.ts';

/** A pair that fewer records have than this is where their search begins. */
const RARE = 5_000;

/** Which of the metadata pairs the fewest records have, counted no further than it matters. */
export async function rarestPair(
  reader: LogReader,
  pairs: readonly number[],
): Promise<{ readonly id: number; readonly rare: boolean } | undefined> {
  if (pairs.length === 0) return undefined;
  const counts = pairs.map(
    (pair) =>
      sql`select ${sql.lit(pair)} as id, (select count(*) from (select 1 from log_request_pairs where pair = ${pair} limit ${sql.lit(RARE)}) p) as n`,
  );
  const [rarest] = await rowsOf(
    reader,
    sql<{ id: number; n: number }>`select id, n from (${sql.join(counts, sql` union all `)}) c order by n, id limit 1`,
  );
  return rarest && { id: rarest.id, rare: rarest.n < RARE };
}

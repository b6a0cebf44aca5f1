import { sql } from 'kysely';
import { isAnyOf } from './any-of.ts';
import { rowsOf, type LogReader } from './reader.ts';

/** A pair that fewer records have than this is where their search begins. */
const RARE = 100_000;

/** Which of the metadata pairs the fewest records have. */
export async function rarestPair(
  reader: LogReader,
  pairs: readonly number[],
): Promise<{ readonly id: number; readonly rare: boolean; readonly requests: number } | undefined> {
  if (pairs.length === 0) return undefined;
  const [rarest] = await rowsOf(
    reader,
    sql<{ id: number; n: number }>`select s.pair as id, sum(s.requests) as n from log_pair_sums s
      where s.span = 'week' and ${isAnyOf(reader.engine, sql`s.pair`, pairs, 'bigint')} group by s.pair order by n, id limit 1`,
  );
  // A pair without a sum has lost its last record just now.
  const requests = rarest?.n ?? 0;
  return { id: rarest?.id ?? pairs[0]!, rare: requests < RARE, requests };
}

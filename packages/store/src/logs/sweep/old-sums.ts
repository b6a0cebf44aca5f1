import { sql, type Kysely } from 'kysely';
import type { Span } from '../log-store.ts';
import type { LogSchema } from '../schema.ts';
import { keyOf } from '../write/row-batch.ts';
import { SUM_TABLES } from '../write/sum-layouts.ts';

/** Rows that one step deletes. */
const STEP = 500;

/** Which sums go. */
export interface Stretch {
  readonly spans: readonly Span[];
  /** Milliseconds since the epoch. */
  readonly from: number;
  /** This moment left out. */
  readonly to: number;
}

/** Deletes some of the sums of a stretch. @returns How many: none, when there are no more. */
export async function deleteSums(writing: Kysely<LogSchema>, { spans, from, to }: Stretch): Promise<number> {
  for (const table of SUM_TABLES) {
    const [name, key] = [sql.table(table.name), sql.join(keyOf(table).map((column) => sql.ref(column)))];
    for (const span of spans) {
      const { numAffectedRows = 0n } = await sql`delete from ${name} where (${key}) in (
        select ${key} from ${name} where span = ${span} and at >= ${from} and at < ${to} limit ${sql.lit(STEP)})`.execute(writing);
      if (numAffectedRows > 0n) return Number(numAffectedRows);
    }
  }
  return 0;
}

import { sql, type Kysely } from 'kysely';
import type { LogSchema } from '../schema.ts';

/** Rows that one step deletes. */
const STEP = 500;

/** Tables with sums in them, by their keys. */
const KEYS = {
  log_sums: ['span', 'at', 'dims'],
  log_latencies: ['span', 'at', 'dims', 'bucket'],
  log_workspace_latencies: ['span', 'at', 'workspace', 'bucket'],
  log_pair_sums: ['span', 'at', 'pair', 'workspace'],
} as const;

/** Which sums go. */
export interface Stretch {
  readonly spans: readonly ('minute' | 'hour' | 'day')[];
  /** Milliseconds since the epoch. */
  readonly from: number;
  /** This moment left out. */
  readonly to: number;
}

/** Deletes some of the sums of a stretch. @returns How many: none, when there are no more. */
export async function deleteSums(writing: Kysely<LogSchema>, { spans, from, to }: Stretch): Promise<number> {
  for (const [table, columns] of Object.entries(KEYS)) {
    const key = sql.join(columns.map((column) => sql.ref(column)));
    for (const span of spans) {
      const { numAffectedRows = 0n } = await sql`delete from ${sql.table(table)} where (${key}) in (
        select ${key} from ${sql.table(table)} where span = ${span} and at >= ${from} and at < ${to} limit ${sql.lit(STEP)})`.execute(
        writing,
      );
      if (numAffectedRows > 0n) return Number(numAffectedRows);
    }
  }
  return 0;
}

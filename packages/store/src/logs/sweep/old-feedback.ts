import { sql, type Kysely } from 'kysely';
import type { LogSchema } from '../schema.ts';

/** Rows that one step deletes. */
const STEP = 1_000;

/** Deletes some of the feedback that was given before. @returns How much: none, when there is no more. */
export async function deleteFeedback(writing: Kysely<LogSchema>, before: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`delete from log_feedback where id in (
    select id from log_feedback where at < ${before} limit ${sql.lit(STEP)})`.execute(writing);
  return Number(numAffectedRows);
}

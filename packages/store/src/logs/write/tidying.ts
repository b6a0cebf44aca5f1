import { sql, type Transaction } from 'kysely';
import type { LogSchema } from '../schema.ts';

/** Any number that nobody else uses for theirs. */
const REFERENCES = 72_727_413;

/** Until the transaction ends, nobody removes a row that many refer to, and that is looked for before. PostgreSQL's only: of SQLite's transactions one alone writes. */
export async function mayReferTo(tx: Transaction<LogSchema>): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${sql.lit(REFERENCES)})`.execute(tx);
}

/** Whether, until the transaction ends, nobody writes rows that refer to others. */
export async function mayTidy(tx: Transaction<LogSchema>): Promise<boolean> {
  const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(${sql.lit(REFERENCES)}) as got`.execute(tx);
  return rows[0]?.got === true;
}

/** Waits until nobody writes rows that refer to others, and keeps them from it until the transaction ends: milliseconds. */
export async function nobodyRefers(tx: Transaction<LogSchema>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(REFERENCES)})`.execute(tx);
}

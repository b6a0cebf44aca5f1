import { sql, type Transaction } from 'kysely';
import type { Engine } from '../database.ts';

/** Any number that nobody else uses for theirs. */
const LOCK = 72_727_411;

/** Until the transaction ends, no other process changes the schema. SQLite's own transactions are like that. */
export async function lockSchema<S>(tx: Transaction<S>, engine: Engine): Promise<void> {
  if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(tx);
}

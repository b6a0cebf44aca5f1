import { sql, type Transaction } from 'kysely';
import { isStoreError } from '../../store-error.ts';
import { daysWithTables, DIVIDED, tableOf } from '../day-tables.ts';
import type { LogDatabase } from '../log-database.ts';
import type { Swept } from '../log-store.ts';
import type { LogSchema } from '../schema.ts';
import { bytesOf } from '../size.ts';
import { DAY, firstIdAt } from '../time-of-id.ts';
import { takeSumsOfDay } from './sums-of-day.ts';

/** What is to go. */
export interface OldDays {
  /** Milliseconds since the epoch; a day goes when all of it is older. Undefined: none for its age. */
  readonly before: number | undefined;
  /** While there is more, the oldest day goes; today and tomorrow stay. */
  readonly maxBytes: number | undefined;
  /** Takes single records away: those whose day has no table of its own. */
  readonly forgetOldest: (before: string) => Promise<number>;
}

/** How long others wait for a table to go: it is tried again later. */
const LOCK_MS = 50;

/** Throws the oldest day's tables away, where its time has come: PostgreSQL's way, which leaves no holes. */
export async function dropOldestDay(database: LogDatabase, { before, maxBytes, forgetOldest }: OldDays): Promise<Swept> {
  const [oldest] = await daysWithTables(database.writing);
  const expired = before === undefined ? undefined : Math.floor(before / DAY);
  if (oldest !== undefined && expired !== undefined && oldest < expired) return dropDay(database, oldest);
  if (expired !== undefined) {
    const records = await forgetOldest(firstIdAt(Math.min(expired, oldest ?? expired) * DAY));
    if (records > 0) return { records, more: true };
  }
  const today = Math.floor(Date.now() / DAY);
  if (maxBytes === undefined || oldest === undefined || oldest >= today || (await bytesOf(database)) <= maxBytes)
    return { records: 0, more: false };
  return dropDay(database, oldest);
}

/** Its sums go first, in steps: whoever is stopped in between begins again with the same day. */
async function dropDay(database: LogDatabase, day: number): Promise<Swept> {
  const { writing } = database;
  if ((await takeSumsOfDay(database, day)) > 0) return { records: 0, more: true };
  try {
    const records = await writing.transaction().execute(async (tx) => {
      await sql`set local lock_timeout = ${sql.lit(LOCK_MS)}`.execute(tx);
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(tableOf('log_requests', day))}`.execute(tx);
      await dropTables(tx, day);
      return rows[0]?.n ?? 0;
    });
    return { records, more: true };
  } catch (error) {
    // Somebody reads in them just now.
    if (isStoreError(error, 'unavailable')) return { records: 0, more: false };
    throw error;
  }
}

async function dropTables(tx: Transaction<LogSchema>, day: number): Promise<void> {
  for (const table of Object.keys(DIVIDED) as (keyof typeof DIVIDED)[]) await sql`drop table ${sql.table(tableOf(table, day))}`.execute(tx);
}

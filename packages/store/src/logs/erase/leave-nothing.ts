import { sql } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import { StoreError } from '../../store-error.ts';
import type { LogDatabase } from '../log-database.ts';

/** For how long it is waited for readers of what was. */
const TRIES = 50;
const PAUSE_MS = 100;

/** Pages of the words' index that are put together in one step. */
const STEP = 200;

/**
 * Sees to it that what was deleted is not to be found in SQLite's files: its pages were overwritten, but its words are
 * only crossed out, and all of it stands in the journal. PostgreSQL does the like in its own time.
 *
 * @throws StoreError `unavailable` where somebody reads what was for seconds.
 */
export async function leaveNothing(database: LogDatabase): Promise<void> {
  if (database.engine === 'postgres') return;
  await forgetWords(database);
  await emptyJournal(database);
}

/** An index of words is made of several, which are put together without what was crossed out. */
async function forgetWords({ writing }: LogDatabase): Promise<void> {
  // Below zero: all of them are to become one.
  for (let pages = -STEP; ; pages = STEP) {
    const changes = await writing.connection().execute(async (db) => {
      const { rows: before } = await sql<{ n: number }>`select total_changes() as n`.execute(db);
      await sql`insert into log_words (log_words, rank) values ('merge', ${sql.lit(pages)})`.execute(db);
      const { rows: after } = await sql<{ n: number }>`select total_changes() as n`.execute(db);
      return after[0]!.n - before[0]!.n;
    });
    // The question itself is one.
    if (changes < 2) return;
  }
}

async function emptyJournal({ writing }: LogDatabase): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(writing);
    if (rows[0]?.busy === 0) return;
    await pause(PAUSE_MS);
  }
  throw new StoreError(
    'unavailable',
    'What was erased is still in the journal, because somebody has been reading the log all the time: try again',
  );
}

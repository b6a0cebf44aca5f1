import type { DatabaseUrl } from '../open-database.ts';
import { dayTables } from './day-tables.ts';
import { openLogDatabase } from './log-database.ts';
import type { LogStore } from './log-store.ts';
import { migrateLogs } from './migrations/log-migrations.ts';
import { logAnalytics } from './analytics/log-analytics.ts';
import { logExperiments } from './experiments/log-experiments.ts';
import { readLogs } from './read/log-reading.ts';
import type { LogReader } from './read/reader.ts';
import { feedbackIn } from './people/feedback.ts';
import { exportsIn } from './people/exports.ts';
import { eraser } from './erase/erase.ts';
import { repricer } from './reprice.ts';
import { bytesOf } from './size.ts';
import { sweeper } from './sweep/sweep.ts';
import { knownIds } from './write/known-ids.ts';
import { appender } from './write/append.ts';

/** Where records are kept, and how. */
export interface LogStoreOptions {
  /** `file:/path/logs.db`, or `postgres://…`, whose `?schema=` says where the tables are. */
  readonly url: DatabaseUrl;
  /** Whether an index of the words in bodies is kept, which takes about as much room as the bodies. */
  readonly textSearch?: boolean;
}

/**
 * Opens the log; makes it where there is none, and takes the migrations that are left.
 *
 * @throws StoreError `unavailable`, `too_new`, `wrong_url`
 */
export async function openLogStore({ url, textSearch = false }: LogStoreOptions): Promise<LogStore> {
  const database = openLogDatabase(url);
  try {
    await migrateLogs(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  const days = dayTables(database);
  const ids = knownIds(database.writing, database.engine);
  const reader: LogReader = { engine: database.engine, db: database.reading, textSearch, now: Date.now };
  const reading = readLogs(reader);
  return {
    engine: database.engine,
    append: appender(database, { days, ids, textSearch }),
    ...reading,
    analytics: logAnalytics(reader),
    experiments: logExperiments(reader),
    ...feedbackIn(database),
    ...exportsIn(database),
    sweep: sweeper(database, ids),
    erase: eraser(database, ids),
    reprice: repricer(database, ids, reading.search),
    size: async () => bytesOf(database),
    close: () => database.close(),
  };
}

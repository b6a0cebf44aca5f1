import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type Dialect } from 'kysely';
import type { Database, Patience } from '../database.ts';
import type { Schema } from '../schema.ts';
import { SqliteThreadDriver } from './sqlite-driver.ts';
import { ensurePrivateFile, isWritable, sqliteFile } from './sqlite-file.ts';
import type { BatchStatement, SqliteCare } from './sqlite-messages.ts';

const READERS = 4;

/** One that takes many rows at once as well. */
export interface SqliteDatabase<S> extends Database<S> {
  /** All statements for all their rows in one transaction, or nothing. @throws StoreError; `missing` where one that asks finds nothing for a row. */
  readonly runAll: (batch: readonly BatchStatement[]) => Promise<void>;
}

/** A file of SQLite's: one thread writes and may wait for other processes, a second reads meanwhile. */
export function openSqlite<S = Schema>(url: string, { patienceMs }: Patience, care: SqliteCare = 'each'): SqliteDatabase<S> {
  const file = sqliteFile(url);
  const isNew = ensurePrivateFile(file);
  const reader = new SqliteThreadDriver({ file, care, busyMs: patienceMs, readOnly: true, connections: READERS, soon: false });
  // What has just been made has all its tables to come; else nobody may write for a while.
  const writer = new SqliteThreadDriver({ file, care, busyMs: patienceMs, readOnly: false, connections: 1, soon: isNew });
  const reading = new Kysely<S>({ dialect: dialect(reader) });
  const writing = new Kysely<S>({ dialect: dialect(writer) });
  return {
    engine: 'sqlite',
    writable: isWritable(file),
    reading,
    writing,
    runAll: (batch) => writer.runAll(batch),
    close: async () => {
      await reading.destroy();
      await writing.destroy();
      // Kysely ends no driver that it never asked.
      await writer.destroy();
    },
  };
}

const dialect = (driver: SqliteThreadDriver): Dialect => ({
  createDriver: () => driver,
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createAdapter: () => new SqliteAdapter(),
  createIntrospector: (db) => new SqliteIntrospector(db),
});

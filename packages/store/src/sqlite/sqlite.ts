import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type Dialect } from 'kysely';
import type { Database, Patience } from '../database.ts';
import type { Schema } from '../schema.ts';
import { SqliteThreadDriver } from './sqlite-driver.ts';
import { ensurePrivateFile, isWritable, sqliteFile } from './sqlite-file.ts';

const READERS = 4;

/** A file of SQLite's: one thread writes and may wait for other processes, a second reads meanwhile. */
export function openSqlite(url: string, { patienceMs }: Patience): Database {
  const file = sqliteFile(url);
  const isNew = ensurePrivateFile(file);
  const reader = new SqliteThreadDriver({ file, busyMs: patienceMs, readOnly: true, connections: READERS, soon: false });
  // What has just been made has all its tables to come; else nobody may write for a while.
  const writer = new SqliteThreadDriver({ file, busyMs: patienceMs, readOnly: false, connections: 1, soon: isNew });
  const reading = new Kysely<Schema>({ dialect: dialect(reader) });
  const writing = new Kysely<Schema>({ dialect: dialect(writer) });
  return {
    engine: 'sqlite',
    writable: isWritable(file),
    reading,
    writing,
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

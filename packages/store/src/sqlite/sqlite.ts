import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type Dialect } from 'kysely';
import type { Database, Patience } from '../database.ts';
import type { Schema } from '../schema.ts';
import { SqliteThreadDriver, type SqliteDriverSettings } from './sqlite-driver.ts';
import { ensurePrivateFile, sqliteFile } from './sqlite-file.ts';

const READERS = 4;

/** A file of SQLite's: one thread writes and may wait for other processes, a second reads meanwhile. */
export function openSqlite(url: string, { patienceMs }: Patience): Database {
  const file = sqliteFile(url);
  ensurePrivateFile(file);
  const way = (settings: Pick<SqliteDriverSettings, 'readOnly' | 'connections'>) =>
    new Kysely<Schema>({ dialect: dialect({ file, busyMs: patienceMs, ...settings }) });
  const reading = way({ readOnly: true, connections: READERS });
  const writing = way({ readOnly: false, connections: 1 });
  return {
    engine: 'sqlite',
    reading,
    writing,
    close: async () => {
      await reading.destroy();
      await writing.destroy();
    },
  };
}

const dialect = (settings: SqliteDriverSettings): Dialect => ({
  createDriver: () => new SqliteThreadDriver(settings),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createAdapter: () => new SqliteAdapter(),
  createIntrospector: (db) => new SqliteIntrospector(db),
});

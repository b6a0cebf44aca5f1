import { SERVING, type Database } from '../database.ts';
import type { DatabaseUrl } from '../open-database.ts';
import { openPostgres } from '../postgres/postgres.ts';
import { sqliteFile } from '../sqlite/sqlite-file.ts';
import { openSqlite } from '../sqlite/sqlite.ts';
import { StoreError } from '../store-error.ts';
import { postgresBatch } from './write/postgres-batch.ts';
import { sqliteBatch } from './write/sqlite-batch.ts';
import type { RowBatch } from './write/row-batch.ts';
import type { LogSchema } from './schema.ts';

/** The log's database. */
export interface LogDatabase extends Database<LogSchema> {
  /** Puts many rows in many tables, all or none. @throws StoreError `missing` where one of the `needed` is not there. */
  readonly putIn: (batch: RowBatch) => Promise<void>;
  /** Of SQLite's. */
  readonly file: string | undefined;
}

/** @throws StoreError `wrong_url`, `unavailable` */
export function openLogDatabase(url: DatabaseUrl): LogDatabase {
  if (url.startsWith('file:')) {
    const sqlite = openSqlite<LogSchema>(url, SERVING, 'many');
    return { ...sqlite, file: sqliteFile(url), putIn: (batch) => sqlite.runAll(sqliteBatch(batch)) };
  }
  // The address is not in the message: it may hold a password.
  if (!/^postgres(?:ql)?:\/\//.test(url)) throw new StoreError('wrong_url', 'The log’s address has to begin with file: or postgres://');
  const postgres = openPostgres<LogSchema>(url, SERVING);
  return { ...postgres, file: undefined, putIn: (batch) => postgresBatch(postgres.writing, batch) };
}

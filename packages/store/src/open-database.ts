import type { Database, Patience } from './database.ts';
import { openPostgres } from './postgres/postgres.ts';
import { openSqlite } from './sqlite/sqlite.ts';
import { StoreError } from './store-error.ts';

/** Where the database is: `file:/path/to/it` or `postgres://…`. */
export type DatabaseUrl = string;

/**
 * The database at this address, whatever is in it.
 *
 * @throws StoreError `wrong_url`
 */
export function openDatabase(url: DatabaseUrl, patience: Patience): Database {
  if (/^postgres(?:ql)?:\/\//.test(url)) return openPostgres(url, patience);
  if (url.startsWith('file:')) return openSqlite(url, patience);
  // The address is not in the message: it may hold a password.
  throw new StoreError('wrong_url', 'The database’s address has to begin with file: or postgres://');
}

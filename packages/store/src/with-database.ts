import { LABOURING, type Database } from './database.ts';
import { openDatabase, type DatabaseUrl } from './open-database.ts';

/** Opens a database for one piece of work that may take its time, and closes it afterwards. */
export async function withDatabase<T>(url: DatabaseUrl, work: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase(url, LABOURING);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

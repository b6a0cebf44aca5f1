import { existsSync } from 'node:fs';
import { SERVING } from '../database.ts';
import { openDatabase, type DatabaseUrl } from '../open-database.ts';
import { prepare, type Preparation } from '../prepare.ts';
import { sqliteFile } from '../sqlite/sqlite-file.ts';
import { withDatabase } from '../with-database.ts';
import { applied } from './history.ts';
import { planMigrations, type MigrationPlan } from './steps.ts';

/**
 * Takes the migrations that are left, and makes the key ring where there is none.
 *
 * @returns the names of those that were taken.
 * @throws StoreError `too_new`, `wrong_key`, `unavailable`, `wrong_url`
 */
export async function migrate({ url, ...preparation }: Preparation & { readonly url: DatabaseUrl }): Promise<readonly string[]> {
  return withDatabase(url, (database) => prepare(database, preparation));
}

/** What has been done to the database and what is left; changes nothing. @throws StoreError `unavailable`, `wrong_url` */
export async function migrationStatus({ url }: { readonly url: DatabaseUrl }): Promise<MigrationPlan> {
  // Opening it would make it.
  if (url.startsWith('file:') && !existsSync(sqliteFile(url))) return planMigrations([]);
  const database = openDatabase(url, SERVING);
  try {
    return planMigrations(await applied(database.reading, database.engine));
  } finally {
    await database.close();
  }
}

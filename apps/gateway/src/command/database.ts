import { isStoreError } from '@sluice/store';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGround } from '../ground.ts';
import { SettingsError } from '../settings/environment.ts';
import type { Settings } from '../settings/settings.ts';
import { SECRET_FILE } from '../state/data-dir.ts';
import { databasePlace, type DatabasePlace } from '../state/database-place.ts';

/** The database that a start here would take. */
export interface Database {
  readonly settings: Settings;
  readonly place: DatabasePlace;
}

/** Finds it as a start does; opens nothing. @throws SettingsError for settings that are wrong. */
export async function findDatabase(): Promise<Database> {
  const { settings } = await readGround(process.env, process.cwd());
  return { settings, place: databasePlace(settings) };
}

/** The key that there is; none is made. @throws SettingsError where there is none. */
export function encryptionKeyOf({ encryptionKey, dataDir }: Settings): string {
  if (encryptionKey !== undefined) return encryptionKey;
  const file = join(dataDir, SECRET_FILE);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  throw new SettingsError('SLUICE_ENCRYPTION_KEY', `there is no encryption key: it is not set, and there is no ${file}`);
}

/** Does something with the database. @throws SettingsError naming what is wrong with it, and the cure. */
export async function onDatabase<T>({ place: { setting, shown }, settings }: Database, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isStoreError(error)) throw error;
    if (error.kind === 'wrong_key')
      throw new SettingsError(settings.encryptionKey === undefined ? SECRET_FILE : 'SLUICE_ENCRYPTION_KEY', error.message);
    throw new SettingsError(setting, `${shown}: ${error.message}`);
  }
}

import { join } from 'node:path';
import { SettingsError } from '../settings/environment.ts';
import type { Settings } from '../settings/settings.ts';
import { databasePlace, placeAt } from './database-place.ts';

/** Where records of requests are kept, and how people are told of it. */
export interface LogPlace {
  readonly url: string;
  /** The setting that says so. */
  readonly setting: 'SLUICE_LOG_DATABASE_URL' | 'SLUICE_DATABASE_URL' | 'SLUICE_DATA_DIR';
  /** Without a password. */
  readonly shown: string;
}

/**
 * A SQLite file of its own in the data directory, so that what is written all the time keeps nothing else waiting; on a
 * PostgreSQL server both are at home. Unless somebody names another database.
 *
 * @throws SettingsError where that is the file of everything else.
 */
export function logPlace(settings: Pick<Settings, 'dataDir' | 'databaseUrl' | 'logs'>): LogPlace {
  const named = settings.logs.databaseUrl;
  const others = databasePlace(settings);
  if (named !== undefined) {
    if (named.startsWith('file:') && named === others.url)
      throw new SettingsError(
        'SLUICE_LOG_DATABASE_URL',
        `${others.shown} is the database of everything else: the log needs a file of its own`,
      );
    return { ...placeAt(named), setting: 'SLUICE_LOG_DATABASE_URL' };
  }
  if (!others.url.startsWith('file:')) return others;
  return { ...placeAt(`file:${join(settings.dataDir, 'logs.db')}`), setting: 'SLUICE_DATA_DIR' };
}

import { join } from 'node:path';
import type { Settings } from '../settings/settings.ts';

/** Where the database is, and how people are told of it. */
export interface DatabasePlace {
  readonly url: string;
  /** The setting that says so. */
  readonly setting: 'SLUICE_DATABASE_URL' | 'SLUICE_DATA_DIR';
  /** Without a password. */
  readonly shown: string;
}

/** A file in the data directory, unless somebody names another database. */
export function databasePlace({ dataDir, databaseUrl }: Pick<Settings, 'dataDir' | 'databaseUrl'>): DatabasePlace {
  if (databaseUrl !== undefined) return { ...placeAt(databaseUrl), setting: 'SLUICE_DATABASE_URL' };
  return { ...placeAt(`file:${join(dataDir, 'sluice.db')}`), setting: 'SLUICE_DATA_DIR' };
}

/** A database and how it is shown. */
export const placeAt = (url: string): Pick<DatabasePlace, 'url' | 'shown'> => ({ url, shown: withoutPassword(url) });

/** A password may stand in the query as well. */
function withoutPassword(text: string): string {
  if (text.startsWith('file:')) return text.slice('file:'.length);
  const url = new URL(text);
  return `${url.protocol}//${url.username === '' ? '' : `${url.username}@`}${url.host}${url.pathname}`;
}

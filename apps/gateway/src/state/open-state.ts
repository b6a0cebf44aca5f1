import { isStoreError, openStore, type Store } from '@sluice/store';
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { SettingsError } from '../settings/environment.ts';
import type { Settings } from '../settings/settings.ts';
import { keptSecret, nextKeyFile, openDataDir, SECRET_FILE } from './data-dir.ts';
import { databasePlace, type DatabasePlace } from './database-place.ts';
import { adoptAdminKey, earlierAdminKey } from './earlier-admin-key.ts';

/** How long a start waits for a database, which may itself be starting. */
const PATIENCE_MS = 15_000;

const BETWEEN_TRIES_MS = 250;

export interface StateOptions extends Pick<Settings, 'dataDir' | 'databaseUrl' | 'encryptionKey'> {
  /** How long to wait for a database that does not answer. Default: 15 seconds. */
  readonly patienceMs?: number;
}

/**
 * Opens what outlives the process: the data directory, the encryption key in it, and the store; makes them where they
 * are missing, and takes over what an earlier version has left there.
 *
 * @throws SettingsError naming what cannot be opened, and the cure.
 */
export async function openState(options: StateOptions): Promise<Store> {
  const { dataDir, encryptionKey: set, patienceMs = PATIENCE_MS } = options;
  openDataDir(dataDir);
  const encryptionKey = set ?? keptSecret(dataDir);
  const keyPlace = set === undefined ? SECRET_FILE : 'SLUICE_ENCRYPTION_KEY';
  const earlier = earlierAdminKey(dataDir, encryptionKey, keyPlace);
  const place = databasePlace(options);
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      const store = await openStore({ url: place.url, encryptionKey, hashSecret: earlier?.hashSecret });
      if (earlier) await adoptAdminKey(earlier, store);
      return store;
    } catch (error) {
      if (!isStoreError(error)) throw error;
      if (error.kind === 'wrong_key') throw new SettingsError(keyPlace, `${error.message}${changeBrokenOff(options)}`);
      if (error.kind !== 'unavailable' || performance.now() > deadline) throw refused(place, error.message);
    }
    await setTimeout(BETWEEN_TRIES_MS);
  }
}

/** The cure, where the key in the data directory was being changed. */
function changeBrokenOff({ dataDir, encryptionKey }: StateOptions): string {
  const file = nextKeyFile(dataDir);
  if (encryptionKey !== undefined || !existsSync(file)) return '';
  return `. Here a change of the key was broken off: ${file} has the key that was to come, and "sluice secrets rotate" ends the change`;
}

const refused = ({ setting, shown }: DatabasePlace, why: string) =>
  new SettingsError(setting, `the database ${shown} cannot be used (${why})`);

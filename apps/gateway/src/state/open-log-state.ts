import { isStoreError } from '@sluice/store';
import type { LogStore } from '@sluice/store/logs';
import { setTimeout } from 'node:timers/promises';
import { SettingsError } from '../settings/environment.ts';
import type { Settings } from '../settings/settings.ts';
import { logPlace } from './log-place.ts';

/** How long a start waits for a database, which may itself be starting. */
const PATIENCE_MS = 15_000;

const BETWEEN_TRIES_MS = 250;

/**
 * Opens the log store, and makes it where it is missing.
 *
 * @throws SettingsError naming what cannot be opened.
 */
export async function openLogState(settings: Pick<Settings, 'dataDir' | 'databaseUrl' | 'logs'>): Promise<LogStore> {
  const place = logPlace(settings);
  const deadline = performance.now() + PATIENCE_MS;
  const { openLogStore } = await import('@sluice/store/logs');
  for (;;) {
    try {
      return await openLogStore({ url: place.url, textSearch: settings.logs.textSearch });
    } catch (error) {
      if (!isStoreError(error)) throw error;
      if (error.kind !== 'unavailable' || performance.now() > deadline)
        throw new SettingsError(place.setting, `the log's database ${place.shown} cannot be used (${error.message})`);
    }
    await setTimeout(BETWEEN_TRIES_MS);
  }
}

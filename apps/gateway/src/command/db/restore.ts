import { isStoreError, restore } from '@sluice/store';
import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { SettingsError } from '../../settings/environment.ts';
import { openDataDir } from '../../state/data-dir.ts';
import type { Run } from '../command.ts';
import { encryptionKeyOf, findDatabase, onDatabase } from '../database.ts';
import { onlyWord } from '../sub-command.ts';

/** Puts back what a backup holds: all of it, or nothing. Gateways that run read everything again. */
export const restoreFrom: Run = async (given) => {
  const named = onlyWord('db restore', 'the backup to read, or - for standard input', given);
  const database = await findDatabase();
  const { settings, place } = database;
  if (named !== '-' && !existsSync(resolve(named))) throw new SettingsError('db restore', `there is no file ${resolve(named)}`);
  openDataDir(settings.dataDir);
  const encryptionKey = encryptionKeyOf(settings);
  const { rows } = await onDatabase(database, async () => {
    try {
      const from = named === '-' ? process.stdin : createReadStream(resolve(named));
      return await restore({ url: place.url, encryptionKey, replace: given.options['replace'] === true }, from);
    } catch (error) {
      if (!isStoreError(error) || error.kind !== 'not_empty') throw error;
      throw new SettingsError('--replace', `${place.shown} is not empty: say --replace if what is there may go`);
    }
  });
  process.stdout.write(`${rows} rows put back into ${place.shown}\n`);
  return 0;
};

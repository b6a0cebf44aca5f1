import { backup } from '@sluice/store';
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { SettingsError } from '../../settings/environment.ts';
import type { Run } from '../command.ts';
import { findDatabase, onDatabase, type Database } from '../database.ts';
import { onlyWord } from '../sub-command.ts';

/** Writes a backup while gateways run. A file of its name is there only when it is whole. */
export const backupTo: Run = async (given) => {
  const named = onlyWord('db backup', 'the file to write, or - for standard output', given);
  const database = await findDatabase();
  if (named === '-') {
    await onDatabase(database, () => backup(database.place, process.stdout));
    return 0;
  }
  const file = resolve(named);
  if (existsSync(file)) throw new SettingsError('db backup', `there is a file ${file} already`);
  const rows = await writeWhole(file, database);
  process.stdout.write(`${rows} rows in ${file}; whoever restores it needs the same encryption key\n`);
  return 0;
};

async function writeWhole(file: string, database: Database): Promise<number> {
  const draft = `${file}.${process.pid}.part`;
  try {
    const { rows } = await onDatabase(database, () =>
      backup(database.place, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true })),
    );
    renameSync(draft, file);
    return rows;
  } catch (error) {
    if (error instanceof SettingsError || (error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new SettingsError('db backup', `${file} cannot be written (${(error as Error).message})`);
  } finally {
    rmSync(draft, { force: true });
  }
}

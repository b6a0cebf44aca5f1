import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SettingsError } from '../../settings/environment.ts';
import { nextKeyFile, SECRET_FILE } from '../../state/data-dir.ts';

/** What a change of the key that did not end has left; undefined where there is nothing. */
export function keyLeftOver(dataDir: string): string | undefined {
  const file = nextKeyFile(dataDir);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

/**
 * Writes the next key down before the database knows it, so that it is never only in the memory of a process that may end. Of two
 * that do so at once, one is refused.
 *
 * @throws SettingsError where there is one already, or it cannot be written.
 */
export function keepNextKey(dataDir: string, key: string): void {
  const file = nextKeyFile(dataDir);
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    const handle = openSync(draft, 'wx', 0o600);
    writeSync(handle, `${key}\n`);
    fsyncSync(handle);
    closeSync(handle);
    linkSync(draft, file);
    syncFolder(dataDir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new SettingsError(
        file,
        'the key is being changed, or that was broken off before anything had changed: if no other command is at it, remove this file',
      );
    throw new SettingsError(file, `it cannot be written (${(error as Error).message})`);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Puts the next key in the place of the one that was; somebody else may have done so meanwhile. */
export function takeNextKey(dataDir: string): void {
  try {
    renameSync(nextKeyFile(dataDir), join(dataDir, SECRET_FILE));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  syncFolder(dataDir);
}

/** Nothing has come of it. */
export const dropNextKey = (dataDir: string): void => rmSync(nextKeyFile(dataDir), { force: true });

/** A name that was changed is on the disk when the folder is. */
function syncFolder(folder: string): void {
  const handle = openSync(dirname(join(folder, 'x')), 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

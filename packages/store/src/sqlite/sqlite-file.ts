import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StoreError } from '../store-error.ts';

/** Where the file of `file:/path`, `file:///path` or `file:./path` is. @throws StoreError `wrong_url` */
export function sqliteFile(url: string): string {
  const path = url.startsWith('file://') ? pathOf(url) : url.slice('file:'.length);
  if (path === '') throw new StoreError('wrong_url', 'The database’s address has to name a file: file:/var/lib/sluice/sluice.db');
  return isAbsolute(path) ? path : resolve(path);
}

/**
 * Makes the file where it is missing, readable by nobody else. SQLite gives the files that it puts beside it the same mode.
 *
 * @throws StoreError `unavailable`
 */
export function ensurePrivateFile(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
    for (const one of [file, `${file}-wal`, `${file}-shm`]) makePrivate(one);
  } catch (error) {
    throw new StoreError('unavailable', `The database’s file ${file} cannot be opened (${(error as Error).message})`, { cause: error });
  }
}

function makePrivate(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    // Not there yet, or gone again: another process has closed the database.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch (error) {
    throw new StoreError('wrong_url', 'The database’s address has to name a file of this machine: file:/var/lib/sluice/sluice.db', {
      cause: error,
    });
  }
}

import { accessSync, chmodSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
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
 * One that may only be read stays as it is.
 *
 * @returns Whether nothing was in it.
 * @throws StoreError `unavailable`
 */
export function ensurePrivateFile(file: string): boolean {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
    for (const one of [file, `${file}-wal`, `${file}-shm`]) closeToOthers(one);
    return statSync(file).size === 0;
  } catch (error) {
    throw new StoreError('unavailable', `The database’s file ${file} cannot be opened (${(error as Error).message})`, { cause: error });
  }
}

/** What an operator took from us as well we do not give back to ourselves. */
function closeToOthers(file: string): void {
  try {
    const { mode } = statSync(file);
    if ((mode & 0o077) !== 0) chmodSync(file, mode & 0o700);
  } catch (error) {
    if (!BEARABLE.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** Not there yet, or gone again with the last process that had the database open; somebody else’s; on a disk that takes no writing. */
const BEARABLE: ReadonlySet<string> = new Set(['ENOENT', 'EPERM', 'EROFS']);

/** Whether it and what SQLite puts beside it can be written, as far as rights go. */
export function isWritable(file: string): boolean {
  try {
    for (const each of [file, dirname(file)]) accessSync(each, constants.W_OK);
    return true;
  } catch {
    // For whatever reason: the first change will say.
    return false;
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

import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from '../settings/environment.ts';

/** Where the encryption key is kept when nobody sets one. */
export const SECRET_FILE = 'encryption.key';

/** The key that is to come, beside the one that is. */
export const nextKeyFile = (dataDir: string): string => join(dataDir, `${SECRET_FILE}.next`);

/**
 * Makes the data directory where it is missing.
 *
 * @throws SettingsError where it cannot be made.
 */
export function openDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new SettingsError('SLUICE_DATA_DIR', `${dataDir} cannot be made (${(error as Error).message})`);
  }
}

/**
 * A secret of its own for this installation, readable by nobody else.
 *
 * @throws SettingsError where it cannot be written.
 */
export function keptSecret(dataDir: string): string {
  const made = randomBytes(32).toString('base64url');
  return keep(join(dataDir, SECRET_FILE), `${made}\n`).trim();
}

/**
 * The file's text: what stands in it, or `text` where there was none. Linking a finished file into place is
 * atomic, so of two starts at once one writes and both read the same.
 */
function keep(file: string, text: string): string {
  // Mostly it is there. A draft that is not begun cannot be left behind by a process that is told to go meanwhile.
  if (!existsSync(file) && put(file, text)) return text;
  closeToOthers(file);
  return readFileSync(file, 'utf8');
}

function closeToOthers(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    // Somebody else's, or on a disk that takes no writing, and lent to us as it is.
    if (!['EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** @returns Whether the file is ours now; false where another was sooner. */
function put(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(draft, text, { flag: 'wx', mode: 0o600 });
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new SettingsError('SLUICE_DATA_DIR', `${file} cannot be written (${(error as Error).message})`);
  } finally {
    rmSync(draft, { force: true });
  }
}

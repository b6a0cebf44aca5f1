import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from '../settings/environment.ts';
import { keyHashWith, type KeyHash } from './key-hash.ts';

/** What the data directory holds of the keys: hashes, and the secret they are made with. */
export interface KeyState {
  readonly hash: KeyHash;
  readonly adminKeyHash: string;
  /** The admin key itself, when this start has made it. */
  readonly newAdminKey: string | undefined;
  /** Forgets a key that this start has made: the start has failed, and nobody would ever see it. */
  readonly forgetNewKey: () => void;
}

export interface KeyStateOptions {
  readonly dataDir: string;
  readonly encryptionKey: string | undefined;
  readonly presetAdminKey: string | undefined;
}

const SECRET_FILE = 'encryption.key';
const ADMIN_FILE = 'admin-key.json';

/**
 * Opens the data directory; makes it, its secret and the admin key where they are missing.
 *
 * @throws SettingsError where it cannot be written, or belongs to another secret.
 */
export function openKeyState({ dataDir, encryptionKey, presetAdminKey }: KeyStateOptions): KeyState {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new SettingsError('SLUICE_DATA_DIR', `${dataDir} cannot be made (${(error as Error).message})`);
  }
  const secret = createHash('sha256')
    .update(encryptionKey ?? keptSecret(join(dataDir, SECRET_FILE)))
    .digest();
  const hash = keyHashWith(secret);
  if (presetAdminKey !== undefined) return { hash, adminKeyHash: hash(presetAdminKey), newAdminKey: undefined, forgetNewKey: () => {} };
  const file = join(dataDir, ADMIN_FILE);
  const kept = keptAdminKey(file, hash, encryptionKey !== undefined);
  return { hash, ...kept, forgetNewKey: () => kept.newAdminKey !== undefined && rmSync(file, { force: true }) };
}

/** A secret of its own for this installation, readable by nobody else. */
function keptSecret(file: string): string {
  const made = randomBytes(32).toString('base64url');
  return keep(file, `${made}\n`).trim();
}

function keptAdminKey(file: string, hash: KeyHash, secretIsSet: boolean): { adminKeyHash: string; newAdminKey: string | undefined } {
  const key = `sk-sluice-${randomBytes(24).toString('hex')}`;
  // The mark tells a changed secret from a forgotten key: without it every key would just stop working.
  const made = JSON.stringify({ mark: hash('sluice'), admin_key_hash: hash(key) });
  const kept = keep(file, `${made}\n`).trim();
  if (kept === made) return { adminKeyHash: hash(key), newAdminKey: key };
  const { mark, admin_key_hash: adminKeyHash } = readKept(file, kept);
  if (mark === hash('sluice')) return { adminKeyHash, newAdminKey: undefined };
  const place = secretIsSet ? 'SLUICE_ENCRYPTION_KEY' : SECRET_FILE;
  throw new SettingsError(
    place,
    `${file} was made with another secret: bring that one back, or remove the file to have a new admin key made`,
  );
}

function readKept(file: string, text: string): { mark: string; admin_key_hash: string } {
  try {
    const { mark, admin_key_hash } = JSON.parse(text) as Record<string, unknown>;
    if (typeof mark === 'string' && typeof admin_key_hash === 'string') return { mark, admin_key_hash };
  } catch {
    // Falls through to the error that names the file.
  }
  throw new SettingsError(file, 'it is not readable as what Sluice wrote; remove it to have a new admin key made');
}

/**
 * The file's text: what stands in it, or `text` where there was none. Linking a finished file into place is
 * atomic, so of two starts at once one writes and both read the same.
 */
function keep(file: string, text: string): string {
  // Mostly it is there. A draft that is not begun cannot be left behind by a process that is told to go meanwhile.
  if (!existsSync(file) && put(file, text)) return text;
  chmodSync(file, 0o600);
  return readFileSync(file, 'utf8');
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

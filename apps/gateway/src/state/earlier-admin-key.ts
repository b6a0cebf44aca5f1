import type { Store } from '@sluice/store';
import { createHash, createHmac } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from '../settings/environment.ts';
import { hasAdminKey, insertAdminKey } from './admin-key.ts';

/** The admin key of a version that kept its hash in a file. */
export interface EarlierAdminKey {
  readonly file: string;
  readonly hash: string;
  /** What it was hashed with: the store goes on with it, so that the key stays good. */
  readonly hashSecret: Buffer;
}

const FILE = 'admin-key.json';

/**
 * What an earlier version has left in the data directory; undefined where there is nothing.
 *
 * @throws SettingsError for a file that is not readable, or was made with another secret.
 */
export function earlierAdminKey(dataDir: string, encryptionKey: string, keyPlace: string): EarlierAdminKey | undefined {
  const file = join(dataDir, FILE);
  if (!existsSync(file)) return undefined;
  const hashSecret = createHash('sha256').update(encryptionKey).digest();
  const { mark, hash } = readKept(file);
  // The mark tells a changed secret from a forgotten key: without it every key would just stop working.
  if (mark === createHmac('sha256', hashSecret).update('sluice').digest('base64url')) return { file, hash, hashSecret };
  throw new SettingsError(
    keyPlace,
    `${file} was made with another secret: bring that one back, or remove the file to have a new admin key made`,
  );
}

function readKept(file: string): { mark: string; hash: string } {
  try {
    const { mark, admin_key_hash: hash } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    if (typeof mark === 'string' && typeof hash === 'string') return { mark, hash };
  } catch {
    // Falls through to the error that names the file.
  }
  throw new SettingsError(file, 'it is not readable as what Sluice wrote; remove it to have a new admin key made');
}

/** Takes the key over into the store; only then is its file removed. */
export async function adoptAdminKey({ file, hash, hashSecret }: EarlierAdminKey, store: Store): Promise<void> {
  // A store that had a key ring before hashes with a secret of its own, and this key would be none there.
  const same = store.vault.hash('sluice') === createHmac('sha256', hashSecret).update('sluice').digest('base64url');
  if (same)
    await store.write(async (writing) => {
      if (!(await hasAdminKey(writing))) await insertAdminKey({ hash, tail: undefined, told: true }, writing);
    });
  rmSync(file, { force: true });
}

import { isStoreError, openStore, rotateSecrets } from '@sluice/store';
import { randomBytes } from 'node:crypto';
import { audit } from '../../admin/audit.ts';
import { SettingsError } from '../../settings/environment.ts';
import { openState } from '../../state/open-state.ts';
import { CLI } from '../cli-actor.ts';
import type { Run } from '../command.ts';
import { encryptionKeyOf, findDatabase, onDatabase, type Database } from '../database.ts';
import { noWords } from '../sub-command.ts';
import { dropNextKey, keepNextKey, keyLeftOver, takeNextKey } from './next-key.ts';

const SHORTEST = 16;

/**
 * Seals every secret again under another key. At every moment one key that is written down opens the database: where the key is in the
 * data directory's file, the next one is beside it (`encryption.key.next`) before the database changes, and takes its place
 * after. Broken off in between, the same command ends what was begun.
 */
export const rotate: Run = async (given) => {
  noWords('secrets rotate', given);
  const database = await findDatabase();
  const next = nextKey();
  return database.settings.encryptionKey === undefined ? inFile(database, next) : inEnvironment(database, next);
};

interface Next {
  readonly key: string;
  readonly generated: boolean;
}

function nextKey(): Next {
  const key = process.env['SLUICE_NEW_ENCRYPTION_KEY']?.trim();
  if (!key) return { key: randomBytes(32).toString('base64url'), generated: true };
  if (key.length < SHORTEST)
    throw new SettingsError('SLUICE_NEW_ENCRYPTION_KEY', `it has ${key.length} characters; it needs at least ${SHORTEST}`);
  return { key, generated: false };
}

async function inFile(database: Database, { key }: Next): Promise<number> {
  const { dataDir } = database.settings;
  const left = keyLeftOver(dataDir);
  if (left !== undefined && (await opens(database, left))) {
    takeNextKey(dataDir);
    print('a change of the key that was broken off is done now: every secret was sealed again, and the file has the new key');
    return 0;
  }
  await prepared(database);
  const old = encryptionKeyOf(database.settings);
  keepNextKey(dataDir, key);
  let count: number;
  try {
    count = await sealAgain(database, old, key);
  } catch (error) {
    // Nothing has changed, unless the answer was lost on the way: then the file is what opens the database.
    if (await opens(database, old).catch(() => false)) dropNextKey(dataDir);
    throw error;
  }
  takeNextKey(dataDir);
  await remember(database, key, count);
  print(`${count} secrets were sealed again, and ${dataDir} has the new key: start gateways that run anew`);
  return 0;
}

async function inEnvironment(database: Database, { key, generated }: Next): Promise<number> {
  await prepared(database);
  const old = encryptionKeyOf(database.settings);
  // Told before anything changes: a key that only this process knew could be lost with it.
  if (generated) await new Promise<void>((resolve) => process.stdout.write(`new encryption key: ${key}\n`, () => resolve()));
  const count = await sealAgain(database, old, key);
  await remember(database, key, count);
  const which = generated ? 'the key above' : 'what SLUICE_NEW_ENCRYPTION_KEY holds';
  print(`${count} secrets were sealed again: set SLUICE_ENCRYPTION_KEY to ${which}, and start gateways that run anew`);
  return 0;
}

/** Makes sure of the old key, of migrations, and of what an earlier version has left. */
async function prepared({ settings }: Database): Promise<void> {
  const store = await openState(settings);
  await store.close();
}

const sealAgain = (database: Database, encryptionKey: string, newEncryptionKey: string): Promise<number> =>
  onDatabase(database, () => rotateSecrets({ url: database.place.url, encryptionKey, newEncryptionKey }));

async function opens(database: Database, encryptionKey: string): Promise<boolean> {
  try {
    const store = await openStore({ url: database.place.url, encryptionKey });
    await store.close();
    return true;
  } catch (error) {
    if (isStoreError(error) && error.kind === 'wrong_key') return false;
    throw error;
  }
}

/** Writes it into the audit log. */
async function remember(database: Database, encryptionKey: string, count: number): Promise<void> {
  const store = await openStore({ url: database.place.url, encryptionKey });
  try {
    await store.write((writing) =>
      audit(writing, CLI, {
        action: 'secrets.rotate',
        resource: 'encryption key',
        id: 'encryption-key',
        workspaceId: null,
        before: undefined,
        after: { secrets: count },
      }),
    );
  } finally {
    await store.close();
  }
}

const print = (line: string) => process.stdout.write(`${line}\n`);

import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { KeyringTable, Schema } from '../schema.ts';
import { StoreError } from '../store-error.ts';
import { decrypt, encrypt } from './cipher.ts';

/** What the operator keeps outside of the database: 16 bytes or more that nobody can guess. */
export type EncryptionKey = string | Buffer;

/** The keys that the database holds, wrapped with the operator's. */
export interface Keyring {
  /** Of the row that `data` was wrapped in; sealed texts name it. */
  readonly dataId: string;
  readonly data: Buffer;
  readonly hash: Buffer;
}

const KEY_BYTES = 32;

/** A data key nobody has used, and a hash secret: a new one, or one that there was before. */
export const newKeyring = (hash: Buffer = randomBytes(KEY_BYTES)): Keyring => ({
  dataId: randomUUID(),
  data: randomBytes(KEY_BYTES),
  hash,
});

/** Puts a key ring in place of the one that is there. */
export async function keepKeyring(
  tx: Transaction<Schema>,
  { dataId, data, hash }: Keyring,
  encryptionKey: EncryptionKey,
  now: number,
): Promise<void> {
  const rows = [
    { id: dataId, purpose: 'data' as const, key: data },
    { id: randomUUID(), purpose: 'hash' as const, key: hash },
  ];
  await tx.deleteFrom('keyring').execute();
  await tx
    .insertInto('keyring')
    .values(rows.map(({ id, purpose, key }) => ({ id, purpose, wrapped: wrap(key, { id, purpose }, encryptionKey), created_at: now })))
    .execute();
}

/** @returns undefined where there is none yet. @throws StoreError `wrong_key` */
export async function readKeyring(db: Kysely<Schema>, encryptionKey: EncryptionKey): Promise<Keyring | undefined> {
  const rows = await db.selectFrom('keyring').selectAll().execute();
  if (rows.length === 0) return undefined;
  const data = rows.find(({ purpose }) => purpose === 'data');
  const hash = rows.find(({ purpose }) => purpose === 'hash');
  if (data === undefined || hash === undefined)
    throw new StoreError('unreadable', 'The database’s key ring is not whole: restore a backup');
  return { dataId: data.id, data: unwrap(data, encryptionKey), hash: unwrap(hash, encryptionKey) };
}

type Labelled = Pick<KeyringTable, 'id' | 'purpose'>;

/** `1.salt.sealed`; the salt makes the operator's key another one for each row. */
function wrap(key: Buffer, label: Labelled, encryptionKey: EncryptionKey): string {
  const salt = randomBytes(16);
  return `1.${salt.toString('base64url')}.${encrypt(wrappingKey(encryptionKey, salt), key, labelBytes(label))}`;
}

function unwrap({ wrapped, ...label }: KeyringTable, encryptionKey: EncryptionKey): Buffer {
  const [version, salt = '', sealed = ''] = wrapped.split('.');
  const key = version === '1' ? decrypt(wrappingKey(encryptionKey, Buffer.from(salt, 'base64url')), sealed, labelBytes(label)) : undefined;
  if (key !== undefined) return key;
  throw new StoreError(
    'wrong_key',
    'The encryption key is not the one that this database’s secrets were sealed with: bring that one back (SLUICE_ENCRYPTION_KEY, or the file encryption.key of the data directory), or start with an empty database',
  );
}

const labelBytes = ({ id, purpose }: Labelled) => Buffer.from(JSON.stringify(['keyring', purpose, id]));

const wrappingKey = (encryptionKey: EncryptionKey, salt: Buffer) =>
  Buffer.from(hkdfSync('sha256', encryptionKey, salt, 'sluice key ring', KEY_BYTES));

import { sql, type Transaction } from 'kysely';
import { recordEverything, takeTurn } from '../changes/record-changes.ts';
import type { Database } from '../database.ts';
import type { DatabaseUrl } from '../open-database.ts';
import type { Schema } from '../schema.ts';
import { StoreError } from '../store-error.ts';
import { withDatabase } from '../with-database.ts';
import { keepKeyring, newKeyring, readKeyring, type EncryptionKey } from './keyring.ts';
import { SEALED_COLUMNS, type Place, type SealedTable } from './place.ts';
import { openVault, type Vault } from './vault.ts';

/** Which store gets which key in place of which. */
export interface Rotation {
  readonly url: DatabaseUrl;
  readonly encryptionKey: EncryptionKey;
  /** May be the same: then only the data key is another. */
  readonly newEncryptionKey: EncryptionKey;
}

/**
 * Seals every secret again with a new data key under a new encryption key; afterwards the old one opens nothing. Keys of
 * ours stay valid. Gateways that run read the key ring again, or say that their encryption key is the old one.
 *
 * @returns how many secrets there are.
 * @throws StoreError `wrong_key`, `unreadable` where a secret does not open, `unavailable`; then nothing has changed.
 */
export async function rotateSecrets({ url, encryptionKey, newEncryptionKey }: Rotation): Promise<number> {
  return withDatabase(url, async (database) => {
    const count = await database.writing.transaction().execute(async (tx) => {
      await takeTurn(tx, database.engine);
      const old = await readKeyring(tx, encryptionKey);
      if (old === undefined) throw new StoreError('unreadable', 'The database has no key ring: restore a backup');
      const fresh = newKeyring(old.hash);
      const sealed = await sealAgain(tx, openVault(old), openVault(fresh));
      await keepKeyring(tx, fresh, newEncryptionKey, Date.now());
      await recordEverything(tx);
      return sealed;
    });
    await forget(database);
    return count;
  });
}

async function sealAgain(tx: Transaction<Schema>, from: Vault, to: Vault): Promise<number> {
  let count = 0;
  for (const [table, columns] of Object.entries(SEALED_COLUMNS) as [SealedTable, readonly string[]][]) {
    for (const column of columns) count += await sealColumn(tx, { table, column } as Omit<Place, 'id'>, from, to);
  }
  return count;
}

const ROWS = 200;

async function sealColumn(tx: Transaction<Schema>, at: Omit<Place, 'id'>, from: Vault, to: Vault): Promise<number> {
  const [table, column] = [sql.table(at.table), sql.ref(at.column)];
  let count = 0;
  for (let after = ''; ;) {
    const { rows } = await sql<{ id: string; sealed: string }>`select id, ${column} as sealed from ${table}
      where id > ${after} and ${column} is not null order by id limit ${ROWS}`.execute(tx);
    for (const { id, sealed } of rows) {
      const place = { ...at, id } as Place;
      await sql`update ${table} set ${column} = ${to.seal(from.open(sealed, place), place)} where id = ${id}`.execute(tx);
    }
    count += rows.length;
    const last = rows.at(-1);
    if (last === undefined) return count;
    after = last.id;
  }
}

/** SQLite's log still has the pages as they were. */
async function forget({ engine, writing }: Database): Promise<void> {
  if (engine === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(writing);
}

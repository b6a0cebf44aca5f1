import type { Kysely } from 'kysely';
import { changesAfter, currentSeq } from './changes/changes-since.ts';
import { recordChanges, takeTurn, type Changed } from './changes/record-changes.ts';
import { SERVING, type Database } from './database.ts';
import { migrate } from './migrations/migrate.ts';
import { openDatabase, type DatabaseUrl } from './open-database.ts';
import { leftToDo, prepare, type Preparation } from './prepare.ts';
import type { Schema } from './schema.ts';
import { readKeyring, type EncryptionKey } from './secrets/keyring.ts';
import { refuseStaleSeals } from './secrets/stale-seals.ts';
import { openVault, type OpenVault } from './secrets/vault.ts';
import type { Store } from './store.ts';
import { StoreError } from './store-error.ts';

/** Which store is opened, and with what. */
export interface StoreOptions extends Preparation {
  /** `file:/path/sluice.db`, or `postgres://…`, whose `?schema=` says where the tables are. */
  readonly url: DatabaseUrl;
}

/**
 * Opens the store; makes it where there is none, and takes the migrations that are left.
 *
 * @throws StoreError `unavailable`, `wrong_key`, `too_new`, `wrong_url`
 */
export async function openStore({ url, ...preparation }: StoreOptions): Promise<Store> {
  const database = openDatabase(url, SERVING);
  try {
    const left = await leftToDo(database);
    if (left === 'everything') await prepare(database, preparation);
    if (left === 'some') await migrate({ url, ...preparation });
    const keyring = await readKeyring(database.reading, preparation.encryptionKey);
    if (keyring === undefined) throw new StoreError('unreadable', 'The database has no key ring: restore a backup');
    return storeOn(database, openVault(keyring), preparation.encryptionKey);
  } catch (error) {
    await database.close();
    throw error;
  }
}

function storeOn(database: Database, vault: OpenVault, encryptionKey: EncryptionKey): Store {
  const { engine, reading, writable } = database;
  const writing = database.writing.withPlugin(refuseStaleSeals(() => vault.dataId));

  /** The key ring may have been changed by another process. */
  async function keepUp(db: Kysely<Schema>): Promise<void> {
    const { id } = await db.selectFrom('keyring').select('id').where('purpose', '=', 'data').executeTakeFirstOrThrow();
    if (id === vault.dataId) return;
    const keyring = await readKeyring(db, encryptionKey);
    if (keyring !== undefined) vault.adopt(keyring);
  }

  async function read<T>(question: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
    const snapshot = reading.transaction().setAccessMode('read only').setIsolationLevel('repeatable read');
    return snapshot.execute(async (tx) => {
      await keepUp(tx);
      return question(tx);
    });
  }

  return {
    engine,
    writable,
    db: reading,
    vault,
    read,
    write: (change) =>
      writing.transaction().execute(async (tx) => {
        await takeTurn(tx, engine);
        await keepUp(tx);
        const changed: Changed & Map<string, unknown> = new Map();
        const now = Date.now();
        const result = await change({ tx, now, changed: (kind, id) => void changed.set(`${kind} ${id}`, { kind, id }) });
        await recordChanges(tx, changed, now);
        return result;
      }),
    changesSince: async (seq) => {
      // Asked every second, and mostly nothing has changed.
      if (seq !== undefined && (await currentSeq(reading)) === seq) return { seq, changes: [] };
      return read((db) => changesAfter(db, seq));
    },
    close: () => database.close(),
  };
}

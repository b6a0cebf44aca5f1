import type { Schema } from '../schema.ts';
import type { Store, Writing } from '../store.ts';
import type { Insertable } from 'kysely';

/** The key that the suites open their stores with. */
export const ENCRYPTION_KEY = 'a-key-of-the-test-suites-0123456789';

export const alias = (id: string, now = 1): Insertable<Schema['aliases']> => ({
  id,
  provider: 'a',
  model: 'b',
  sends: 'c',
  created_at: now,
  updated_at: now,
});

/** Writes one alias and says so. */
export const putAlias =
  (id: string) =>
  async ({ tx, changed, now }: Writing): Promise<void> => {
    await tx.insertInto('aliases').values(alias(id, now)).execute();
    changed('aliases', id);
  };

/** A virtual key with this credential, sealed. */
export const putProvider =
  (store: Store, id: string, credential: string) =>
  async ({ tx, now, changed }: Writing): Promise<void> => {
    const row = { id, slug: id, name: id, provider: 'mock', workspace_id: null, integration_id: null, note: null, masked_key: null };
    await tx
      .insertInto('providers')
      .values({
        ...row,
        status: 'active',
        credential: store.vault.seal(credential, { table: 'providers', column: 'credential', id }),
        usage_limits: '[]',
        rate_limits: '[]',
        expires_at: null,
        created_by: 'cli',
        updated_by: 'cli',
        created_at: now,
        updated_at: now,
      })
      .execute();
    changed('providers', id);
  };

/** The credential of a virtual key, opened. */
export async function credentialOf(store: Store, id: string): Promise<string> {
  const sealed = await store.read((db) => db.selectFrom('providers').select('credential').where('id', '=', id).executeTakeFirstOrThrow());
  return store.vault.open(sealed.credential ?? '', { table: 'providers', column: 'credential', id });
}

/** The ids of all aliases. */
export const aliasesOf = async (store: Store): Promise<readonly string[]> =>
  (await store.db.selectFrom('aliases').select('id').orderBy('id').execute()).map(({ id }) => id);

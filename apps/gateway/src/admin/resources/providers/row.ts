import type { ProvidersTable, Schema, Writing } from '@sluice/store';
import type { Kysely } from 'kysely';
import { removeUsage } from '../../usage.ts';

/** What callers name as a virtual key or as `@slug`: both kinds are rows of one table. */
export type ProviderRow = ProvidersTable;

/** By slug or id. */
export const findProvider = (key: string, db: Kysely<Schema>): Promise<ProviderRow | undefined> =>
  db
    .selectFrom('providers')
    .selectAll()
    .where((where) => where.or([where('slug', '=', key), where('id', '=', key)]))
    .executeTakeFirst();

/** All of them. */
export const selectProviders = (db: Kysely<Schema>) => db.selectFrom('providers').selectAll();

/** Takes one away, what it has used with it, and tells the data plane. */
export async function removeProvider({ id }: ProviderRow, writing: Writing): Promise<void> {
  const { tx, changed } = writing;
  await tx.deleteFrom('providers').where('id', '=', id).execute();
  await removeUsage(writing, 'providers', id);
  changed('providers', id);
}

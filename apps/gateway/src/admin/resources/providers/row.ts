import type { ProvidersTable, Schema, Writing } from '@sluice/store';
import type { Kysely } from 'kysely';

/** What callers name as a virtual key or as `@slug`: both kinds are rows of one table. */
export type ProviderRow = ProvidersTable;

/** By slug or id. */
export const findProvider = (key: string, db: Kysely<Schema>): Promise<ProviderRow | undefined> =>
  db
    .selectFrom('providers')
    .selectAll()
    .where((where) => where.or([where('slug', '=', key), where('id', '=', key)]))
    .executeTakeFirst();

/** Those of these workspaces and of no workspace, oldest first. */
export function providersIn(where: 'all' | readonly string[], db: Kysely<Schema>): Promise<readonly ProviderRow[]> {
  const all = db.selectFrom('providers').selectAll().orderBy('created_at').orderBy('id');
  if (where === 'all') return all.execute();
  return all.where((each) => each.or([each('workspace_id', 'is', null), each('workspace_id', 'in', [...where])])).execute();
}

/** Takes one away, and tells the data plane. */
export async function removeProvider({ id }: ProviderRow, { tx, changed }: Writing): Promise<void> {
  await tx.deleteFrom('providers').where('id', '=', id).execute();
  changed('providers', id);
}

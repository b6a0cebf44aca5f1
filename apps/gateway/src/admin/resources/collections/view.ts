import type { Collection } from '@sluice/contract';
import type { CollectionsTable, Schema } from '@sluice/store';
import type { Kysely } from 'kysely';

/** How a collection looks, with how much is in it. */
export async function collectionView(row: CollectionsTable, db: Kysely<Schema>): Promise<Collection> {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    workspace_id: row.workspace_id,
    parent_collection_id: row.parent_collection_id,
    is_default: row.is_default,
    status: 'active',
    created_at: new Date(row.created_at).toISOString(),
    last_updated_at: new Date(row.updated_at).toISOString(),
    collection_details: await contents(row.id, db),
    object: 'collection',
    origin: 'api',
  };
}

async function contents(id: string, db: Kysely<Schema>): Promise<Collection['collection_details']> {
  const counted = await db
    .selectNoFrom((all) => [
      all.selectFrom('collections').select(all.fn.countAll().as('n')).where('parent_collection_id', '=', id).as('collections'),
      all.selectFrom('prompts').select(all.fn.countAll().as('n')).where('collection_id', '=', id).as('prompts'),
      all.selectFrom('partials').select(all.fn.countAll().as('n')).where('collection_id', '=', id).as('partials'),
    ])
    .executeTakeFirstOrThrow();
  // One of the engines counts in text.
  return {
    collection_count: Number(counted.collections),
    prompt_count: Number(counted.prompts),
    partial_count: Number(counted.partials),
  };
}

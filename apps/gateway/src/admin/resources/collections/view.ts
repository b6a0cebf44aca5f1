import type { Collection } from '@sluice/contract';
import type { CollectionsTable, Schema } from '@sluice/store';
import { sql, type Kysely } from 'kysely';
import { shownTime } from '../../shown-time.ts';

/** How a collection looks, with how much is in it. */
export async function collectionView(row: CollectionsTable, db: Kysely<Schema>): Promise<Collection> {
  const [view] = await collectionViews([row], db);
  return view!;
}

/** The same for several. */
export async function collectionViews(rows: readonly CollectionsTable[], db: Kysely<Schema>): Promise<readonly Collection[]> {
  const ids = rows.map(({ id }) => id);
  const inside = {
    collections: await countedBy('collections', 'parent_collection_id', ids, db),
    prompts: await countedBy('prompts', 'collection_id', ids, db),
    partials: await countedBy('partials', 'collection_id', ids, db),
  };
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    name: row.name,
    workspace_id: row.workspace_id,
    parent_collection_id: row.parent_collection_id,
    is_default: row.is_default,
    status: 'active',
    created_at: shownTime(row.created_at),
    last_updated_at: shownTime(row.updated_at),
    collection_details: {
      collection_count: inside.collections.get(row.id) ?? 0,
      prompt_count: inside.prompts.get(row.id) ?? 0,
      partial_count: inside.partials.get(row.id) ?? 0,
    },
    object: 'collection',
    origin: 'api',
  }));
}

async function countedBy(
  table: 'collections' | 'prompts' | 'partials',
  column: 'parent_collection_id' | 'collection_id',
  ids: readonly string[],
  db: Kysely<Schema>,
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom(table)
    .select([sql.ref<string>(column).as('collection'), sql<number | string>`count(*)`.as('count')])
    .where(sql.ref(column), 'in', ids)
    .groupBy(sql.ref(column))
    .execute();
  // One of the engines counts in text.
  return new Map(rows.map(({ collection, count }) => [collection, Number(count)]));
}

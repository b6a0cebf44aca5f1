import type { CollectionCreate, CollectionMade, CollectionUpdate } from '@sluice/contract';
import type { CollectionsTable } from '@sluice/store';
import { refused, taken } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { resourceRoutes } from '../../resource-routes.ts';
import type { Resource } from '../../resource.ts';
import type { AdminRoute } from '../../route.ts';
import { isSoughtIn, SEARCH } from '../../search.ts';
import { slugFrom } from '../../slug.ts';
import { collectionFor, defaultCollection, findCollection, workspaceOfCollection } from './find.ts';
import { COLLECTION_MADE, COLLECTION_SHOWN, CREATE_COLLECTION, UPDATE_COLLECTION } from './schema.ts';
import { collectionView, collectionViews } from './view.ts';

/** All addresses of collections: folders, one within another, of prompts and partials. */
export const collectionsRoutes = (means: AdminMeans): readonly AdminRoute[] => resourceRoutes(COLLECTIONS, means);

const COLLECTIONS: Resource<CollectionsTable, CollectionCreate, CollectionUpdate> = {
  label: 'collection',
  tag: 'Prompts',
  path: '/collections',
  scoped: 'prompts',
  find: findCollection,
  view: async (row, db) => ({ ...(await collectionView(row, db)) }),
  listed: async (rows, db) => (await collectionViews(rows, db)).map((each) => ({ ...each })),
  shown: COLLECTION_SHOWN,
  list: {
    query: { search: SEARCH },
    rows: ({ search }, db) =>
      db
        .selectFrom('collections')
        .selectAll()
        .where(isSoughtIn(['name', 'slug'], search)),
  },
  create: {
    body: CREATE_COLLECTION,
    reply: COLLECTION_MADE,
    workspaceOf: ({ body, principal }, db) => workspaceOfCollection(body.parent_collection_id, principal, db),
    run: async ({ body }, { workspaceId, id }, writing) => {
      const { tx, now } = writing;
      const slug = body.slug ?? slugFrom(body.name);
      if (await tx.selectFrom('collections').select('id').where('slug', '=', slug).executeTakeFirst()) throw taken('collection', slug);
      const parent = body.parent_collection_id
        ? await collectionFor(body.parent_collection_id, workspaceId, writing, 'parent_collection_id')
        : null;
      const row: CollectionsTable = {
        id,
        slug,
        name: body.name,
        workspace_id: workspaceId,
        parent_collection_id: parent,
        is_default: 0,
        created_at: now,
        updated_at: now,
      };
      await tx.insertInto('collections').values(row).execute();
      return { row, reply: { ...made(row) } };
    },
  },
  update: {
    body: UPDATE_COLLECTION,
    reply: COLLECTION_MADE,
    run: async (row, { body: { name = row.name } }, { tx, now }) => {
      await tx.updateTable('collections').set({ name, updated_at: now }).where('id', '=', row.id).execute();
      return { ...made(row) };
    },
  },
  remove: {
    /** Nothing that is in it is lost: it goes into the collection around it. */
    run: async (row, _asked, writing) => {
      const { tx } = writing;
      if (row.is_default === 1)
        throw refused(
          'conflict',
          'The default collection cannot be removed: things go into it whose makers name none',
          undefined,
          'default_collection',
        );
      const around = row.parent_collection_id ?? (await defaultCollection(row.workspace_id, writing));
      await tx.updateTable('prompts').set({ collection_id: around }).where('collection_id', '=', row.id).execute();
      await tx.updateTable('partials').set({ collection_id: around }).where('collection_id', '=', row.id).execute();
      await tx
        .updateTable('collections')
        .set({ parent_collection_id: row.parent_collection_id })
        .where('parent_collection_id', '=', row.id)
        .execute();
      await tx.deleteFrom('collections').where('id', '=', row.id).execute();
    },
  },
};

const made = ({ id, slug }: CollectionsTable): CollectionMade => ({ id, slug, object: 'collection' });

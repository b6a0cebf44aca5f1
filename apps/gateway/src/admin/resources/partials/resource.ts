import type { PartialChanged, PartialCreate, PartialMade, PartialUpdate } from '@sluice/contract';
import type { PartialsTable, PartialVersionsTable, Schema, Writing } from '@sluice/store';
import Joi from 'joi';
import type { Kysely } from 'kysely';
import { randomUUID } from 'node:crypto';
import { readChecked } from '../../../prompts/compile.ts';
import { declared, refused, taken } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import type { Resource } from '../../resource.ts';
import { isSought, isSoughtIn, SEARCH } from '../../search.ts';
import { slugFrom } from '../../slug.ts';
import { collectionFor, collectionsNamed, workspaceOfCollection } from '../collections/find.ts';
import { findPartial, latestVersion } from './find.ts';
import { CREATE_PARTIAL, PARTIAL_CHANGED, PARTIAL_MADE, PARTIAL_SHOWN, UPDATE_PARTIAL } from './schema.ts';
import { partialView, summaryOf } from './view.ts';

export type PartialResource = Resource<PartialsTable, PartialCreate, PartialUpdate>;

/** Texts that prompts put into theirs, each with all its versions. The published one counts where a prompt names none. */
export function definePartials(means: AdminMeans): PartialResource {
  return {
    label: 'partial',
    tag: 'Prompts',
    path: '/prompts/partials',
    scoped: 'prompts',
    find: findPartial,
    view: async (row, db) => ({ ...(await partialView(row, db)) }),
    listed: async (rows) => rows.map((row) => ({ ...summaryOf(row) })),
    declared: () => means.declared().partials,
    shown: PARTIAL_SHOWN,
    list: {
      query: { search: SEARCH, collection_id: Joi.string().description('By id or slug') },
      rows: ({ search, collection_id: collection }, db) =>
        db
          .selectFrom('partials')
          .selectAll()
          .where(isSoughtIn(['name', 'slug'], search))
          .$if(collection !== undefined, (partials) => partials.where('collection_id', 'in', collectionsNamed(collection as string, db))),
      wants: (view, { search, collection_id: collection }) =>
        collection === undefined && isSought(view as { name: string; slug?: string }, search),
    },
    create: {
      body: CREATE_PARTIAL,
      reply: PARTIAL_MADE,
      workspaceOf: ({ body, principal }, db) => workspaceOfCollection(body.collection_id, principal, db),
      run: async ({ body, principal: { actor } }, { workspaceId, id }, writing) => {
        const { tx, now } = writing;
        const slug = body.slug ?? slugFrom(body.name, 'partial-');
        await refuseTaken(slug, means, tx);
        readChecked(body.string);
        const collection = await collectionFor(body.collection_id, workspaceId, writing);
        const row: PartialsTable = {
          id,
          slug,
          name: body.name,
          workspace_id: workspaceId,
          collection_id: collection,
          status: 'active',
          version_id: randomUUID(),
          created_at: now,
          updated_at: now,
          created_by: actor,
          updated_by: actor,
        };
        await tx.insertInto('partials').values(row).execute();
        const description = body.version_description ? body.version_description : null;
        await insertVersion(
          { id: row.version_id, partial_id: id, version: 1, string: body.string, description, created_by: actor },
          writing,
        );
        writing.changed('partials', id);
        const reply: PartialMade = { id, slug, version_id: row.version_id, object: 'partial' };
        return { row, reply: { ...reply } };
      },
    },
    update: {
      body: UPDATE_PARTIAL,
      reply: PARTIAL_CHANGED,
      run: async (row, { body, principal: { actor } }, writing) => {
        if (body.slug !== undefined && ![row.slug, row.id].includes(body.slug))
          throw refused('invalid_request', 'The slug of a partial cannot be changed: prompts name it by it', 'slug', 'invalid_value');
        const { tx, now } = writing;
        const versionId = await describeOrAdd(row, body, actor, writing);
        const { name = row.name, status = row.status, collection_id: collection } = body;
        const collectionId = collection ? await collectionFor(collection, row.workspace_id, writing) : row.collection_id;
        await tx
          .updateTable('partials')
          .set({ name, status, collection_id: collectionId, updated_at: now, updated_by: actor })
          .where('id', '=', row.id)
          .execute();
        writing.changed('partials', row.id);
        const reply: PartialChanged = { id: row.id, slug: row.slug, prompt_partial_version_id: versionId, object: 'partial' };
        return { ...reply };
      },
    },
    remove: {
      run: async ({ id }, _asked, writing) => {
        await writing.tx.deleteFrom('partials').where('id', '=', id).execute();
        writing.changed('partials', id);
      },
    },
  };
}

/** A new text makes a new version; a new description alone is the latest one's. @returns The id of the version. */
async function describeOrAdd({ id }: PartialsTable, body: PartialUpdate, actor: string, writing: Writing): Promise<string> {
  const { string, description = body.version_description } = body;
  const latest = await latestVersion(id, writing.tx);
  const told = description ? description : null;
  if (string === undefined) {
    if (description !== undefined)
      await writing.tx.updateTable('partial_versions').set({ description: told }).where('id', '=', latest.id).execute();
    return latest.id;
  }
  readChecked(string);
  const versionId = randomUUID();
  await insertVersion(
    { id: versionId, partial_id: id, version: latest.version + 1, string, description: told, created_by: actor },
    writing,
  );
  return versionId;
}

async function insertVersion(version: Omit<PartialVersionsTable, 'created_at'>, { tx, now }: Writing): Promise<void> {
  await tx
    .insertInto('partial_versions')
    .values({ ...version, created_at: now })
    .execute();
}

async function refuseTaken(slug: string, means: AdminMeans, db: Kysely<Schema>): Promise<void> {
  if (means.declared().partials.has(slug)) throw declared('partial', slug);
  if (await db.selectFrom('partials').select('id').where('slug', '=', slug).executeTakeFirst()) throw taken('partial', slug);
}

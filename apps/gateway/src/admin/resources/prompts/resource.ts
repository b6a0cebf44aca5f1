import type { PromptChanged, PromptCreate, PromptMade, PromptUpdate } from '@sluice/contract';
import type { PromptsTable, Schema, Vault, Writing } from '@sluice/store';
import Joi from 'joi';
import type { Kysely } from 'kysely';
import { randomUUID } from 'node:crypto';
import { sealVersion } from '../../../prompts/sealed-version.ts';
import { declared, refused, taken } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import type { Resource } from '../../resource.ts';
import { isSought, isSoughtIn, SEARCH } from '../../search.ts';
import { slugFrom } from '../../slug.ts';
import { collectionFor, collectionsNamed, workspaceOfCollection } from '../collections/find.ts';
import { checkVersion } from './check-version.ts';
import { findPrompt, latestVersion, selectPrompts, type PromptRow } from './find.ts';
import { firstVersion, nextVersion, type VersionContent } from './next-version.ts';
import { CREATE_PROMPT, PROMPT_CHANGED, PROMPT_MADE, PROMPT_SHOWN, UPDATE_PROMPT } from './schema.ts';
import { promptView, summaryOf } from './view.ts';

export type PromptResource = Resource<PromptRow, PromptCreate, PromptUpdate>;

/** Prompts, each with all its versions. The published one counts for calls that ask for none. */
export function definePrompts(means: AdminMeans): PromptResource {
  const { store } = means;
  return {
    label: 'prompt',
    tag: 'Prompts',
    path: '/prompts',
    scoped: 'prompts',
    find: findPrompt,
    view: async (row, db) => ({ ...(await promptView(row, db, store.vault)) }),
    listed: async (rows) => rows.map((row) => ({ ...summaryOf(row, store.vault) })),
    declared: () => means.declared().prompts,
    shown: PROMPT_SHOWN,
    list: {
      query: { search: SEARCH, collection_id: Joi.string().description('By id or slug') },
      rows: ({ search, collection_id: collection }, db) =>
        selectPrompts(db)
          .where(isSoughtIn(['prompts.name', 'prompts.slug'], search))
          .$if(collection !== undefined, (prompts) =>
            prompts.where('prompts.collection_id', 'in', collectionsNamed(collection as string, db)),
          ),
      wants: (view, { search, collection_id: collection }) =>
        collection === undefined && isSought(view as { name: string; slug?: string }, search),
    },
    create: {
      body: CREATE_PROMPT,
      reply: PROMPT_MADE,
      workspaceOf: ({ body, principal }, db) => workspaceOfCollection(body.collection_id, principal, db),
      run: async ({ body, principal: { actor } }, { workspaceId, id }, writing) => {
        const { tx, now } = writing;
        const slug = body.slug ?? slugFrom(body.name, 'pp-');
        await refuseTaken(slug, means, tx);
        const collection = await collectionFor(body.collection_id, workspaceId, writing);
        const content = firstVersion(body);
        const warnings = await checkVersion(content, null, { workspaceId, declared: means.declared(), db: tx });
        const row: PromptsTable = {
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
        await tx.insertInto('prompts').values(row).execute();
        await insertVersion(content, { id: row.version_id, promptId: id, version: 1, actor }, store.vault, writing);
        writing.changed('prompts', id);
        const reply: PromptMade = { id, slug, version_id: row.version_id, object: 'prompt', ...told(warnings) };
        return { row: (await findPrompt(id, tx))!, reply: { ...reply } };
      },
    },
    update: {
      body: UPDATE_PROMPT,
      reply: PROMPT_CHANGED,
      run: async (row, { body, principal: { actor } }, writing) => {
        if (body.slug !== undefined && ![row.slug, row.id].includes(body.slug))
          throw refused('invalid_request', 'The slug of a prompt cannot be changed: callers name it by it', 'slug', 'invalid_value');
        const { tx, now } = writing;
        const latest = await latestVersion(row.id, tx, store.vault);
        const content = nextVersion(latest, body);
        const versionId = content ? randomUUID() : latest.id;
        const where = { workspaceId: row.workspace_id, declared: means.declared(), db: tx };
        const warnings = content ? await checkVersion(content, latest.virtual_key, where) : [];
        if (content)
          await insertVersion(content, { id: versionId, promptId: row.id, version: latest.version + 1, actor }, store.vault, writing);
        const { name = row.name, collection_id: collection } = body;
        const collectionId = collection ? await collectionFor(collection, row.workspace_id, writing) : row.collection_id;
        await tx
          .updateTable('prompts')
          .set({ name, collection_id: collectionId, updated_at: now, updated_by: actor })
          .where('id', '=', row.id)
          .execute();
        writing.changed('prompts', row.id);
        const reply: PromptChanged = { id: row.id, slug: row.slug, prompt_version_id: versionId, object: 'prompt', ...told(warnings) };
        return { ...reply };
      },
    },
    remove: {
      run: async ({ id }, _asked, writing) => {
        await writing.tx.deleteFrom('prompts').where('id', '=', id).execute();
        writing.changed('prompts', id);
      },
    },
  };
}

interface VersionPlace {
  readonly id: string;
  readonly promptId: string;
  readonly version: number;
  readonly actor: string;
}

async function insertVersion(
  content: VersionContent,
  { id, promptId, version, actor }: VersionPlace,
  vault: Vault,
  { tx, now }: Writing,
): Promise<void> {
  await tx
    .insertInto('prompt_versions')
    .values(sealVersion({ ...content, id, prompt_id: promptId, version, created_at: now, created_by: actor }, vault))
    .execute();
}

async function refuseTaken(slug: string, means: AdminMeans, db: Kysely<Schema>): Promise<void> {
  if (means.declared().prompts.has(slug)) throw declared('prompt', slug);
  if (await db.selectFrom('prompts').select('id').where('slug', '=', slug).executeTakeFirst()) throw taken('prompt', slug);
}

const told = (warnings: readonly string[]) => (warnings.length > 0 ? { warnings } : {});

import type { PromptVersionUpdate, Publish } from '@sluice/contract';
import type { Schema, Vault, Writing } from '@sluice/store';
import type { Kysely } from 'kysely';
import { declared as inFile, notFound, refused } from '../../admin-fault.ts';
import { audit } from '../../audit.ts';
import { etagOf, requireUnchanged } from '../../etag.ts';
import type { AdminMeans } from '../../means.ts';
import { deed } from '../../deed.ts';
import { findFor } from '../../find-for.ts';
import type { View } from '../../resource.ts';
import { route, type AdminReply, type AdminRoute, type Asked } from '../../route.ts';
import { findLabel, isLabelOf } from '../labels/find.ts';
import { declaredVersion } from './declared-version.ts';
import { findVersion, findPrompt, type PromptRow } from './find.ts';
import type { PromptResource } from './resource.ts';
import { LABEL_VERSION, PROMPT_CHANGED, PROMPT_VERSION_SHOWN, PROMPT_VERSIONS, PUBLISH } from './schema.ts';
import { promptView, versionViews } from './view.ts';

/** Versions of a prompt: which there are, which one is published, which one bears a label. */
export function promptVersionRoutes(prompts: PromptResource, means: AdminMeans): readonly AdminRoute[] {
  const { store, declared } = means;
  const { tag } = prompts;

  /** Changes something of a prompt's versions: as every change of the prompt, by one who may, and written down. */
  async function change(asked: Asked<unknown, unknown>, { verb, look, act }: Changing): Promise<AdminReply> {
    const key = asked.params['key']!;
    if (declared().prompts.has(key)) throw inFile('prompt', key);
    const reply = await store.write(async (writing): Promise<AdminReply> => {
      const row = await findFor(prompts, key, verb, asked.principal, writing.tx);
      const before = await look(row, writing.tx);
      requireUnchanged(asked.ifMatch, before);
      const versionId = await act(row, writing);
      writing.changed('prompts', row.id);
      const after = await look((await findPrompt(row.id, writing.tx))!, writing.tx);
      await audit(writing, asked.principal, deed(prompts, verb, row, before, after));
      return { body: { id: row.id, slug: row.slug, prompt_version_id: versionId, object: 'prompt' }, etag: etagOf(after) };
    });
    await means.refresh();
    return reply;
  }

  return [
    route<Publish, unknown>({
      method: 'PUT',
      path: '/prompts/:key/makeDefault',
      summary: 'Publish a version of a prompt: calls that ask for none get this one',
      tag,
      policy: { kind: 'scopes', scopes: ['prompts.publish'] },
      body: PUBLISH,
      reply: PROMPT_CHANGED,
      handle: (asked) =>
        change(asked, {
          verb: 'publish',
          look: async (row, db) => ({ ...(await promptView(row, db, store.vault)) }),
          act: async (row, { tx, now }) => {
            const { id } = await findVersion(row, String(asked.body.version), tx);
            const changed = { version_id: id, updated_at: now, updated_by: asked.principal.actor };
            await tx.updateTable('prompts').set(changed).where('id', '=', row.id).execute();
            return id;
          },
        }),
    }),
    route({
      method: 'GET',
      path: '/prompts/:key/versions',
      summary: 'All versions of a prompt, the newest first',
      tag,
      policy: { kind: 'scopes', scopes: ['prompts.read'] },
      reply: PROMPT_VERSIONS,
      async handle({ params, principal }) {
        const key = params['key']!;
        const fromFile = declared().prompts.get(key);
        if (fromFile) return { body: { object: 'list', total: 1, data: [declaredVersion(fromFile)] } };
        return store.read(async (db) => {
          const row = await findFor(prompts, key, 'read', principal, db);
          const versions = await db
            .selectFrom('prompt_versions')
            .selectAll()
            .where('prompt_id', '=', row.id)
            .orderBy('version', 'desc')
            .execute();
          return { body: { object: 'list', total: versions.length, data: await versionViews(versions, row, db, store.vault) } };
        });
      },
    }),
    route({
      method: 'GET',
      path: '/prompts/:key/versions/:version',
      summary: 'One version of a prompt, by its id or number',
      tag,
      policy: { kind: 'scopes', scopes: ['prompts.read'] },
      reply: PROMPT_VERSION_SHOWN,
      async handle({ params, principal }) {
        const key = params['key']!;
        const fromFile = declared().prompts.get(key);
        if (fromFile) {
          const only = declaredVersion(fromFile);
          if (![only.id, '1'].includes(params['version']!)) throw notFound(`version of the prompt "${key}" called`, params['version']!);
          return { body: { ...only } };
        }
        return store.read(async (db) => {
          const row = await findFor(prompts, key, 'read', principal, db);
          const body = await versionView(row, params['version']!, db, store.vault);
          return { body, etag: etagOf(body) };
        });
      },
    }),
    route<PromptVersionUpdate, unknown>({
      method: 'PUT',
      path: '/prompts/:key/versions/:version',
      summary: 'Put a label on a version of a prompt, or take it off',
      tag,
      policy: { kind: 'scopes', scopes: ['prompts.update'] },
      body: LABEL_VERSION,
      reply: PROMPT_CHANGED,
      handle: (asked) =>
        change(asked, {
          verb: 'update',
          look: (row, db) => versionView(row, asked.params['version']!, db, store.vault),
          act: async (row, writing) => {
            const { id } = await findVersion(row, asked.params['version']!, writing.tx);
            if (asked.body.label_id !== undefined) await setLabel(row, id, asked.body.label_id || null, writing);
            return id;
          },
        }),
    }),
  ];
}

interface Changing {
  readonly verb: 'publish' | 'update';
  /** What is shown of it, before and after. */
  readonly look: (row: PromptRow, db: Kysely<Schema>) => Promise<View>;
  /** @returns The id of the version that it is about. */
  readonly act: (row: PromptRow, writing: Writing) => Promise<string>;
}

async function versionView(row: PromptRow, key: string, db: Kysely<Schema>, vault: Vault): Promise<View> {
  const [view] = await versionViews([await findVersion(row, key, db)], row, db, vault);
  return { ...view };
}

/** A version bears one label, and a label is on one version of a prompt. */
async function setLabel(
  { id, workspace_id: workspaceId }: PromptRow,
  versionId: string,
  labelId: string | null,
  { tx }: Writing,
): Promise<void> {
  const label = labelId === null ? undefined : await findLabel(labelId, tx);
  if (labelId !== null && (!label || !isLabelOf(label, workspaceId)))
    throw refused('invalid_request', `There is no label "${labelId}" in this workspace`, 'label_id', 'invalid_value');
  await tx
    .deleteFrom('prompt_labels')
    .where('prompt_id', '=', id)
    .where((row) => row.or([row('version_id', '=', versionId), row('label_id', '=', labelId ?? '')]))
    .execute();
  if (label) await tx.insertInto('prompt_labels').values({ prompt_id: id, label_id: label.id, version_id: versionId }).execute();
}

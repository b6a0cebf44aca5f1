import type { CreateGuardrail, UpdateGuardrail } from '@sluice/contract';
import type { GuardrailsTable, Writing } from '@sluice/store';
import { randomUUID } from 'node:crypto';
import { refused } from '../../admin-fault.ts';
import { freeSlug } from '../../free-slug.ts';
import type { AdminMeans } from '../../means.ts';
import type { Resource, View } from '../../resource.ts';
import { checkGuardrail } from './check-guardrail.ts';
import { unmaskedChecks } from './masked-checks.ts';
import { readActions } from './read-actions.ts';
import { CHANGE, CREATE, MADE, REMOVE, SHOWN } from './schema.ts';
import { actionsOf, addVersion, currentVersion, openChecks, type GuardrailWords } from './versions.ts';
import { summaryOf, viewGuardrail } from './view.ts';

export type GuardrailResource = Resource<GuardrailsTable, CreateGuardrail, UpdateGuardrail>;

/** Checks that configs name by a slug: `"input_guardrails": ["pg-…"]`. One that is removed has its configs' calls refused by its name. */
export function defineGuardrails(means: AdminMeans): GuardrailResource {
  const { store, extensions } = means;
  return {
    label: 'guardrail',
    tag: 'Guardrails',
    path: '/guardrails',
    scoped: 'guardrails',
    find: (key, db) =>
      db
        .selectFrom('guardrails')
        .selectAll()
        .where((where) => where.or([where('id', '=', key), where('slug', '=', key)]))
        .executeTakeFirst(),
    view: async (row, db) => ({ ...viewGuardrail(row, await currentVersion(row, db), store.vault) }),
    listed: async (rows) => rows.map((row) => ({ ...summaryOf(row) })),
    declared: () => means.declared().guardrails,
    list: {
      query: { organisation_id: CREATE.extract('organisation_id') },
      rows: (_query, db) => db.selectFrom('guardrails').selectAll(),
      withSuccess: true,
    },
    create: {
      body: CREATE,
      reply: MADE,
      run: async ({ body, principal: { actor } }, { workspaceId, id }, writing) => {
        const { name, slug: wanted, checks } = body;
        const actions = readActions(body.actions);
        const slug = await freeSlug({
          wanted,
          name,
          label: 'guardrail',
          prefix: 'pg-',
          declared: means.declared().guardrails,
          table: 'guardrails',
          db: writing.tx,
        });
        await checkGuardrail({ slug, checks, actions }, extensions.checks);
        const row: GuardrailsTable = {
          id,
          slug,
          name,
          workspace_id: workspaceId,
          status: 'active',
          version_id: randomUUID(),
          created_at: writing.now,
          updated_at: writing.now,
          created_by: actor,
          updated_by: actor,
        };
        await writing.tx.insertInto('guardrails').values(row).execute();
        await addVersion(row, { checks, actions }, store.vault, writing, actor);
        writing.changed('guardrails', id);
        return { row, reply: madeReply(row) };
      },
    },
    update: {
      body: CHANGE,
      reply: MADE,
      run: async (row, { body, principal: { actor } }, writing) => {
        if (body.slug !== undefined && body.slug !== row.slug && body.slug !== row.id)
          throw refused('invalid_request', `The slug of a guardrail cannot be changed: configs name it by it`, 'slug', 'fixed');
        const next = body.checks === undefined && body.actions === undefined ? undefined : await nextWords(row, body, means, writing);
        const changed: GuardrailsTable = {
          ...row,
          name: body.name ?? row.name,
          status: body.status ?? row.status,
          version_id: next ? randomUUID() : row.version_id,
          updated_at: writing.now,
          updated_by: actor,
        };
        if (next) await addVersion(changed, next, store.vault, writing, actor);
        await writing.tx.updateTable('guardrails').set(changed).where('id', '=', row.id).execute();
        writing.changed('guardrails', row.id);
        return madeReply(changed);
      },
    },
    remove: {
      body: REMOVE,
      run: async ({ id }, _asked, { tx, changed }) => {
        await tx.deleteFrom('guardrail_versions').where('guardrail_id', '=', id).execute();
        await tx.deleteFrom('guardrails').where('id', '=', id).execute();
        changed('guardrails', id);
      },
    },
    shown: SHOWN,
  };
}

/** What is sent, over what was in the version that counts. */
async function nextWords(
  row: GuardrailsTable,
  { checks: given, actions: said }: UpdateGuardrail,
  { store, extensions }: AdminMeans,
  { tx }: Writing,
): Promise<GuardrailWords> {
  const version = await currentVersion(row, tx);
  const kept = openChecks(version, store.vault);
  const checks = given === undefined ? kept : unmaskedChecks(given, kept);
  const actions = said === undefined ? actionsOf(version) : readActions(said);
  await checkGuardrail({ slug: row.slug, checks, actions }, extensions.checks);
  return { checks, actions };
}

const madeReply = ({ id, slug, version_id: versionId }: GuardrailsTable): View => ({
  id,
  slug,
  version_id: versionId,
  object: 'guardrail',
});

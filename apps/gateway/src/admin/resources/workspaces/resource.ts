import type { CreateWorkspace, UpdateWorkspace } from '@sluice/contract';
import type { Schema, Writing } from '@sluice/store';
import Joi from 'joi';
import type { Kysely } from 'kysely';
import { forbidden, taken } from '../../admin-fault.ts';
import { keptLimits } from '../../limits.ts';
import type { AdminMeans } from '../../means.ts';
import { may } from '../../principal.ts';
import type { Made, Resource } from '../../resource.ts';
import type { Asked } from '../../route.ts';
import { isSoughtIn } from '../../search.ts';
import { slugFrom } from '../../slug.ts';
import { resetUsage } from '../../usage.ts';
import { defaultCollection } from '../collections/find.ts';
import { addMembers } from '../members/add.ts';
import { readDefaults } from './defaults.ts';
import { removeWorkspace } from './remove.ts';
import { CREATE_WORKSPACE, MADE_WORKSPACE, REMOVE_WORKSPACE, SHOWN_WORKSPACE, UPDATE_WORKSPACE } from './schema.ts';
import { ofItself, peopleOf, summaryOf, type WorkspaceRow } from './view.ts';

/** Workspaces. Wire spec §20.6. */
export const defineWorkspaces = (means: AdminMeans): Resource<WorkspaceRow, CreateWorkspace, UpdateWorkspace> => ({
  label: 'workspace',
  tag: 'Workspaces',
  path: '/admin/workspaces',
  scoped: 'workspaces',
  organisationWide: true,
  find: findWorkspace,
  view: async (row) => summaryOf(row),
  besides: {
    query: {
      with_users: Joi.boolean().default(true).description('Whether its people are told, all of them: some workspaces have thousands'),
    },
    view: async (row, { with_users: told }, db) => (told === true ? peopleOf(row, db) : {}),
  },
  list: {
    query: {
      name: Joi.string().max(200).description('A part of the name'),
      exact_name: Joi.string().max(200),
      status: Joi.string().valid('active', 'archived'),
    },
    rows: ({ name, exact_name: exact, status }, db) =>
      db
        .selectFrom('workspaces')
        .selectAll()
        .select('id as workspace_id')
        .where(isSoughtIn(['name'], name))
        .$if(exact !== undefined, (workspaces) => workspaces.where('name', '=', exact as string))
        .$if(status !== undefined, (workspaces) => workspaces.where('status', '=', status as WorkspaceRow['status'])),
  },
  create: {
    body: CREATE_WORKSPACE,
    run: (asked, place, writing) => createWorkspace(asked, place, means, writing),
    reply: MADE_WORKSPACE,
  },
  update: {
    body: UPDATE_WORKSPACE,
    run: (row, asked, writing) => updateWorkspace(row, asked, means, writing),
    reply: SHOWN_WORKSPACE,
  },
  remove: { body: REMOVE_WORKSPACE, run: removeWorkspace },
  shown: SHOWN_WORKSPACE,
});

async function findWorkspace(key: string, db: Kysely<Schema>): Promise<WorkspaceRow | undefined> {
  const row = await db
    .selectFrom('workspaces')
    .selectAll()
    .where((where) => where.or([where('id', '=', key), where('slug', '=', key)]))
    .executeTakeFirst();
  return row && ofItself(row);
}

async function createWorkspace(
  { body, principal }: Asked<CreateWorkspace>,
  { id, workspaceId }: { readonly id: string; readonly workspaceId: string | null },
  means: AdminMeans,
  writing: Writing,
): Promise<Made<WorkspaceRow>> {
  const { tx, changed, now } = writing;
  // A workspace stands in the organisation, whatever its maker is bound to.
  if (workspaceId !== null) throw forbidden('workspaces.create', 'in the whole organisation');
  const slug = body.slug ?? slugFrom(body.name, 'ws-');
  if (await findWorkspace(slug, tx)) throw taken('workspace', slug);
  const row: WorkspaceRow = ofItself({
    id,
    slug,
    name: body.name,
    description: body.description ?? null,
    status: 'active',
    defaults: await readDefaults(body.defaults, id, { declared: means.declared(), db: tx }),
    usage_limits: keptLimits(body.usage_limits),
    rate_limits: keptLimits(body.rate_limits),
    created_at: now,
    updated_at: now,
  });
  const { workspace_id: _, ...values } = row;
  await tx.insertInto('workspaces').values(values).execute();
  changed('workspaces', id);
  // One of Portkey's clients makes no prompt without naming its collection.
  await defaultCollection(id, writing);
  const members = (body.users ?? []).map((user) =>
    typeof user === 'string' ? { id: user, role: 'member' as const } : { role: 'member' as const, ...user },
  );
  await addMembers(id, members, { principal, means }, writing);
  // One of Portkey's clients takes nothing but text in these.
  return { row, reply: { ...summaryOf(row), users: members } };
}

async function updateWorkspace(row: WorkspaceRow, { body, principal }: Asked<UpdateWorkspace>, means: AdminMeans, writing: Writing) {
  const { tx, changed, now } = writing;
  const isBudget = body.usage_limits !== undefined || body.rate_limits !== undefined || body.reset_usage === true;
  // What a workspace may spend is not for the workspace to say.
  if (isBudget && !may(principal, 'workspaces.update', null))
    throw forbidden('workspaces.update', 'in the whole organisation, to change what a workspace may spend');
  await tx
    .updateTable('workspaces')
    .set({
      ...(body.name !== undefined && { name: body.name }),
      ...(body.description !== undefined && { description: body.description }),
      ...(body.defaults !== undefined && { defaults: await readDefaults(body.defaults, row.id, { declared: means.declared(), db: tx }) }),
      ...(body.usage_limits !== undefined && { usage_limits: keptLimits(body.usage_limits) }),
      ...(body.rate_limits !== undefined && { rate_limits: keptLimits(body.rate_limits) }),
      updated_at: now,
    })
    .where('id', '=', row.id)
    .execute();
  if (body.reset_usage === true) await resetUsage(writing, 'workspaces', row.id);
  changed('workspaces', row.id);
  return summaryOf((await findWorkspace(row.id, tx))!);
}

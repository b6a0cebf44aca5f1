import type { CreateIntegration, UpdateIntegration } from '@sluice/contract';
import Joi from 'joi';
import type { Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import type { AdminMeans } from '../../means.ts';
import { whereMay, type Principal } from '../../principal.ts';
import type { Resource } from '../../resource.ts';
import { findIntegration, isOpenTo, type IntegrationRow } from './access.ts';
import { changeIntegration } from './change.ts';
import { createIntegration } from './create.ts';
import { removeIntegration } from './remove.ts';
import { CHANGE, CHANGED, CREATE, MADE, SHOWN } from './schema.ts';
import { lentIntegration, viewIntegration } from './view.ts';

export type IntegrationResource = Resource<IntegrationRow, CreateIntegration, UpdateIntegration>;

/** Credentials of the organisation or of a workspace, on which providers stand. */
export const defineIntegrations = (means: AdminMeans): IntegrationResource => ({
  label: 'integration',
  tag: 'Integrations',
  path: '/integrations',
  scoped: 'integrations',
  scopedFor: (row) => scopedIn(row.workspace_id),
  allScoped: ['integrations', 'workspace_integrations'],
  scopedIn,
  organisationWide: true,
  lent,
  find: findIntegration,
  view: async (row, db) => ({ ...(await viewIntegration(row, db, means)) }),
  list: {
    query: { type: Joi.string().valid('workspace', 'organisation', 'all').default('all').description('Whose') },
    rows: async (where, { type }, db) =>
      (await integrationsIn(where, db)).filter((row) => type === 'all' || type === lentIntegration(row).type),
    envelope: ({ total, data }) => ({ object: 'list', success: true, total, data }),
  },
  create: { body: CREATE, reply: MADE, run: (asked, place, writing) => createIntegration(asked, place, writing, means) },
  update: { body: CHANGE, reply: CHANGED, run: (row, asked, writing) => changeIntegration(row, asked, writing, means) },
  remove: { run: (row, asked, writing) => removeIntegration(row, asked, writing, means) },
  shown: SHOWN,
});

const scopedIn = (workspaceId: string | null) => (workspaceId === null ? 'integrations' : 'workspace_integrations');

/** Who looks after integrations in a workspace sees those that are open to it, to make providers of them, and not what is in them. */
async function lent(row: IntegrationRow, principal: Principal, verb: 'list' | 'read', db: Kysely<Schema>) {
  const workspaces = whereMay(principal, `workspace_integrations.${verb}`);
  if (row.workspace_id !== null || row.status !== 'active' || workspaces === 'all') return undefined;
  for (const workspace of workspaces) if (await isOpenTo(row, workspace, db)) return { ...lentIntegration(row) };
  return undefined;
}

function integrationsIn(where: 'all' | readonly string[], db: Kysely<Schema>): Promise<readonly IntegrationRow[]> {
  const all = db.selectFrom('integrations').selectAll().orderBy('created_at').orderBy('id');
  if (where === 'all') return all.execute();
  return all.where((each) => each.or([each('workspace_id', 'is', null), each('workspace_id', 'in', [...where])])).execute();
}

import type { CreateIntegration, UpdateIntegration } from '@sluice/contract';
import Joi from 'joi';
import type { AdminMeans } from '../../means.ts';
import type { Resource } from '../../resource.ts';
import { findIntegration, type IntegrationRow } from './access.ts';
import { changeIntegration } from './change.ts';
import { createIntegration } from './create.ts';
import { removeIntegration } from './remove.ts';
import { CHANGE, CHANGED, CREATE, MADE, SHOWN } from './schema.ts';
import { LENT } from './lent.ts';
import { viewIntegration, viewIntegrations } from './view.ts';

export type IntegrationResource = Resource<IntegrationRow, CreateIntegration, UpdateIntegration>;

/** Credentials of the organisation or of a workspace, on which providers stand. */
export const defineIntegrations = (means: AdminMeans): IntegrationResource => ({
  label: 'integration',
  tag: 'Integrations',
  path: '/integrations',
  scoped: 'integrations',
  kinds: {
    all: ['integrations', 'workspace_integrations'],
    of: (row) => scopedIn(row.workspace_id),
    where: (thing, scoped) => thing('thing.workspace_id', scoped === 'integrations' ? 'is' : 'is not', null),
  },
  scopedIn,
  organisationWide: true,
  lent: LENT,
  find: findIntegration,
  view: async (row, db) => ({ ...(await viewIntegration(row, db, means)) }),
  listed: async (rows, db) => (await viewIntegrations(rows, db, means)).map((each) => ({ ...each })),
  list: {
    query: { type: Joi.string().valid('workspace', 'organisation', 'all').default('all').description('Whose') },
    rows: ({ type }, db) =>
      db
        .selectFrom('integrations')
        .selectAll()
        .$if(type !== 'all', (integrations) => integrations.where('workspace_id', type === 'workspace' ? 'is not' : 'is', null)),
    withSuccess: true,
  },
  create: { body: CREATE, reply: MADE, run: (asked, place, writing) => createIntegration(asked, place, writing, means) },
  update: { body: CHANGE, reply: CHANGED, run: (row, asked, writing) => changeIntegration(row, asked, writing, means) },
  remove: { run: (row, asked, writing) => removeIntegration(row, asked, writing, means) },
  shown: SHOWN,
});

const scopedIn = (workspaceId: string | null) => (workspaceId === null ? 'integrations' : 'workspace_integrations');

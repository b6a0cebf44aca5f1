import type { CreateProvider, UpdateProvider } from '@sluice/contract';
import type { Writing } from '@sluice/store';
import { refused } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { resourceRoutes } from '../../resource-routes.ts';
import type { Resource, View } from '../../resource.ts';
import type { AdminRoute, Asked } from '../../route.ts';
import { resetUsage } from '../../usage.ts';
import { createProvider } from './create.ts';
import { columnsOf } from './members.ts';
import { findProvider, removeProvider, selectProviders, type ProviderRow } from './row.ts';
import { CHANGE, CREATE, MADE, SHOWN } from './schema.ts';
import { declaredProvider, listedProvider, viewProvider, viewProviders } from './view.ts';

/** Names in workspaces for integrations. Virtual keys are listed and found here too: to callers both are the same. */
export const defineProviders = (means: AdminMeans): Resource<ProviderRow, CreateProvider, UpdateProvider> => ({
  label: 'provider',
  tag: 'Providers',
  path: '/providers',
  scoped: 'providers',
  find: findProvider,
  view: async (row, db) => ({ ...(await viewProvider(row, db, means)) }),
  listed: async (rows, db) => (await viewProviders(rows, db, means)).map((each) => ({ ...each })),
  declared: () => new Map([...means.declared().virtualKeys].map(([slug, view]) => [slug, declaredProvider(view)])),
  list: {
    rows: (_query, db) => selectProviders(db),
    brief: listedProvider,
    withSuccess: true,
  },
  create: { body: CREATE, reply: MADE, run: (asked, place, writing) => createProvider(asked, place, writing, means) },
  update: { body: CHANGE, reply: MADE, run: changeProvider },
  remove: { run: (row, _asked, writing) => removeProvider(row, writing) },
  shown: SHOWN,
});

async function changeProvider(row: ProviderRow, { body, principal }: Asked<UpdateProvider>, writing: Writing): Promise<View> {
  const { slug, id: _id, workspace_id: _workspace, reset_usage: reset, ...members } = body;
  if (slug !== undefined && slug !== row.slug && slug !== row.id)
    throw refused(
      'invalid_request',
      `The slug of a provider cannot be changed, and is "${row.slug}": make another provider`,
      'slug',
      'fixed',
    );
  await writing.tx
    .updateTable('providers')
    .set({ ...columnsOf(members), updated_at: writing.now, updated_by: principal.actor })
    .where('id', '=', row.id)
    .execute();
  if (reset === true) await resetUsage(writing, 'providers', row.id);
  writing.changed('providers', row.id);
  return { id: row.id, slug: row.slug, object: 'provider' };
}

/** `/v1/providers`. Wire spec §20.2. */
export const providerRoutes = (means: AdminMeans): readonly AdminRoute[] => resourceRoutes(defineProviders(means), means);

import type { CreateVirtualKey, UpdateVirtualKey } from '@sluice/contract';
import type { AdminMeans } from '../../means.ts';
import { resourceRoutes } from '../../resource-routes.ts';
import type { Resource } from '../../resource.ts';
import type { AdminRoute } from '../../route.ts';
import { isSought, isSoughtIn, SEARCH } from '../../search.ts';
import { findProvider, removeProvider, selectProviders, type ProviderRow } from '../providers/row.ts';
import { changeVirtualKey } from './change.ts';
import { createVirtualKey } from './create.ts';
import { CHANGE, CHANGED, CREATE, CREATED, SHOWN } from './schema.ts';
import { declaredVirtualKey, viewVirtualKey, viewVirtualKeys } from './view.ts';

/**
 * Credentials under names that callers use. What stands on an integration is listed and found here too: to callers it is
 * the same. One that configs or prompts name can be removed; their calls are then refused by its name.
 */
export const defineVirtualKeys = (means: AdminMeans): Resource<ProviderRow, CreateVirtualKey, UpdateVirtualKey> => ({
  label: 'virtual key',
  tag: 'Virtual keys',
  path: '/virtual-keys',
  scoped: 'virtual_keys',
  find: findProvider,
  view: async (row, db) => ({ ...(await viewVirtualKey(row, db, means)) }),
  listed: async (rows, db) => (await viewVirtualKeys(rows, db, means)).map((each) => ({ ...each })),
  declared: () => new Map([...means.declared().virtualKeys].map(([slug, shown]) => [slug, declaredVirtualKey(shown)])),
  list: {
    query: { search: SEARCH },
    rows: ({ search }, db) => selectProviders(db).where(isSoughtIn(['name', 'slug'], search)),
    wants: (view, { search }) => isSought(view as { name: string; slug?: string }, search),
    withSuccess: true,
  },
  create: { body: CREATE, reply: CREATED, run: (asked, place, writing) => createVirtualKey(asked, place, writing, means) },
  update: { body: CHANGE, reply: CHANGED, run: (row, asked, writing) => changeVirtualKey(row, asked, writing, means) },
  remove: { run: (row, _asked, writing) => removeProvider(row, writing) },
  shown: SHOWN,
});

/** `/v1/virtual-keys`. Wire spec §20.1. */
export const virtualKeyRoutes = (means: AdminMeans): readonly AdminRoute[] => resourceRoutes(defineVirtualKeys(means), means);

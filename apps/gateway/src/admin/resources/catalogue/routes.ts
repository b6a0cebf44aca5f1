import type { AdminMeans } from '../../means.ts';
import { route, type AdminRoute } from '../../route.ts';
import { CATALOGUE } from './schema.ts';
import { catalogueView } from './view.ts';

/** What there is to be called. */
export const catalogueRoutes = (means: AdminMeans): readonly AdminRoute[] => [
  route({
    method: 'GET',
    path: '/admin/catalogue',
    summary: 'Every provider that is loaded, with what it wants to be told',
    tag: 'Catalogue',
    policy: { kind: 'known' },
    reply: CATALOGUE,
    async handle() {
      const data = means.providers().map((provider) => catalogueView(provider, means.environment));
      return { body: { object: 'list', total: data.length, data } };
    },
  }),
];

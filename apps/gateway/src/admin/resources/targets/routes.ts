import type { TargetsQuery } from '@sluice/contract';
import type { AdminMeans } from '../../means.ts';
import { everyPlace, placesToSee } from '../../places.ts';
import { route, type AdminRoute } from '../../route.ts';
import { OF_CALLERS } from '../logs/filter-query.ts';
import { circuitsIn } from './breakers-of.ts';
import { TARGETS, TARGETS_QUERY } from './schema.ts';
import { targetHealth } from './target-health.ts';

const MINUTE_MS = 60_000;

/** The address of how credentials and providers have done lately. */
export const targetRoutes = (means: AdminMeans): readonly AdminRoute[] => [
  route<unknown, Required<Pick<TargetsQuery, 'minutes'>> & TargetsQuery>({
    method: 'GET',
    path: '/admin/targets',
    summary: 'How virtual keys and providers have done lately, with their circuits',
    tag: 'Routing',
    policy: { kind: 'scopes', scopes: ['analytics.view'] },
    query: TARGETS_QUERY,
    reply: TARGETS,
    async handle({ principal, query: { workspace_id: named, minutes } }) {
      const { logs, store, now, savedVirtualKey } = means;
      const workspaces = await placesToSee(principal, ['analytics.view'], named, store.db);
      const filter = { workspaces, sources: OF_CALLERS, from: now() - minutes * MINUTE_MS };
      const circuits = circuitsIn([workspaces, everyPlace(principal, ['configs.list', 'configs.read'])], means);
      const data = await targetHealth({ filter, circuits, providerOf: (slug) => savedVirtualKey(slug)?.provider }, logs);
      return { body: { object: 'list', total: data.length, data } };
    },
  }),
];

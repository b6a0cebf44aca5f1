import type { AnalyticsQuery, CacheSummary } from '@sluice/contract';
import Joi from 'joi';
import type { AdminMeans } from '../../means.ts';
import { route, type AdminRoute } from '../../route.ts';
import { COUNT, MEASURED } from './graph.ts';
import { hitsOf, mean } from './numbers.ts';
import { QUESTION, questionOf } from './question.ts';

/** The address of what the cache has done. Wire spec §19. */
export const summaryRoutes = (means: AdminMeans): readonly AdminRoute[] => [
  route<unknown, AnalyticsQuery>({
    method: 'GET',
    path: '/analytics/summary/cache',
    summary: 'What the cache has done',
    tag: 'Analytics',
    policy: { kind: 'scopes', scopes: ['analytics.view'] },
    query: Joi.object(QUESTION),
    reply: Joi.object({
      summary: Joi.object({
        hits: COUNT,
        avg_latency: MEASURED.description('Milliseconds, of answers from the cache'),
        total_requests: COUNT,
        cache_speedup: MEASURED.description('How many times as long other answers took'),
      }).required(),
      object: Joi.string().valid('analytics-summary').required(),
    }),
    handle: async (asked) => {
      const { analytics, filter } = await questionOf(asked, means);
      const { total } = await analytics.graph(filter);
      const hits = hitsOf(total);
      const cached = mean(total.cacheMs, hits);
      const uncached = mean(total.ms - total.cacheMs, total.requests - hits);
      const summary: CacheSummary['summary'] = {
        hits,
        avg_latency: cached,
        total_requests: total.requests,
        cache_speedup: cached === null || uncached === null ? null : mean(uncached, cached),
      };
      return { body: { summary, object: 'analytics-summary' } };
    },
  }),
];

import type { AnalyticsQuery, CacheSummary } from '@sluice/contract';
import Joi from 'joi';
import type { AdminMeans } from '../../means.ts';
import { route, type AdminRoute } from '../../route.ts';
import { COUNT, MEASURED } from './graph.ts';
import { ofCache } from './graphs-of-cache.ts';
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
        total_requests: COUNT.description('Requests that asked the cache'),
        cache_speedup: MEASURED.description('How many times as long requests took that asked the cache and were not answered by it'),
      }).required(),
      object: Joi.string().valid('analytics-summary').required(),
    }),
    handle: async (asked) => {
      const { analytics, filter } = await questionOf(asked, means);
      const [{ total }, missed] = await Promise.all([analytics.graph(filter), analytics.graph(ofCache(filter, 'MISS'))]);
      const hits = hitsOf(total);
      const cached = mean(total.cacheMs, hits);
      const uncached = mean(missed.total.ms, missed.total.requests);
      const summary: CacheSummary['summary'] = {
        hits,
        avg_latency: cached,
        total_requests: total.cacheAsked,
        cache_speedup: cached === null || uncached === null ? null : mean(uncached, cached),
      };
      return { body: { summary, object: 'analytics-summary' } };
    },
  }),
];

import type { AnalyticsQuery } from '@sluice/contract';
import Joi from 'joi';
import type { AdminMeans } from '../../means.ts';
import { route, type AdminRoute } from '../../route.ts';
import type { DeclaredGraph } from './graph.ts';
import { GRAPHS_OF_CACHE } from './graphs-of-cache.ts';
import { GRAPHS_OF_ERRORS } from './graphs-of-errors.ts';
import { GRAPHS_OF_FEEDBACK } from './graphs-of-feedback.ts';
import { GRAPHS_OF_SUMS } from './graphs-of-sums.ts';
import { GRAPHS_OF_USERS } from './graphs-of-users.ts';
import { groupRoutes } from './group-routes.ts';
import { QUESTION, questionOf } from './question.ts';
import { summaryRoutes } from './summary-route.ts';

/** All graphs that there are. */
export const GRAPHS: readonly DeclaredGraph[] = [
  ...GRAPHS_OF_SUMS,
  ...GRAPHS_OF_USERS,
  ...GRAPHS_OF_ERRORS,
  ...GRAPHS_OF_CACHE,
  ...GRAPHS_OF_FEEDBACK,
];

/** The addresses of charts. Wire spec §19. */
export const analyticsRoutes = (means: AdminMeans): readonly AdminRoute[] => [
  ...GRAPHS.map((graph) => graphRoute(graph, means)),
  ...groupRoutes(means),
  ...summaryRoutes(means),
];

const graphRoute = ({ name, also = [], shows, summary, point, draw }: DeclaredGraph, means: AdminMeans): AdminRoute =>
  route<unknown, AnalyticsQuery>({
    method: 'GET',
    path: `/analytics/graphs/${name}`,
    also: also.map((other) => `/analytics/graphs/${other}`),
    summary: shows,
    tag: 'Analytics',
    policy: { kind: 'scopes', scopes: ['analytics.view'] },
    query: Joi.object(QUESTION),
    reply: Joi.object({
      summary: Joi.object(summary).required(),
      data_points: Joi.array().items(Joi.object(point)).required(),
      object: Joi.string().valid('analytics-graph').required(),
    }),
    handle: async (asked) => {
      const drawn = await draw(await questionOf(asked, means));
      return { body: { summary: drawn.summary, data_points: drawn.points, object: 'analytics-graph' } };
    },
  });

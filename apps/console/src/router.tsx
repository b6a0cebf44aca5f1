import { createRouter } from '@tanstack/react-router';
import { makeQueryClient } from './api/queries.ts';
import { analyticsRoutes } from './features/analytics/routes.ts';
import { doorRoutes } from './features/door/routes.ts';
import { keysRoutes } from './features/keys/routes.ts';
import { logsRoutes } from './features/logs/routes.ts';
import { playgroundRoutes } from './features/playground/routes.ts';
import { promptsRoutes } from './features/prompts/routes.ts';
import { routingRoutes } from './features/routing/routes.ts';
import { settingsRoutes } from './features/settings/routes.ts';
import { startRoutes } from './features/start/routes.ts';
import { teamRoutes } from './features/team/routes.ts';
import { tracesRoutes } from './features/traces/routes.ts';
import { insideRoute, rootRoute } from './root-route.tsx';
import { Astray, Broken } from './shell/astray.tsx';

const inside = insideRoute.addChildren([
  ...startRoutes,
  ...playgroundRoutes,
  ...promptsRoutes,
  ...logsRoutes,
  ...tracesRoutes,
  ...keysRoutes,
  ...routingRoutes,
  ...analyticsRoutes,
  ...teamRoutes,
  ...settingsRoutes,
]);

/** What pages have asked and been told. */
export const client = makeQueryClient();

/** Where every address leads. */
export const router = createRouter({
  context: { client },
  routeTree: rootRoute.addChildren([...doorRoutes, inside]),
  basepath: '/console',
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultNotFoundComponent: Astray,
  defaultErrorComponent: Broken,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

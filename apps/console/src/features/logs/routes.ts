import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../../root-route.tsx';

const logsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/logs',
  component: lazyRouteComponent(() => import('./logs-page.tsx'), 'LogsPage'),
});

const logRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/logs/$id',
  component: lazyRouteComponent(() => import('./log-page.tsx'), 'LogPage'),
});

export const logsRoutes = [logsRoute, logRoute] as const;

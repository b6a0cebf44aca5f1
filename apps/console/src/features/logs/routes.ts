import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../../root-route.tsx';
import { readLogSearch } from './log-search.ts';

const logsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/logs',
  validateSearch: readLogSearch,
  component: lazyRouteComponent(() => import('./logs-page.tsx'), 'LogsPage'),
});

const logRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/logs/$id',
  validateSearch: ({ tab }: Readonly<Record<string, unknown>>): { readonly tab?: string } => (typeof tab === 'string' ? { tab } : {}),
  component: lazyRouteComponent(() => import('./log-page.tsx'), 'LogPage'),
});

export const logsRoutes = [logsRoute, logRoute] as const;

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../../root-route.tsx';
import { readAnalyticsSearch } from './analytics-search.ts';

const analyticsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/analytics',
  validateSearch: readAnalyticsSearch,
  component: lazyRouteComponent(() => import('./analytics-page.tsx'), 'AnalyticsPage'),
});

const experimentsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/experiments',
  validateSearch: ({ tab }: Record<string, unknown>): { readonly tab?: 'shadows' } => (tab === 'shadows' ? { tab } : {}),
  component: lazyRouteComponent(() => import('./experiments/experiments-page.tsx'), 'ExperimentsPage'),
});

const experimentRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/experiments/$name',
  component: lazyRouteComponent(() => import('./experiments/experiment-page.tsx'), 'ExperimentPage'),
});

const shadowRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/shadows/$name',
  component: lazyRouteComponent(() => import('./shadows/shadow-page.tsx'), 'ShadowPage'),
});

export const analyticsRoutes = [analyticsRoute, experimentsRoute, experimentRoute, shadowRoute] as const;

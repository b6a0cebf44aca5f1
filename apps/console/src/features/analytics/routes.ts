import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../../root-route.tsx';

const analyticsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/analytics',
  component: lazyRouteComponent(() => import('./analytics-page.tsx'), 'AnalyticsPage'),
});

const experimentsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/experiments',
  component: lazyRouteComponent(() => import('./experiments-page.tsx'), 'ExperimentsPage'),
});

const experimentRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/experiments/$name',
  component: lazyRouteComponent(() => import('./experiment-page.tsx'), 'ExperimentPage'),
});

export const analyticsRoutes = [analyticsRoute, experimentsRoute, experimentRoute] as const;

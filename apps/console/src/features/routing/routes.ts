import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../../root-route.tsx';
import { readConfigSearch, readConfigsSearch, readHealthSearch, readNewConfigSearch } from './searches.ts';

const configsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/routing',
  validateSearch: readConfigsSearch,
  component: lazyRouteComponent(() => import('./configs-page.tsx'), 'ConfigsPage'),
});

const newConfigRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/routing/new',
  validateSearch: readNewConfigSearch,
  component: lazyRouteComponent(() => import('./new-config-page.tsx'), 'NewConfigPage'),
});

const configRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/routing/$slug',
  validateSearch: readConfigSearch,
  component: lazyRouteComponent(() => import('./config-page.tsx'), 'ConfigPage'),
});

const healthRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/health',
  validateSearch: readHealthSearch,
  component: lazyRouteComponent(() => import('./health-page.tsx'), 'HealthPage'),
});

export const routingRoutes = [configsRoute, newConfigRoute, configRoute, healthRoute] as const;

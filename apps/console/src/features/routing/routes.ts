import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../../root-route.tsx';

const configsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/routing',
  component: lazyRouteComponent(() => import('./configs-page.tsx'), 'ConfigsPage'),
});

const newConfigRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/routing/new',
  component: lazyRouteComponent(() => import('./new-config-page.tsx'), 'NewConfigPage'),
});

const configRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/routing/$slug',
  component: lazyRouteComponent(() => import('./config-page.tsx'), 'ConfigPage'),
});

const healthRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/health',
  component: lazyRouteComponent(() => import('./health-page.tsx'), 'HealthPage'),
});

export const routingRoutes = [configsRoute, newConfigRoute, configRoute, healthRoute] as const;

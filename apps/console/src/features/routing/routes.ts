import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askEarly } from '../../api/queries.ts';
import { insideRoute } from '../../root-route.tsx';
import { editorSoon } from '../../ui/editor-soon.ts';
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
  loader: editorSoon,
  component: lazyRouteComponent(() => import('./new-config-page.tsx'), 'NewConfigPage'),
});

const configRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/routing/$slug',
  validateSearch: readConfigSearch,
  loader: ({ context: { client }, params: { slug } }) => {
    askEarly(client, 'GET /v1/configs/{key}', { path: { key: slug } });
    editorSoon();
  },
  component: lazyRouteComponent(() => import('./config-page.tsx'), 'ConfigPage'),
});

const healthRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/health',
  validateSearch: readHealthSearch,
  component: lazyRouteComponent(() => import('./health-page.tsx'), 'HealthPage'),
});

export const routingRoutes = [configsRoute, newConfigRoute, configRoute, healthRoute] as const;

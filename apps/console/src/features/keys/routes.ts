import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../../root-route.tsx';

const providersRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/providers',
  component: lazyRouteComponent(() => import('./providers-page.tsx'), 'ProvidersPage'),
});

const providerRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/providers/$slug',
  component: lazyRouteComponent(() => import('./provider-page.tsx'), 'ProviderPage'),
});

const keysRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/keys',
  component: lazyRouteComponent(() => import('./keys-page.tsx'), 'KeysPage'),
});

const keyRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/keys/$id',
  component: lazyRouteComponent(() => import('./key-page.tsx'), 'KeyPage'),
});

export const keysRoutes = [providersRoute, providerRoute, keysRoute, keyRoute] as const;

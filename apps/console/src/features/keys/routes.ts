import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askEarly } from '../../api/queries.ts';
import { insideRoute } from '../../root-route.tsx';
import { listSearch } from './list-search.ts';
import { providerSearch } from './provider-search.ts';
import { keySearch } from './key-search.ts';

const providersRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/providers',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./providers-page.tsx'), 'ProvidersPage'),
});

const providerRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/providers/$slug',
  validateSearch: providerSearch,
  loader: ({ context: { client }, params: { slug } }) => askEarly(client, 'GET /v1/virtual-keys/{key}', { path: { key: slug } }),
  component: lazyRouteComponent(() => import('./provider-page.tsx'), 'ProviderPage'),
});

const keysRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/keys',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./keys-page.tsx'), 'KeysPage'),
});

const keyRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/keys/$id',
  validateSearch: keySearch,
  loader: ({ context: { client }, params: { id } }) => askEarly(client, 'GET /v1/api-keys/{key}', { path: { key: id } }),
  component: lazyRouteComponent(() => import('./key-page.tsx'), 'KeyPage'),
});

export const keysRoutes = [providersRoute, providerRoute, keysRoute, keyRoute] as const;

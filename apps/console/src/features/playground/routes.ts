import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../../root-route.tsx';
import { readSearch, type PlaygroundSearch } from './state/address.ts';

const playgroundRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/playground',
  validateSearch: (search: Record<string, unknown>): PlaygroundSearch => readSearch(search),
  component: lazyRouteComponent(() => import('./playground-page.tsx'), 'PlaygroundPage'),
});

export const playgroundRoutes = [playgroundRoute] as const;

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../../root-route.tsx';
import { readTracesSearch } from './traces-search.ts';

const tracesRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/traces',
  validateSearch: readTracesSearch,
  component: lazyRouteComponent(() => import('./traces-page.tsx'), 'TracesPage'),
});

const traceRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/traces/$id',
  validateSearch: ({ attempts, log, tab }: Readonly<Record<string, unknown>>) => ({
    ...(typeof attempts === 'boolean' && { attempts }),
    ...(typeof log === 'string' && { log }),
    ...(typeof tab === 'string' && { tab }),
  }),
  component: lazyRouteComponent(() => import('./trace-page.tsx'), 'TracePage'),
});

export const tracesRoutes = [tracesRoute, traceRoute] as const;

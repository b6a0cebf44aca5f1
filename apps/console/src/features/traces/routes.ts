import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../../root-route.tsx';

const tracesRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/traces',
  component: lazyRouteComponent(() => import('./traces-page.tsx'), 'TracesPage'),
});

const traceRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/traces/$id',
  component: lazyRouteComponent(() => import('./trace-page.tsx'), 'TracePage'),
});

export const tracesRoutes = [tracesRoute, traceRoute] as const;

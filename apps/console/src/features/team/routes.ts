import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../../root-route.tsx';

const teamRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/team',
  component: lazyRouteComponent(() => import('./team-page.tsx'), 'TeamPage'),
});

export const teamRoutes = [teamRoute] as const;

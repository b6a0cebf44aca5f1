import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../../root-route.tsx';
import { teamSearch } from './team-search.ts';

const teamRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/team',
  validateSearch: teamSearch,
  component: lazyRouteComponent(() => import('./team-page.tsx'), 'TeamPage'),
});

const workspaceRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/team/workspaces/$slug',
  component: lazyRouteComponent(() => import('./workspaces/workspace-page.tsx'), 'WorkspacePage'),
});

export const teamRoutes = [teamRoute, workspaceRoute] as const;

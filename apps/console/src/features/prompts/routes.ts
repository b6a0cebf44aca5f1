import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../../root-route.tsx';

const libraryRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/prompts',
  component: lazyRouteComponent(() => import('./library-page.tsx'), 'LibraryPage'),
});

const newPromptRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/prompts/new',
  component: lazyRouteComponent(() => import('./new-prompt-page.tsx'), 'NewPromptPage'),
});

const promptRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/prompts/$slug',
  component: lazyRouteComponent(() => import('./prompt-page.tsx'), 'PromptPage'),
});

const partialRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/partials/$slug',
  component: lazyRouteComponent(() => import('./partial-page.tsx'), 'PartialPage'),
});

export const promptsRoutes = [libraryRoute, newPromptRoute, promptRoute, partialRoute] as const;

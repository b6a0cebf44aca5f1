import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { askEarly } from '../../api/queries.ts';
import { insideRoute } from '../../root-route.tsx';
import { editorSoon } from '../../ui/editor-soon.ts';
import { readDeskSearch } from './desk-search.ts';
import { readLibrarySearch } from './library/library-search.ts';

const libraryRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/prompts',
  validateSearch: readLibrarySearch,
  component: lazyRouteComponent(() => import('./library-page.tsx'), 'LibraryPage'),
});

const newPromptRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/prompts/new',
  validateSearch: ({ folder }: Record<string, unknown>): { readonly folder?: string } => (typeof folder === 'string' ? { folder } : {}),
  loader: editorSoon,
  component: lazyRouteComponent(() => import('./new-prompt-page.tsx'), 'NewPromptPage'),
});

const promptRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/prompts/$slug',
  validateSearch: readDeskSearch,
  loader: ({ context: { client }, params: { slug } }) => {
    askEarly(client, 'GET /v1/prompts/{key}', { path: { key: slug }, query: {} });
    editorSoon();
  },
  component: lazyRouteComponent(() => import('./prompt-page.tsx'), 'PromptPage'),
});

const partialRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/partials/$slug',
  validateSearch: readDeskSearch,
  loader: editorSoon,
  component: lazyRouteComponent(() => import('./partial-page.tsx'), 'PartialPage'),
});

export const promptsRoutes = [libraryRoute, newPromptRoute, promptRoute, partialRoute] as const;

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../../root-route.tsx';

/** What of the start is shown. */
export interface StartSearch {
  /** The first steps, also to who has made them. */
  readonly guide?: true;
  /** Which snippet. */
  readonly client?: string;
}

const startRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/',
  validateSearch: ({ guide, client }: Record<string, unknown>): StartSearch => ({
    ...(guide === true && { guide }),
    ...(typeof client === 'string' && { client }),
  }),
  component: lazyRouteComponent(() => import('./start-page.tsx'), 'StartPage'),
});

export const startRoutes = [startRoute] as const;

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root-route.tsx';

/** What a link brings, until the page has taken it. */
const withToken = ({ token }: Record<string, unknown>): { readonly token?: string } => (typeof token === 'string' ? { token } : {});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: ({ to }: Record<string, unknown>): { readonly to?: string } => (typeof to === 'string' ? { to } : {}),
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('./setup-page.tsx'), 'SetupPage'),
});

const inviteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invite',
  validateSearch: withToken,
  component: lazyRouteComponent(() => import('./invite-page.tsx'), 'InvitePage'),
});

export const doorRoutes = [signInRoute, setupRoute, inviteRoute] as const;

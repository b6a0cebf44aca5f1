import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { askWhoEarly } from './api/queries.ts';
import { SignedIn } from './session/signed-in.tsx';
import { Shell } from './shell/shell.tsx';

export const rootRoute = createRootRouteWithContext<{ readonly client: QueryClient }>()({ component: Outlet });

/** Around every page that needs a session. */
export const insideRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'inside',
  // While the page's own files are on their way, and not after them.
  loader: ({ context: { client } }) => askWhoEarly(client),
  component: Inside,
});

function Inside(): ReactNode {
  return (
    <SignedIn>
      <Shell>
        <Outlet />
      </Shell>
    </SignedIn>
  );
}

import { createRootRoute, createRoute, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SignedIn } from './session/signed-in.tsx';
import { Shell } from './shell/shell.tsx';

export const rootRoute = createRootRoute({ component: Outlet });

/** Around every page that needs a session. */
export const insideRoute = createRoute({ getParentRoute: () => rootRoute, id: 'inside', component: Inside });

function Inside(): ReactNode {
  return (
    <SignedIn>
      <Shell>
        <Outlet />
      </Shell>
    </SignedIn>
  );
}

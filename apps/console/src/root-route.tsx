import { createRootRoute, createRoute, Outlet } from '@tanstack/react-router';
import { SignedIn } from './session/signed-in.tsx';
import { Shell } from './shell/shell.tsx';

export const rootRoute = createRootRoute({ component: Outlet });

/** Around every page that needs a session. */
export const insideRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'inside',
  component: () => (
    <SignedIn>
      <Shell>
        <Outlet />
      </Shell>
    </SignedIn>
  ),
});

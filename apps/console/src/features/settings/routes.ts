import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../../root-route.tsx';

/** Parts of the page, in their order. */
export const TABS = ['you', 'gateway', 'models'] as const;

const settingsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/settings',
  validateSearch: ({ tab }: Record<string, unknown>): { readonly tab?: (typeof TABS)[number] } => {
    const known = TABS.find((each) => each === tab && each !== 'you');
    return known === undefined ? {} : { tab: known };
  },
  component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
});

export const settingsRoutes = [settingsRoute] as const;

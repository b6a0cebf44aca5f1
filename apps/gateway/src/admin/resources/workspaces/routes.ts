import type { AdminMeans } from '../../means.ts';
import { resourceRoutes } from '../../resource-routes.ts';
import type { AdminRoute } from '../../route.ts';
import { defineWorkspaces } from './resource.ts';

/** The addresses of workspaces. Wire spec §20.6. */
export const workspaceRoutes = (means: AdminMeans): readonly AdminRoute[] => resourceRoutes(defineWorkspaces(means), means);

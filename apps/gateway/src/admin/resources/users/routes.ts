import type { AdminMeans } from '../../means.ts';
import { resourceRoutes } from '../../resource-routes.ts';
import type { AdminRoute } from '../../route.ts';
import { defineUsers } from './resource.ts';

/** The addresses of users. Wire spec §20.6. */
export const userRoutes = (means: AdminMeans): readonly AdminRoute[] => resourceRoutes(defineUsers(means), means);

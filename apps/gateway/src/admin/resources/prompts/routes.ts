import type { AdminMeans } from '../../means.ts';
import { resourceRoutes } from '../../resource-routes.ts';
import type { AdminRoute } from '../../route.ts';
import { previewRoute } from './preview-route.ts';
import { definePrompts } from './resource.ts';
import { promptVersionRoutes } from './version-routes.ts';

/** All addresses of prompts and their versions. */
export function promptsRoutes(means: AdminMeans): readonly AdminRoute[] {
  const prompts = definePrompts(means);
  return [...resourceRoutes(prompts, means), ...promptVersionRoutes(prompts, means), previewRoute(means)];
}

import type { AdminMeans } from './means.ts';
import { aliasRoutes } from './resources/aliases/resource.ts';
import { apiKeyRoutes } from './resources/api-keys/routes.ts';
import { auditLogRoutes } from './resources/audit-log/routes.ts';
import { collectionsRoutes } from './resources/collections/routes.ts';
import { configsRoutes } from './resources/configs/routes.ts';
import { guardrailRoutes } from './resources/guardrails/routes.ts';
import { integrationRoutes } from './resources/integrations/routes.ts';
import { inviteRoutes } from './resources/invites/routes.ts';
import { labelsRoutes } from './resources/labels/routes.ts';
import { memberRoutes } from './resources/members/routes.ts';
import { partialsRoutes } from './resources/partials/routes.ts';
import { priceRoutes } from './resources/prices/resource.ts';
import { promptsRoutes } from './resources/prompts/routes.ts';
import { providerRoutes } from './resources/providers/resource.ts';
import { userRoutes } from './resources/users/routes.ts';
import { virtualKeyRoutes } from './resources/virtual-keys/resource.ts';
import { workspaceRoutes } from './resources/workspaces/routes.ts';
import type { AdminRoute } from './route.ts';
import { signInRoutes } from './sign-in/routes.ts';

/** Every address of the admin API. */
export const adminRoutes = (means: AdminMeans): readonly AdminRoute[] =>
  [
    aliasRoutes,
    apiKeyRoutes,
    auditLogRoutes,
    collectionsRoutes,
    configsRoutes,
    guardrailRoutes,
    integrationRoutes,
    inviteRoutes,
    labelsRoutes,
    memberRoutes,
    partialsRoutes,
    priceRoutes,
    promptsRoutes,
    providerRoutes,
    signInRoutes,
    userRoutes,
    virtualKeyRoutes,
    workspaceRoutes,
  ].flatMap((routes) => routes(means));

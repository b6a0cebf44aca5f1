import type { AdminMeans } from './means.ts';
import { aliasRoutes } from './resources/aliases/resource.ts';
import { analyticsRoutes } from './resources/analytics/routes.ts';
import { apiKeyRoutes } from './resources/api-keys/routes.ts';
import { auditLogRoutes } from './resources/audit-log/routes.ts';
import { cassetteRoutes } from './resources/cassettes/routes.ts';
import { catalogueRoutes } from './resources/catalogue/routes.ts';
import { collectionsRoutes } from './resources/collections/routes.ts';
import { configsRoutes } from './resources/configs/routes.ts';
import { dryRunRoutes } from './resources/dry-run/routes.ts';
import { experimentRoutes } from './resources/experiments/routes.ts';
import { feedbackRoutes } from './resources/feedback/routes.ts';
import { guardrailRoutes } from './resources/guardrails/routes.ts';
import { integrationRoutes } from './resources/integrations/routes.ts';
import { inviteRoutes } from './resources/invites/routes.ts';
import { labelsRoutes } from './resources/labels/routes.ts';
import { logExportRoutes } from './resources/log-exports/routes.ts';
import { logRoutes } from './resources/logs/routes.ts';
import { memberRoutes } from './resources/members/routes.ts';
import { modelConfigRoutes } from './resources/model-configs/routes.ts';
import { partialsRoutes } from './resources/partials/routes.ts';
import { priceRoutes } from './resources/prices/resource.ts';
import { promptsRoutes } from './resources/prompts/routes.ts';
import { providerRoutes } from './resources/providers/resource.ts';
import { replayRoutes } from './resources/replays/routes.ts';
import { settingsRoutes } from './resources/settings/routes.ts';
import { shadowRoutes } from './resources/shadows/routes.ts';
import { startRoutes } from './resources/start/routes.ts';
import { targetRoutes } from './resources/targets/routes.ts';
import { userRoutes } from './resources/users/routes.ts';
import { virtualKeyRoutes } from './resources/virtual-keys/resource.ts';
import { workspaceRoutes } from './resources/workspaces/routes.ts';
import type { AdminRoute } from './route.ts';
import { signInRoutes } from './sign-in/routes.ts';

/** Every address of the admin API. */
export const adminRoutes = (means: AdminMeans): readonly AdminRoute[] =>
  [
    aliasRoutes,
    analyticsRoutes,
    apiKeyRoutes,
    auditLogRoutes,
    cassetteRoutes,
    catalogueRoutes,
    collectionsRoutes,
    configsRoutes,
    dryRunRoutes,
    experimentRoutes,
    feedbackRoutes,
    guardrailRoutes,
    integrationRoutes,
    inviteRoutes,
    labelsRoutes,
    logExportRoutes,
    logRoutes,
    memberRoutes,
    modelConfigRoutes,
    partialsRoutes,
    priceRoutes,
    promptsRoutes,
    providerRoutes,
    replayRoutes,
    settingsRoutes,
    shadowRoutes,
    signInRoutes,
    startRoutes,
    targetRoutes,
    userRoutes,
    virtualKeyRoutes,
    workspaceRoutes,
  ].flatMap((routes) => routes(means));

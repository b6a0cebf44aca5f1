import type { ApiKey } from '@sluice/core';
import { CALLING, SCOPES } from '../../admin/scopes.ts';
import { SettingsError } from '../../settings/environment.ts';
import type { ApiKeyEntry } from '../entries.ts';
import type { Workspaces } from './workspaces.ts';

/** @throws SettingsError for a scope or a workspace that is none. */
export function buildApiKey(entry: ApiKeyEntry, place: string, workspaces: Workspaces): ApiKey {
  const { name, workspace, scopes, expires_at: expiresAt, defaults } = entry;
  const unknown = scopes?.find((scope) => !SCOPES.has(scope));
  if (unknown !== undefined) throw new SettingsError(`${place}.scopes`, `there is no scope "${unknown}"`);
  return {
    id: `file:${name}`,
    name,
    workspace: workspace === undefined ? undefined : workspaces.idOf(workspace, `${place}.workspace`),
    scopes: scopes ? new Set(scopes) : CALLING,
    admin: false,
    expiresAt: expiresAt === undefined ? undefined : Date.parse(expiresAt),
    allowedModels: entry.allowed_models,
    allowedProviders: entry.allowed_providers,
    logBodies: entry.log_bodies ?? true,
    defaults: {
      config: defaults?.config,
      metadata: defaults?.metadata ?? {},
      allowConfigOverride: defaults?.allow_config_override ?? true,
    },
    enforced: workspaces.enforcedIn(workspace),
  };
}

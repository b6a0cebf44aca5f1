import type { VirtualKey } from '@sluice/core';
import type { RateLimit, StoredCredential, UsageLimit } from '@sluice/store';
import { readBaseURL } from '../settings/provider-environment.ts';
import { accessFor, type IntegrationEntry } from './integrations.ts';
import type { Reader } from './reader.ts';
import type { WorkspaceEntry } from './workspaces.ts';

/** What callers name as a virtual key or as `@slug`, without what it may stand on. */
export interface ProviderEntry {
  readonly id: string;
  readonly slug: string;
  /** The adapter's slug. */
  readonly provider: string;
  readonly workspaceId: string | undefined;
  readonly active: boolean;
  readonly integrationId: string | undefined;
  /** Of a virtual key; what stands on an integration has none of its own. */
  readonly credential: StoredCredential | undefined;
  readonly expiresAt: number | undefined;
  readonly usageLimits: readonly UsageLimit[];
  readonly rateLimits: readonly RateLimit[];
}

export const readProviders: Reader<ProviderEntry> = async (db, { where, limit }, { vault, findProvider }) => {
  const rows = await db.selectFrom('providers').selectAll().where(where).orderBy('id').limit(limit).execute();
  return rows.map((row) => ({
    id: row.id,
    build: () => {
      const adapter = findProvider(row.provider);
      if (!adapter) throw new Error(`the provider "${row.provider}" is not loaded`);
      return {
        id: row.id,
        slug: row.slug,
        provider: adapter.id,
        workspaceId: row.workspace_id ?? undefined,
        active: row.status === 'active',
        integrationId: row.integration_id ?? undefined,
        credential:
          row.credential === null
            ? undefined
            : (JSON.parse(vault.open(row.credential, { table: 'providers', id: row.id, column: 'credential' })) as StoredCredential),
        expiresAt: row.expires_at ?? undefined,
        usageLimits: JSON.parse(row.usage_limits) as readonly UsageLimit[],
        rateLimits: JSON.parse(row.rate_limits) as readonly RateLimit[],
      };
    },
  }));
};

/** What a virtual key depends on besides itself. */
export interface VirtualKeyCircumstances {
  readonly integration: (id: string) => IntegrationEntry | undefined;
  readonly workspaces: () => Iterable<WorkspaceEntry>;
}

/** The virtual key as it may be used now; undefined where nobody may. */
export function virtualKeyOf(entry: ProviderEntry, { integration, workspaces }: VirtualKeyCircumstances): VirtualKey | undefined {
  const under = entry.integrationId === undefined ? undefined : integration(entry.integrationId);
  if (!entry.active || (entry.integrationId !== undefined && !under?.active)) return undefined;
  const credential = entry.credential ?? under?.credential;
  if (!credential) return undefined;
  const allowed = whoMay(entry, under, workspaces());
  if (allowed?.size === 0) return undefined;
  return {
    id: entry.id,
    slug: entry.slug,
    provider: entry.provider,
    workspaces: allowed,
    keys: credential.keys,
    customHost: credential.custom_host === undefined ? undefined : readBaseURL('custom_host', credential.custom_host),
    fields: credential.fields,
    headers: Object.fromEntries(Object.entries(credential.custom_headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
    deployments: (credential.deployments ?? []).map(({ alias, is_default: isDefault = false, fields }) => ({ alias, isDefault, fields })),
    allowedModels: under?.allowedModels,
    models: under?.models ?? new Map(),
    expiresAt: entry.expiresAt,
    hostsJudged: true,
  };
}

/** The workspaces that may use it; undefined: all of them. */
function whoMay(
  { workspaceId }: ProviderEntry,
  under: IntegrationEntry | undefined,
  workspaces: Iterable<WorkspaceEntry>,
): ReadonlySet<string> | undefined {
  if (!under && workspaceId === undefined) return undefined;
  const active = [...workspaces].filter((workspace) => workspace.active).map(({ id }) => id);
  const here = workspaceId === undefined ? active : active.filter((id) => id === workspaceId);
  return new Set(under ? here.filter((id) => accessFor(under, id).enabled) : here);
}

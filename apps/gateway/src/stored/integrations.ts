import type { OwnModel } from '@sluice/core';
import type { IntegrationsTable, RateLimit, StoredCredential, UsageLimit } from '@sluice/store';
import { byOwner, type Reader } from './reader.ts';

/** Whether a workspace may use an integration, and how much of it. */
export interface IntegrationAccess {
  readonly enabled: boolean;
  readonly usageLimits: readonly UsageLimit[];
  readonly rateLimits: readonly RateLimit[];
}

export interface IntegrationEntry {
  readonly id: string;
  readonly slug: string;
  readonly workspaceId: string | undefined;
  readonly active: boolean;
  readonly credential: StoredCredential;
  /** Undefined: every model may be sent. */
  readonly allowedModels: ReadonlySet<string> | undefined;
  readonly models: ReadonlyMap<string, OwnModel>;
  /** As they were written, by model. */
  readonly prices: ReadonlyMap<string, unknown>;
  /** Of workspaces that were named. */
  readonly access: ReadonlyMap<string, IntegrationAccess>;
  readonly elsewhere: IntegrationAccess;
}

export const readIntegrations: Reader<IntegrationEntry> = async (db, { where, limit }, { vault }) => {
  const rows = await db.selectFrom('integrations').selectAll().where(where).orderBy('id').limit(limit).execute();
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const workspaces = await db.selectFrom('integration_workspaces').selectAll().where('integration_id', 'in', ids).execute();
  const models = await db.selectFrom('integration_models').selectAll().where('integration_id', 'in', ids).execute();
  const accessOf = byOwner(workspaces, (each) => each.integration_id);
  const modelsOf = byOwner(models, (each) => each.integration_id);
  return rows.map((row) => ({
    id: row.id,
    build: () => {
      const enabled = modelsOf(row.id).filter((model) => model.enabled === 1);
      return {
        id: row.id,
        slug: row.slug,
        workspaceId: row.workspace_id ?? undefined,
        active: row.status === 'active',
        credential: JSON.parse(vault.open(row.credential, { table: 'integrations', id: row.id, column: 'credential' })) as StoredCredential,
        allowedModels: row.allow_all_models === 1 ? undefined : new Set(enabled.map(({ slug }) => slug)),
        models: new Map(
          enabled.map((model) => [
            model.slug,
            { customHost: model.custom_host ?? undefined, baseModel: model.base_model_slug ?? undefined },
          ]),
        ),
        prices: new Map(
          enabled.filter((model) => model.pricing_config !== null).map((model) => [model.slug, JSON.parse(model.pricing_config!)] as const),
        ),
        access: new Map(accessOf(row.id).map((each) => [each.workspace_id, { enabled: each.enabled === 1, ...limitsIn(each) }])),
        elsewhere: elsewhere(row),
      };
    },
  }));
};

const limitsIn = ({ usage_limits: usage, rate_limits: rate }: { readonly usage_limits: string; readonly rate_limits: string }) => ({
  usageLimits: JSON.parse(usage) as readonly UsageLimit[],
  rateLimits: JSON.parse(rate) as readonly RateLimit[],
});

function elsewhere({ global_access: text }: Pick<IntegrationsTable, 'global_access'>): IntegrationAccess {
  const said = JSON.parse(text) as { enabled?: boolean; usage_limits?: readonly UsageLimit[]; rate_limits?: readonly RateLimit[] };
  return { enabled: said.enabled === true, usageLimits: said.usage_limits ?? [], rateLimits: said.rate_limits ?? [] };
}

/** How far a workspace may use an integration. One of a workspace is that workspace's alone. */
export function accessFor(integration: IntegrationEntry, workspaceId: string): IntegrationAccess {
  if (integration.workspaceId === workspaceId) return integration.access.get(workspaceId) ?? OWN;
  if (integration.workspaceId !== undefined) return NONE;
  return integration.access.get(workspaceId) ?? integration.elsewhere;
}

const OWN: IntegrationAccess = { enabled: true, usageLimits: [], rateLimits: [] };
const NONE: IntegrationAccess = { enabled: false, usageLimits: [], rateLimits: [] };

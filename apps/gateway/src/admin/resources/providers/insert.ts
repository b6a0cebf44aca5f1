import type { IntegrationsTable, Writing } from '@sluice/store';
import type { ProviderRow } from './row.ts';

export interface NewProvider {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly integration: Pick<IntegrationsTable, 'id' | 'provider'>;
  readonly workspaceId: string | null;
  readonly actor: string;
  readonly more: Partial<ProviderRow>;
}

/** Writes down what stands on an integration. */
export async function insertProvider(
  { id, slug, name, integration, workspaceId, actor, more }: NewProvider,
  { tx, changed, now }: Writing,
): Promise<ProviderRow> {
  const row: ProviderRow = {
    id,
    slug,
    name,
    workspace_id: workspaceId,
    integration_id: integration.id,
    provider: integration.provider,
    note: null,
    status: 'active',
    credential: null,
    masked_key: null,
    usage_limits: '[]',
    rate_limits: '[]',
    expires_at: null,
    created_at: now,
    updated_at: now,
    created_by: actor,
    updated_by: actor,
    ...more,
  };
  await tx.insertInto('providers').values(row).execute();
  changed('providers', id);
  return row;
}

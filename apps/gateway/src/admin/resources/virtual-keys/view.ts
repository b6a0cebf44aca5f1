import type { VirtualKeyView } from '@sluice/contract';
import type { Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import { shownRateLimits, shownUsageLimit } from '../../limits.ts';
import type { AdminMeans } from '../../means.ts';
import type { View } from '../../resource.ts';
import { shownTime, shownTimeOrNull } from '../../shown-time.ts';
import { behind } from '../providers/behind.ts';
import type { ProviderRow } from '../providers/row.ts';
import { standingOf } from '../providers/standing.ts';

/** How a virtual key is shown; what stands on an integration is shown as one too. */
export async function viewVirtualKey(row: ProviderRow, db: Kysely<Schema>, means: AdminMeans): Promise<VirtualKeyView> {
  const { maskedKey, integration, shown } = await behind(row, db, means);
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    note: row.note,
    status: await standingOf(row, db, means.now()),
    ai_provider_name: row.provider,
    masked_api_key: maskedKey,
    model_config: shown,
    integration_id: integration,
    workspace_id: row.workspace_id,
    usage_limits: shownUsageLimit(row.usage_limits),
    rate_limits: shownRateLimits(row.rate_limits),
    expires_at: shownTimeOrNull(row.expires_at),
    created_by: row.created_by,
    updated_by: row.updated_by,
    created_at: shownTime(row.created_at),
    last_updated_at: shownTime(row.updated_at),
    object: 'virtual-key',
    origin: 'api',
  };
}

const NOTHING_SAID = {
  note: null,
  masked_api_key: null,
  model_config: null,
  integration_id: null,
  workspace_id: null,
  usage_limits: null,
  rate_limits: [],
  expires_at: null,
} as const;

/** One of the config file: whoever writes that looks there for the rest. */
export const declaredVirtualKey = ({ provider: _provider, ...view }: View): View => ({ ...NOTHING_SAID, ...view });

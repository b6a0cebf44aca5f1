import type { VirtualKeyView } from '@sluice/contract';
import type { Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import { shownRateLimits, shownUsageLimit } from '../../limits.ts';
import type { AdminMeans } from '../../means.ts';
import type { View } from '../../resource.ts';
import { shownTime, shownTimeOrNull } from '../../shown-time.ts';
import { behindThem } from '../providers/behind.ts';
import type { ProviderRow } from '../providers/row.ts';
import { standings } from '../providers/standing.ts';

/** How a virtual key is shown; what stands on an integration is shown as one too. */
export async function viewVirtualKey(row: ProviderRow, db: Kysely<Schema>, means: AdminMeans): Promise<VirtualKeyView> {
  const [view] = await viewVirtualKeys([row], db, means);
  return view!;
}

/** The same for several. */
export async function viewVirtualKeys(
  rows: readonly ProviderRow[],
  db: Kysely<Schema>,
  means: AdminMeans,
): Promise<readonly VirtualKeyView[]> {
  const behind = await behindThem(rows, db, means);
  const standingOf = await standings(rows, db, means.now());
  return rows.map((row) => {
    const { maskedKey, integration, shown } = behind(row);
    return {
      id: row.id,
      slug: row.slug,
      name: row.name,
      note: row.note,
      status: standingOf(row),
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
  });
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

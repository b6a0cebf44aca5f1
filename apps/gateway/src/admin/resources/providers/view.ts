import type { ProviderView } from '@sluice/contract';
import type { Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import { shownRateLimits, shownUsageLimit } from '../../limits.ts';
import type { AdminMeans } from '../../means.ts';
import type { View } from '../../resource.ts';
import { shownTime, shownTimeOrNull } from '../../shown-time.ts';
import { declaredVirtualKey } from '../virtual-keys/view.ts';
import { behindThem } from './behind.ts';
import type { ProviderRow } from './row.ts';
import { standings } from './standing.ts';

/** How a provider is shown; a virtual key is shown as one too. */
export async function viewProvider(row: ProviderRow, db: Kysely<Schema>, means: AdminMeans): Promise<ProviderView> {
  const [view] = await viewProviders([row], db, means);
  return view!;
}

/** The same for several. */
export async function viewProviders(rows: readonly ProviderRow[], db: Kysely<Schema>, means: AdminMeans): Promise<readonly ProviderView[]> {
  const behind = await behindThem(rows, db, means);
  const standingOf = await standings(rows, db, means.now());
  return rows.map((row) => {
    const { integration } = behind(row);
    return {
      id: row.id,
      slug: row.slug,
      name: row.name,
      note: row.note,
      status: standingOf(row),
      ai_provider_id: row.provider,
      integration_id: integration,
      workspace_id: row.workspace_id,
      usage_limits: shownUsageLimit(row.usage_limits),
      rate_limits: shownRateLimits(row.rate_limits),
      expires_at: shownTimeOrNull(row.expires_at),
      created_by: row.created_by,
      updated_by: row.updated_by,
      created_at: shownTime(row.created_at),
      last_updated_at: shownTime(row.updated_at),
      object: 'provider',
      origin: 'api',
    };
  });
}

/** A virtual key of the config file as a provider. */
export function declaredProvider(declared: View): View {
  const { ai_provider_name: provider, masked_api_key: _key, model_config: _fields, ...view } = declaredVirtualKey(declared);
  return { ...view, ai_provider_id: provider, object: 'provider' };
}

/** How one stands in a list: one of Portkey's clients takes its rates for an object there, and fails at a list. */
export const listedProvider = ({ rate_limits: rates, ...view }: View): View =>
  Array.isArray(rates) && rates.length > 0 ? view : { ...view, rate_limits: null };

import type { ApiKeyDefaults, ApiKeysTable, Schema, UsageLimit } from '@sluice/store';
import type { Kysely } from 'kysely';
import type { ApiKeyView } from '@sluice/contract';
import { shownRateLimits, shownUsageLimit } from '../../limits.ts';
import { ORGANISATION_ID } from '../../organisation.ts';
import { usedUpAmong } from '../../usage.ts';
import { shownTime, shownTimeOrNull } from '../../shown-time.ts';

/** What the store holds of a key. */
export type ApiKeyRow = ApiKeysTable;

/** How a key is shown: never the key, nor what it could be found by. */
export async function viewApiKey(row: ApiKeyRow, nowMs: number, db: Kysely<Schema>): Promise<ApiKeyView> {
  const [view] = await viewApiKeys([row], nowMs, db);
  return view!;
}

/** The same for several. */
export async function viewApiKeys(rows: readonly ApiKeyRow[], nowMs: number, db: Kysely<Schema>): Promise<readonly ApiKeyView[]> {
  const usedUp = await usedUpAmong(
    db,
    'api_keys',
    rows.map(({ id, usage_limits: limits }) => ({ id, limits: JSON.parse(limits) as readonly UsageLimit[] })),
    nowMs,
  );
  return rows.map((row) => ({
    object: 'api-key',
    origin: 'api',
    id: row.id,
    key: row.hint,
    name: row.name,
    description: row.description,
    type: row.type,
    organisation_id: ORGANISATION_ID,
    workspace_id: row.workspace_id,
    user_id: row.user_id,
    status: statusOf(row, usedUp, nowMs),
    creation_mode: row.creation_mode,
    root: row.root === 1,
    scopes: JSON.parse(row.scopes) as string[],
    defaults: JSON.parse(row.defaults) as ApiKeyDefaults,
    allowed_models: namesIn(row.allowed_models),
    allowed_providers: namesIn(row.allowed_providers),
    usage_limits: shownUsageLimit(row.usage_limits),
    rate_limits: shownRateLimits(row.rate_limits),
    rotation_policy: row.rotation_policy === null ? null : (JSON.parse(row.rotation_policy) as ApiKeyView['rotation_policy']),
    expires_at: shownTimeOrNull(row.expires_at),
    created_by: row.created_by,
    created_at: shownTime(row.created_at),
    last_updated_at: shownTime(row.updated_at),
  }));
}

function statusOf({ id, expires_at: end }: ApiKeyRow, usedUp: ReadonlySet<string>, nowMs: number): ApiKeyView['status'] {
  if (end !== null && end <= nowMs) return 'expired';
  return usedUp.has(id) ? 'exhausted' : 'active';
}

/** A list of names that may say "all" by being none. */
export const namesIn = (text: string | null): readonly string[] | null => (text === null ? null : (JSON.parse(text) as string[]));

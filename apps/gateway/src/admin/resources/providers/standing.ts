import type { Schema, UsageLimit } from '@sluice/store';
import type { Kysely } from 'kysely';
import { usedUpAmong } from '../../usage.ts';
import type { ProviderRow } from './row.ts';

/** All that can become of a call with one now. */
export const STANDINGS = ['active', 'archived', 'expired', 'exhausted'] as const;

/** What becomes of a call with it now. */
export type Standing = (typeof STANDINGS)[number];

/** How rows stand at a moment. */
export async function standings(rows: readonly ProviderRow[], db: Kysely<Schema>, now: number): Promise<(row: ProviderRow) => Standing> {
  const usedUp = await usedUpAmong(
    db,
    'providers',
    rows.map(({ id, usage_limits: limits }) => ({ id, limits: JSON.parse(limits) as readonly UsageLimit[] })),
    now,
  );
  return ({ id, status, expires_at: expiry }) => {
    if (status === 'archived') return 'archived';
    if (expiry !== null && expiry <= now) return 'expired';
    return usedUp.has(id) ? 'exhausted' : 'active';
  };
}

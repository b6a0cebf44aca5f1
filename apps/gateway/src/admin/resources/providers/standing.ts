import type { Schema, UsageLimit } from '@sluice/store';
import type { Kysely } from 'kysely';
import { isUsedUp } from '../../usage.ts';
import type { ProviderRow } from './row.ts';

/** What becomes of a call with it now. */
export type Standing = 'active' | 'archived' | 'expired' | 'exhausted';

export async function standingOf(
  { id, status, expires_at: expiry, usage_limits: limits }: ProviderRow,
  db: Kysely<Schema>,
  now: number,
): Promise<Standing> {
  if (status === 'archived') return 'archived';
  if (expiry !== null && expiry <= now) return 'expired';
  return (await isUsedUp(db, 'providers', id, JSON.parse(limits) as readonly UsageLimit[], now)) ? 'exhausted' : 'active';
}

/** All there are, for the API's document. */
export const STANDINGS = ['active', 'archived', 'expired', 'exhausted'] as const satisfies readonly Standing[];

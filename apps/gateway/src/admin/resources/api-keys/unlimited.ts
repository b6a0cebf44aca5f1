import type { ApiKeyView } from '@sluice/contract';
import type { Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import { refused } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import type { Principal } from '../../principal.ts';
import { viewApiKey } from './view.ts';

/** Where keys are looked up: in the config file, else in the store. */
export type KeyMeans = Pick<AdminMeans, 'declared' | 'now'>;

const OF_FILE = 'file:';

/** A key by its id, as it stands at this moment; undefined for one that is gone. */
export async function keyNow(id: string, { declared, now }: KeyMeans, db: Kysely<Schema>): Promise<ApiKeyView | undefined> {
  if (id.startsWith(OF_FILE)) return declared().apiKeys.get(id.slice(OF_FILE.length)) as ApiKeyView | undefined;
  const row = await db.selectFrom('api_keys').selectAll().where('id', '=', id).executeTakeFirst();
  return row && viewApiKey(row, now(), db);
}

/**
 * Keys with a budget or a rate of their own make no keys that call providers, and move no limits: what their like could
 * spend beside them would be no limit at all.
 *
 * @throws FaultError `forbidden`
 */
export async function requireUnlimited({ key }: Principal, means: KeyMeans, db: Kysely<Schema>): Promise<void> {
  if (key === undefined || key.admin) return;
  const now = await keyNow(key.id, means, db);
  if (now && !isLimited(now)) return;
  throw refused(
    'forbidden',
    `The key "${key.name}" has a budget or rate of its own, so it makes no keys that call providers and changes no limits: use one without`,
    'usage_limits',
    'key_is_limited',
  );
}

/**
 * Keys with a bound of any kind give nobody a role: who has it signs in, and is bound by nothing that the key is.
 *
 * @throws FaultError `forbidden`
 */
export async function requireUnbounded({ key }: Principal, means: KeyMeans, db: Kysely<Schema>): Promise<void> {
  if (key === undefined || key.admin) return;
  const now = await keyNow(key.id, means, db);
  if (now && !isBounded(now)) return;
  throw refused(
    'forbidden',
    `The key "${key.name}" has an end, limits, or models, providers or a config that it must keep to, and people have none of these, so it invites nobody and gives no roles: use one without`,
    undefined,
    'key_is_limited',
  );
}

/** Whether a key is held to anything besides its scopes. */
export const isBounded = (key: ApiKeyView): boolean =>
  isLimited(key) ||
  key.allowed_models !== null ||
  key.allowed_providers !== null ||
  key.expires_at !== null ||
  key.defaults.allow_config_override === false;

const isLimited = ({ usage_limits: usage, rate_limits: rates }: ApiKeyView): boolean => usage !== null || rates.length > 0;

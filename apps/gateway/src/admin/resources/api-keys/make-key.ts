import type { ApiKeyDefaults, ApiKeysTable, RateLimit, UsageLimit, Writing } from '@sluice/store';
import type { KeyHash } from '../../../state/key-hash.ts';
import { keptLimits } from '../../limits.ts';
import type { Reach } from './bounds.ts';
import type { Owner } from './owner.ts';
import { hintOf, newToken } from './token.ts';

/** A key that is to be: judged already. */
export interface NewKey {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly owner: Owner;
  readonly reach: Reach;
  readonly usageLimits: readonly UsageLimit[] | null | undefined;
  readonly rateLimits: readonly RateLimit[] | null | undefined;
  readonly rotationPolicy: unknown;
  readonly creationMode: ApiKeysTable['creation_mode'];
  /** Who makes it, as the audit log calls them. */
  readonly by: string;
}

/** Writes a key down, and tells it. */
export async function makeKey(
  key: NewKey,
  hash: KeyHash,
  { tx, changed, now }: Writing,
): Promise<{ readonly row: ApiKeysTable; readonly token: string }> {
  const token = newToken();
  const { owner, reach } = key;
  const row: ApiKeysTable = {
    id: key.id,
    name: key.name,
    description: key.description,
    type: owner.type,
    workspace_id: owner.workspaceId,
    user_id: owner.userId,
    hint: hintOf(token),
    root: 0,
    scopes: JSON.stringify(reach.scopes),
    defaults: keptDefaults(reach.defaults),
    allowed_models: keptNames(reach.allowedModels),
    allowed_providers: keptNames(reach.allowedProviders),
    usage_limits: keptLimits(key.usageLimits),
    rate_limits: keptLimits(key.rateLimits),
    rotation_policy: keptPolicy(key.rotationPolicy),
    creation_mode: key.creationMode,
    expires_at: reach.expiresAt,
    created_at: now,
    updated_at: now,
    created_by: key.by,
    updated_by: key.by,
  };
  await tx.insertInto('api_keys').values(row).execute();
  await tx
    .insertInto('api_key_hashes')
    .values({ hash: hash(token), api_key_id: key.id, expires_at: null, created_at: now })
    .execute();
  changed('api_keys', key.id);
  return { row, token };
}

/** Null is what was not said. */
export const keptDefaults = (defaults: ApiKeyDefaults | null | undefined): string =>
  JSON.stringify(Object.fromEntries(Object.entries(defaults ?? {}).filter(([, value]) => value !== null)));

export const keptNames = (names: readonly string[] | null): string | null => (names === null ? null : JSON.stringify(names));

export const keptPolicy = (policy: unknown): string | null => (policy === null || policy === undefined ? null : JSON.stringify(policy));

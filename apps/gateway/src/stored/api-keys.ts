import { NOTHING_ENFORCED, type ApiKey } from '@sluice/core';
import type { ApiKeyDefaults, ApiKeysTable, RateLimit, UsageLimit } from '@sluice/store';
import { userKeyScopes } from '../admin/user-scopes.ts';
import { byOwner, type Reader } from './reader.ts';
import type { UserEntry } from './users.ts';
import type { WorkspaceEntry } from './workspaces.ts';

type Kept = Pick<
  ApiKeysTable,
  | 'id'
  | 'name'
  | 'workspace_id'
  | 'type'
  | 'user_id'
  | 'root'
  | 'scopes'
  | 'defaults'
  | 'allowed_models'
  | 'allowed_providers'
  | 'usage_limits'
  | 'rate_limits'
  | 'expires_at'
>;

export interface ApiKeyEntry extends Kept {
  /** What it is found by, and until when. */
  readonly hashes: readonly { readonly hash: string; readonly expiresAt: number | undefined }[];
}

const COLUMNS = [
  'id',
  'name',
  'workspace_id',
  'type',
  'user_id',
  'root',
  'scopes',
  'defaults',
  'allowed_models',
  'allowed_providers',
  'usage_limits',
  'rate_limits',
  'expires_at',
] as const satisfies readonly (keyof Kept)[];

export const readApiKeys: Reader<ApiKeyEntry> = async (db, { where, limit }) => {
  const rows = await db.selectFrom('api_keys').select(COLUMNS).where(where).orderBy('id').limit(limit).execute();
  if (rows.length === 0) return [];
  const hashes = await db
    .selectFrom('api_key_hashes')
    .select(['hash', 'api_key_id', 'expires_at'])
    .where(
      'api_key_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  const of = byOwner(hashes, (each) => each.api_key_id);
  return rows.map((row) => ({
    id: row.id,
    build: () => ({ ...row, hashes: of(row.id).map(({ hash, expires_at: at }) => ({ hash, expiresAt: at ?? undefined })) }),
  }));
};

/** What a key depends on besides itself. */
export interface KeyCircumstances {
  readonly workspace: (id: string) => WorkspaceEntry | undefined;
  readonly user: (id: string) => UserEntry | undefined;
  /** The slug of the config that a workspace has marked as its default one. */
  readonly defaultConfig: (workspaceId: string) => string | undefined;
}

/**
 * The key as it may be used now; undefined for one whose workspace was archived or whose user was disabled or has gone.
 * A key of a user may no more than the user.
 */
export function apiKeyOf(entry: ApiKeyEntry, { workspace, user, defaultConfig }: KeyCircumstances): ApiKey | undefined {
  const home = entry.workspace_id === null ? undefined : workspace(entry.workspace_id);
  if (entry.workspace_id !== null && !home?.active) return undefined;
  const own = new Set(JSON.parse(entry.scopes) as readonly string[]);
  const scopes = entry.type === 'workspace-user' || entry.user_id !== null ? within(own, entry, user) : own;
  if (scopes === undefined) return undefined;
  const defaults = JSON.parse(entry.defaults) as ApiKeyDefaults;
  return {
    id: entry.id,
    name: entry.name,
    workspace: entry.workspace_id ?? undefined,
    scopes,
    admin: entry.root === 1,
    expiresAt: entry.expires_at ?? undefined,
    allowedModels: listOrAll(entry.allowed_models),
    allowedProviders: listOrAll(entry.allowed_providers),
    defaults: {
      config: defaults.config_id,
      metadata: defaults.metadata ?? {},
      allowConfigOverride: defaults.allow_config_override ?? true,
    },
    enforced: home ? { ...home.enforced, config: home.enforced.config ?? defaultConfig(home.id) } : NOTHING_ENFORCED,
  };
}

function within(own: ReadonlySet<string>, entry: ApiKeyEntry, find: KeyCircumstances['user']): ReadonlySet<string> | undefined {
  const user = entry.user_id === null ? undefined : find(entry.user_id);
  if (!user?.active) return undefined;
  return userKeyScopes(own, user.role, entry.workspace_id === null ? undefined : user.roles.get(entry.workspace_id));
}

const listOrAll = (text: string | null): readonly string[] | undefined =>
  text === null ? undefined : (JSON.parse(text) as readonly string[]);

/** What a key may spend, as it is kept. */
export const limitsOfKey = (entry: ApiKeyEntry) => ({
  usageLimits: JSON.parse(entry.usage_limits) as readonly UsageLimit[],
  rateLimits: JSON.parse(entry.rate_limits) as readonly RateLimit[],
});

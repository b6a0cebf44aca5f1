import { NOTHING_ENFORCED, type ApiKey, type Enforced } from '@sluice/core';
import type { ApiKeyDefaults, ApiKeysTable, RateLimit, UsageLimit } from '@sluice/store';
import { userKeyScopes } from '../admin/user-scopes.ts';
import type { Reader } from './reader.ts';
import { Shared } from './shared.ts';
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

/** A row brings a copy of its own of what a hundred thousand others say too. */
const texts = new Shared((text) => text);

const sameText = (text: string | null) => (text === null ? null : texts.of(text));

export const readApiKeys: Reader<ApiKeyEntry> = async (db, { where, limit }) => {
  const wanted = db.selectFrom('api_keys').select(COLUMNS).where(where).orderBy('id').limit(limit).as('wanted');
  const rows = await db
    .selectFrom(wanted)
    .leftJoin('api_key_hashes as hashes', 'hashes.api_key_id', 'wanted.id')
    .selectAll('wanted')
    .select(['hashes.hash as hash', 'hashes.expires_at as hash_expires_at'])
    .orderBy('wanted.id')
    .execute();
  // Mostly a key has one hash, and there is one row of it.
  const drafts: { readonly id: string; readonly rows: [Row, ...Row[]]; readonly build: () => ApiKeyEntry }[] = [];
  for (const row of rows) {
    const last = drafts.at(-1);
    if (last?.id === row.id) last.rows.push(row);
    else drafts.push(draftOf(row));
  }
  return drafts;
};

interface Row extends Kept {
  readonly hash: string | null;
  readonly hash_expires_at: number | null;
}

function draftOf(row: Row) {
  const rows: [Row, ...Row[]] = [row];
  return { id: row.id, rows, build: () => entryOf(rows) };
}

const entryOf = (rows: readonly [Row, ...Row[]]): ApiKeyEntry => {
  const [{ id, name, type, root, expires_at: expiresAt, ...row }] = rows;
  return {
    id,
    name,
    type,
    root,
    expires_at: expiresAt,
    workspace_id: sameText(row.workspace_id),
    user_id: sameText(row.user_id),
    scopes: texts.of(row.scopes),
    defaults: texts.of(row.defaults),
    allowed_models: sameText(row.allowed_models),
    allowed_providers: sameText(row.allowed_providers),
    usage_limits: texts.of(row.usage_limits),
    rate_limits: texts.of(row.rate_limits),
    hashes: rows.flatMap(({ hash, hash_expires_at: at }) => (hash === null ? [] : [{ hash, expiresAt: at ?? undefined }])),
  };
};

/** What a key depends on besides itself. */
export interface KeyCircumstances {
  readonly workspace: (id: string) => WorkspaceEntry | undefined;
  readonly user: (id: string) => UserEntry | undefined;
  /** The slug of the config that a workspace has marked as its default one. */
  readonly defaultConfig: (workspaceId: string) => string | undefined;
}

const scopesOf = new Shared((text): ReadonlySet<string> => new Set(JSON.parse(text) as readonly string[]));

const defaultsOf = new Shared((text) => JSON.parse(text) as ApiKeyDefaults);

/**
 * The key as it may be used now; undefined for one whose workspace was archived or whose user was disabled or has gone.
 * A key of a user may no more than the user.
 */
export function apiKeyOf(entry: ApiKeyEntry, { workspace, user, defaultConfig }: KeyCircumstances): ApiKey | undefined {
  const home = entry.workspace_id === null ? undefined : workspace(entry.workspace_id);
  if (entry.workspace_id !== null && !home?.active) return undefined;
  const own = scopesOf.of(entry.scopes);
  const scopes = entry.type === 'workspace-user' || entry.user_id !== null ? within(own, entry, user) : own;
  if (scopes === undefined) return undefined;
  const defaults = defaultsOf.of(entry.defaults);
  return {
    id: entry.id,
    name: entry.name,
    workspace: entry.workspace_id ?? undefined,
    scopes,
    admin: entry.root === 1,
    expiresAt: entry.expires_at ?? undefined,
    allowedModels: listOrAll(entry.allowed_models),
    allowedProviders: listOrAll(entry.allowed_providers),
    logBodies: defaults.log_bodies ?? true,
    defaults: {
      config: defaults.config_id,
      metadata: defaults.metadata ?? {},
      allowConfigOverride: defaults.allow_config_override ?? true,
    },
    enforced: home ? enforcedFor(home, defaultConfig) : NOTHING_ENFORCED,
  };
}

/** What a workspace says for all calls in it, the config that it has marked as its default one included. */
export const enforcedFor = ({ id, enforced }: WorkspaceEntry, defaultConfig: KeyCircumstances['defaultConfig']): Enforced => ({
  ...enforced,
  config: enforced.config ?? defaultConfig(id),
});

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

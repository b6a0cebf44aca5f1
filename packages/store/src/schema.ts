import type { Generated } from 'kysely';

/**
 * The store's tables, the same on both engines. Times are milliseconds since the epoch; switches are 0 and 1; what is
 * JSON is kept as text, because nothing is ever asked of what is in it; what is sealed is readable with the key ring only.
 */
export interface Schema {
  readonly keyring: KeyringTable;
  readonly revision: RevisionTable;
  readonly changes: ChangesTable;
  readonly workspaces: WorkspacesTable;
  readonly users: UsersTable;
  readonly memberships: MembershipsTable;
  readonly invites: InvitesTable;
  readonly sessions: SessionsTable;
  readonly setup_links: SetupLinksTable;
  readonly api_keys: ApiKeysTable;
  readonly api_key_hashes: ApiKeyHashesTable;
  readonly integrations: IntegrationsTable;
  readonly integration_workspaces: IntegrationWorkspacesTable;
  readonly integration_models: IntegrationModelsTable;
  readonly providers: ProvidersTable;
  readonly configs: ConfigsTable;
  readonly config_versions: ConfigVersionsTable;
  readonly collections: CollectionsTable;
  readonly labels: LabelsTable;
  readonly prompts: PromptsTable;
  readonly prompt_versions: PromptVersionsTable;
  readonly prompt_labels: PromptLabelsTable;
  readonly partials: PartialsTable;
  readonly partial_versions: PartialVersionsTable;
  readonly guardrails: GuardrailsTable;
  readonly guardrail_versions: GuardrailVersionsTable;
  readonly aliases: AliasesTable;
  readonly prices: PricesTable;
  readonly usage: UsageTable;
  readonly audit_log: AuditLogTable;
  readonly idempotency: IdempotencyTable;
}

/** JSON of a `T`, as text. */
export type JsonText<T> = string & { readonly of?: T };

/** A secret under the key ring, see `Vault`. */
export type Sealed = string;

/** Things that are like things of people: made, changed, and told to whom they belong. */
interface Dated {
  readonly created_at: number;
  readonly updated_at: number;
}

interface Named extends Dated {
  readonly id: string;
  /** One of a kind in the whole organisation, so that the data plane finds a thing by its slug alone. */
  readonly slug: string;
  readonly name: string;
}

interface Owned {
  /** Null: the whole organisation's. */
  readonly workspace_id: string | null;
}

interface Authored {
  /** The user or key that made it, as the audit log calls them. */
  readonly created_by: string;
  readonly updated_by: string;
}

export interface KeyringTable {
  readonly id: string;
  /** `data` seals secrets, `hash` is what keys of ours are hashed with. */
  readonly purpose: 'data' | 'hash';
  /** The key itself, sealed with the operator's. */
  readonly wrapped: string;
  readonly created_at: number;
}

/** One row. Whoever writes takes it first, so that changes are numbered in the order in which they are seen. */
export interface RevisionTable {
  readonly id: 1;
  readonly n: number;
}

/** What the data plane has to read again. */
export interface ChangesTable {
  readonly seq: number;
  readonly kind: ChangeKind;
  readonly id: string;
  readonly at: number;
}

/** What the data plane keeps in memory, by the table whose row is the whole of it. */
export type ChangeKind =
  | 'workspaces'
  | 'users'
  | 'api_keys'
  | 'integrations'
  | 'providers'
  | 'configs'
  | 'prompts'
  | 'partials'
  | 'labels'
  | 'guardrails'
  | 'aliases'
  | 'prices';

export interface WorkspacesTable extends Named {
  readonly description: string | null;
  readonly status: 'active' | 'archived';
  readonly defaults: JsonText<WorkspaceDefaults>;
  readonly usage_limits: JsonText<readonly UsageLimit[]>;
  readonly rate_limits: JsonText<readonly RateLimit[]>;
}

export interface WorkspaceDefaults {
  readonly metadata?: Readonly<Record<string, string>>;
  /** Slugs of configs and guardrails that apply to every call of the workspace. */
  readonly config?: string;
  readonly input_guardrails?: readonly string[];
  readonly output_guardrails?: readonly string[];
}

/** Wire spec §16.2. */
export interface UsageLimit {
  readonly type: 'cost' | 'tokens';
  /** US dollars, or tokens. */
  readonly credit_limit: number;
  readonly alert_threshold?: number | null;
  readonly periodic_reset?: 'weekly' | 'monthly' | null;
  readonly periodic_reset_days?: number | null;
  readonly next_usage_reset_at?: string | null;
}

/** Wire spec §16.3. */
export interface RateLimit {
  readonly type: 'requests' | 'tokens';
  readonly unit: 'rps' | 'rpm' | 'rph' | 'rpd' | 'rpw';
  readonly value: number;
}

export type OrganisationRole = 'owner' | 'admin' | 'member';
export type WorkspaceRole = 'admin' | 'manager' | 'member';

export interface UsersTable extends Dated {
  readonly id: string;
  /** Lower case. */
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly role: OrganisationRole;
  readonly status: 'active' | 'disabled';
  /** `scrypt$N$r$p$salt$hash`; null for somebody who has not chosen one yet. */
  readonly password: string | null;
}

export interface MembershipsTable extends Dated {
  readonly workspace_id: string;
  readonly user_id: string;
  readonly role: WorkspaceRole;
}

export interface InvitesTable extends Dated {
  readonly id: string;
  readonly email: string;
  readonly role: OrganisationRole;
  readonly workspaces: JsonText<readonly { readonly id: string; readonly role: WorkspaceRole }[]>;
  readonly workspace_api_key: JsonText<unknown> | null;
  readonly token_hash: string;
  readonly status: 'pending' | 'cancelled' | 'accepted';
  readonly expires_at: number;
  readonly invited_by: string;
  readonly accepted_at: number | null;
}

export interface SessionsTable {
  readonly token_hash: string;
  readonly user_id: string;
  readonly created_at: number;
  readonly expires_at: number;
}

/** One-use links by which the first user signs in. */
export interface SetupLinksTable {
  readonly token_hash: string;
  readonly created_at: number;
  readonly expires_at: number;
  readonly used_at: number | null;
}

export interface ApiKeysTable extends Dated, Owned, Authored {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly type: 'organisation-service' | 'workspace-service' | 'workspace-user';
  readonly user_id: string | null;
  /** How lists show it: `sk-sluice-…a1b2`. */
  readonly hint: string;
  /** May do everything everywhere. The first key of an installation is one. */
  readonly root: 0 | 1;
  readonly scopes: JsonText<readonly string[]>;
  readonly defaults: JsonText<ApiKeyDefaults>;
  /** Null: all. */
  readonly allowed_models: JsonText<readonly string[]> | null;
  /** Slugs of providers or of virtual keys (`@slug`). Null: all. */
  readonly allowed_providers: JsonText<readonly string[]> | null;
  readonly usage_limits: JsonText<readonly UsageLimit[]>;
  readonly rate_limits: JsonText<readonly RateLimit[]>;
  readonly rotation_policy: JsonText<unknown> | null;
  readonly creation_mode: 'ui' | 'api' | 'auto';
  readonly expires_at: number | null;
}

export interface ApiKeyDefaults {
  readonly config_id?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Default: true. */
  readonly allow_config_override?: boolean;
  /** Whether what was said in its calls is kept in the log. Default: true. */
  readonly log_bodies?: boolean;
}

/** What a key is found by; a key that was rotated has two for a while. */
export interface ApiKeyHashesTable {
  readonly hash: string;
  readonly api_key_id: string;
  /** Null: as long as the key. */
  readonly expires_at: number | null;
  readonly created_at: number;
}

/** All that is needed to call a provider; sealed whole, so that no list of secret fields can be short of one. */
export interface StoredCredential {
  /** One, several to take turns with, or none for a provider that needs none. */
  readonly keys: readonly string[];
  /** The provider's fields by their name in a config: `aws_region`. */
  readonly fields: Readonly<Record<string, string>>;
  readonly custom_host?: string;
  /** Sent along with every call. */
  readonly custom_headers?: Readonly<Record<string, string>>;
  /** Fields that depend on the model asked for: the first whose alias it is, else the default one. */
  readonly deployments?: readonly {
    readonly alias?: string;
    readonly is_default?: boolean;
    readonly fields: Readonly<Record<string, string>>;
  }[];
}

/** A credential of the organisation, or of one workspace, which providers of workspaces stand on. */
export interface IntegrationsTable extends Named, Owned, Authored {
  /** The adapter's slug. */
  readonly provider: string;
  readonly description: string | null;
  readonly status: 'active' | 'archived';
  /** Of a `StoredCredential`. */
  readonly credential: Sealed;
  /** How the key is shown: `gsk_…a1b2`. */
  readonly masked_key: string | null;
  readonly allow_all_models: 0 | 1;
  /** Whether workspaces that are not named may use it. */
  readonly global_access: JsonText<{
    readonly enabled: boolean;
    readonly usage_limits?: readonly UsageLimit[];
    readonly rate_limits?: readonly RateLimit[];
  }>;
}

export interface IntegrationWorkspacesTable extends Dated {
  readonly integration_id: string;
  readonly workspace_id: string;
  readonly enabled: 0 | 1;
  readonly usage_limits: JsonText<readonly UsageLimit[]>;
  readonly rate_limits: JsonText<readonly RateLimit[]>;
}

export interface IntegrationModelsTable extends Dated {
  readonly integration_id: string;
  readonly slug: string;
  readonly enabled: 0 | 1;
  readonly is_custom: 0 | 1;
  readonly is_finetune: 0 | 1;
  readonly base_model_slug: string | null;
  readonly custom_host: string | null;
  readonly pricing_config: JsonText<unknown> | null;
}

/** What callers name as a virtual key or as `@slug`. */
export interface ProvidersTable extends Named, Owned, Authored {
  /** The integration that it stands on; null for a virtual key, which has a credential of its own. */
  readonly integration_id: string | null;
  /** The adapter's slug. */
  readonly provider: string;
  readonly note: string | null;
  readonly status: 'active' | 'archived';
  readonly credential: Sealed | null;
  readonly masked_key: string | null;
  readonly usage_limits: JsonText<readonly UsageLimit[]>;
  readonly rate_limits: JsonText<readonly RateLimit[]>;
  readonly expires_at: number | null;
}

export interface ConfigsTable extends Named, Owned, Authored {
  readonly is_default: 0 | 1;
  readonly status: 'active' | 'archived';
  readonly version_id: string;
}

export interface ConfigVersionsTable {
  readonly id: string;
  readonly config_id: string;
  readonly version: number;
  /** Sealed, because configs may hold credentials. */
  readonly config: Sealed;
  readonly created_at: number;
  readonly created_by: string;
}

export interface CollectionsTable extends Named, Owned {
  readonly parent_collection_id: string | null;
  readonly is_default: 0 | 1;
}

export interface LabelsTable extends Dated, Owned {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly color_code: string | null;
  /** Of every workspace: production, staging, development. */
  readonly is_universal: 0 | 1;
}

export interface PromptsTable extends Named, Owned, Authored {
  readonly collection_id: string;
  readonly status: 'active' | 'archived';
  /** The published version. */
  readonly version_id: string;
}

export interface PromptVersionsTable {
  readonly id: string;
  readonly prompt_id: string;
  readonly version: number;
  readonly string: string;
  /** JSON, sealed as the tools are: among them may be what a tool's server is called with. */
  readonly parameters: Sealed;
  /** The slug of a virtual key or provider. */
  readonly virtual_key: string | null;
  readonly model: string | null;
  readonly kind: 'chat' | 'completion';
  readonly functions: JsonText<unknown> | null;
  readonly tools: Sealed | null;
  readonly tool_choice: JsonText<unknown> | null;
  readonly template_metadata: JsonText<unknown> | null;
  readonly is_raw_template: 0 | 1;
  readonly description: string | null;
  readonly created_at: number;
  readonly created_by: string;
}

/** Which version of a prompt bears a label; a label is on one of them at most. */
export interface PromptLabelsTable {
  readonly prompt_id: string;
  readonly label_id: string;
  readonly version_id: string;
}

export interface PartialsTable extends Named, Owned, Authored {
  readonly collection_id: string | null;
  readonly status: 'active' | 'archived';
  readonly version_id: string;
}

export interface PartialVersionsTable {
  readonly id: string;
  readonly partial_id: string;
  readonly version: number;
  readonly string: string;
  readonly description: string | null;
  readonly created_at: number;
  readonly created_by: string;
}

export interface GuardrailsTable extends Named, Owned, Authored {
  readonly status: 'active' | 'archived';
  readonly version_id: string;
}

export interface GuardrailVersionsTable {
  readonly id: string;
  readonly guardrail_id: string;
  readonly version: number;
  /** Sealed, because parameters of checks may hold credentials. */
  readonly checks: Sealed;
  readonly actions: JsonText<unknown>;
  readonly created_at: number;
  readonly created_by: string;
}

/** `model` of a provider is sent as `sends`. */
export interface AliasesTable extends Dated {
  /** `provider/model`. */
  readonly id: string;
  readonly provider: string;
  readonly model: string;
  readonly sends: string;
}

/** What a model costs here, over the table that ships. */
export interface PricesTable extends Dated {
  /** `provider/model`. */
  readonly id: string;
  readonly provider: string;
  readonly model: string;
  /** Members as the config file's `models` has them. */
  readonly entry: JsonText<unknown>;
}

/** What was used of a budget; several processes add to it. */
export interface UsageTable {
  /** `kind:id:type:period start`. */
  readonly id: string;
  readonly used: number;
  readonly updated_at: number;
}

export interface AuditLogTable {
  readonly seq: Generated<number>;
  readonly id: string;
  readonly at: number;
  /** `user:<id>`, `key:<id>`, `root`, `cli`. */
  readonly actor: string;
  readonly actor_name: string;
  readonly workspace_id: string | null;
  /** `virtual_keys.create` */
  readonly action: string;
  readonly resource: string;
  readonly resource_id: string;
  /** As the API shows it, secrets left out; null before it was made. */
  readonly before: JsonText<unknown> | null;
  readonly after: JsonText<unknown> | null;
}

/** Replies of creations that were named with an `idempotency-key`; kept a day. */
export interface IdempotencyTable {
  /** A hash of who asks and how they call it. */
  readonly id: string;
  readonly request_hash: string;
  readonly status: number;
  /** Sealed: a reply may hold a key, shown once. */
  readonly reply: Sealed;
  readonly at: number;
}

import type { RateLimit, UsageLimit } from './limits.ts';
import type { Scope } from './scopes.ts';

/** What a key says for requests that do not say it themselves. */
export interface ApiKeyDefaults {
  readonly metadata?: Readonly<Record<string, string>> | null;
  /** Slug or id. */
  readonly config_id?: string | null;
  readonly allow_config_override?: boolean | null;
  /** Whether what is said in its calls is kept in the log. Default: true. */
  readonly log_bodies?: boolean | null;
}

/** How long a key that was rotated goes on beside its successor. */
export interface RotationPolicy {
  readonly key_transition_period_ms?: number | null;
}

interface WritableApiKey {
  readonly description?: string | null;
  readonly defaults?: ApiKeyDefaults | null;
  /** Null: all. */
  readonly allowed_models?: readonly string[] | null;
  /** Null: all. */
  readonly allowed_providers?: readonly string[] | null;
  readonly usage_limits?: readonly UsageLimit[] | null;
  readonly rate_limits?: readonly RateLimit[] | null;
  /** ISO 8601. */
  readonly expires_at?: string | null;
  readonly rotation_policy?: RotationPolicy | null;
}

/** `POST /v1/api-keys/{organisation|workspace}/{service|user}` */
export interface CreateApiKey extends WritableApiKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly workspace_id?: string | null;
  readonly user_id?: string | null;
}

/** `PUT /v1/api-keys/{id}` */
export interface UpdateApiKey extends WritableApiKey {
  readonly name?: string;
  readonly scopes?: readonly Scope[];
  readonly reset_usage?: boolean;
}

/** A key that was just made: the only time that it is told. */
export interface MadeApiKey {
  readonly id: string;
  readonly key: string;
  readonly object: 'api-key';
}

/** `POST /v1/api-keys/{id}/rotate` */
export interface RotateApiKey {
  readonly key_transition_period_ms?: number | null;
}

/** A key with its new secret. */
export interface RotatedApiKey extends MadeApiKey {
  readonly key_transition_expires_at: string;
}

/** How a key is shown. */
export type ApiKeyView = {
  readonly object: 'api-key';
  readonly origin: 'api' | 'file';
  readonly id: string;
  /** Masked. */
  readonly key: string;
  readonly name: string;
  readonly description: string | null;
  readonly type: 'organisation-service' | 'workspace-service' | 'workspace-user';
  readonly organisation_id: string;
  readonly workspace_id: string | null;
  readonly user_id: string | null;
  readonly status: 'active' | 'exhausted' | 'expired';
  readonly creation_mode: 'ui' | 'api' | 'auto';
  readonly root: boolean;
  readonly scopes: readonly string[];
  readonly defaults: ApiKeyDefaults;
  readonly allowed_models: readonly string[] | null;
  readonly allowed_providers: readonly string[] | null;
  readonly usage_limits: UsageLimit | null;
  readonly rate_limits: readonly RateLimit[];
  readonly rotation_policy: RotationPolicy | null;
  readonly expires_at: string | null;
  readonly created_by: string;
  readonly created_at: string;
  readonly last_updated_at: string;
};

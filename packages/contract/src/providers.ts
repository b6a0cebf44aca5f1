import type { RateLimit, UsageLimit } from './limits.ts';
import type { ProviderMembers, Standing } from './virtual-keys.ts';

/** `POST /v1/providers` */
export interface CreateProvider extends ProviderMembers {
  readonly name: string;
  /** Id or slug. */
  readonly integration_id: string;
  readonly slug?: string;
  readonly workspace_id?: string | null;
}

/** `PUT /v1/providers/{slug}`: what is sent is changed. */
export interface UpdateProvider extends ProviderMembers {
  readonly name?: string;
  readonly status?: 'active' | 'archived';
  readonly reset_usage?: boolean | null;
  readonly slug?: string;
  readonly id?: string;
  readonly workspace_id?: string | null;
}

/** How a provider is shown. */
export interface ProviderView {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly note: string | null;
  readonly status: Standing;
  /** The slug of the provider that is called. */
  readonly ai_provider_id: string;
  /** The slug of the integration that it stands on; null for a virtual key. */
  readonly integration_id: string | null;
  readonly workspace_id: string | null;
  readonly usage_limits: UsageLimit | null;
  readonly rate_limits: readonly RateLimit[];
  readonly expires_at: string | null;
  readonly created_by: string;
  readonly updated_by: string;
  readonly created_at: string;
  readonly last_updated_at: string;
  readonly object: 'provider';
  readonly origin: 'api';
}

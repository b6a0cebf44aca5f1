import type { RateLimit, UsageLimit } from './limits.ts';

/** Members that virtual keys and providers have in common. */
export interface ProviderMembers {
  readonly note?: string | null;
  readonly usage_limits?: readonly UsageLimit[] | null;
  readonly rate_limits?: readonly RateLimit[] | null;
  /** ISO 8601. */
  readonly expires_at?: string | null;
}

/** Members of a credential. A provider's own fields stand beside them, in snake or camel case. */
export interface CredentialMembers {
  /** It is never shown again. */
  readonly key?: string | null;
  /** Several to take turns with. */
  readonly keys?: readonly string[] | null;
  readonly custom_host?: string | null;
  readonly custom_headers?: Readonly<Record<string, string>> | null;
  /** Fields that depend on the model asked for. */
  readonly deployment_config?: readonly Readonly<Record<string, unknown>>[] | null;
}

/** `POST /v1/virtual-keys` */
export interface CreateVirtualKey extends ProviderMembers, CredentialMembers {
  readonly name: string;
  readonly provider: string;
  readonly slug?: string;
  readonly workspace_id?: string | null;
  /** More of the provider's fields. */
  readonly model_config?: Readonly<Record<string, unknown>> | null;
  readonly [field: string]: unknown;
}

/** `PUT /v1/virtual-keys/{slug}`: what is sent is changed. */
export interface UpdateVirtualKey extends ProviderMembers, CredentialMembers {
  readonly name?: string;
  readonly status?: 'active' | 'archived';
  readonly reset_usage?: boolean | null;
  readonly slug?: string;
  readonly id?: string;
  readonly provider?: string;
  readonly workspace_id?: string | null;
  readonly model_config?: Readonly<Record<string, unknown>> | null;
  readonly [field: string]: unknown;
}

/** What becomes of a call now. */
export type Standing = 'active' | 'archived' | 'expired' | 'exhausted';

/** How a virtual key is shown. */
export interface VirtualKeyView {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly note: string | null;
  readonly status: Standing;
  /** The provider's slug. */
  readonly ai_provider_name: string;
  /** The last four characters. */
  readonly masked_api_key: string | null;
  /** The provider's fields; secrets by their end. */
  readonly model_config: Readonly<Record<string, unknown>> | null;
  /** The slug of the integration that it stands on. */
  readonly integration_id: string | null;
  readonly workspace_id: string | null;
  readonly usage_limits: UsageLimit | null;
  readonly rate_limits: readonly RateLimit[];
  readonly expires_at: string | null;
  readonly created_by: string;
  readonly updated_by: string;
  readonly created_at: string;
  readonly last_updated_at: string;
  readonly object: 'virtual-key';
  readonly origin: 'api';
}

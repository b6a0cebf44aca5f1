import type { RateLimit, UsageLimit } from './limits.ts';
import type { CredentialMembers } from './virtual-keys.ts';

/** `POST /v1/integrations` */
export interface CreateIntegration extends CredentialMembers {
  readonly name: string;
  /** The provider's slug or an alias. */
  readonly ai_provider_id: string;
  readonly slug?: string;
  readonly description?: string | null;
  readonly workspace_id?: string | null;
  readonly configurations?: Readonly<Record<string, unknown>> | null;
  readonly create_default_provider?: boolean | null;
  readonly default_provider_slug?: string | null;
  readonly [field: string]: unknown;
}

/** `PUT /v1/integrations/{slug}`: what is sent is changed. */
export interface UpdateIntegration extends CredentialMembers {
  readonly name?: string;
  readonly description?: string | null;
  readonly status?: 'active' | 'archived';
  readonly slug?: string;
  readonly id?: string;
  readonly ai_provider_id?: string;
  readonly workspace_id?: string | null;
  readonly configurations?: Readonly<Record<string, unknown>> | null;
  readonly [field: string]: unknown;
}

/** How an integration is shown to whoever may make providers of it and not manage it. */
export interface LentIntegration {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly ai_provider_id: string;
  readonly organisation_id: string;
  readonly workspace_id: string | null;
  readonly type: 'workspace' | 'organisation';
  readonly status: 'active' | 'archived';
  readonly allow_all_models: boolean;
  readonly created_at: string;
  readonly last_updated_at: string;
  readonly object: 'integration';
  readonly origin: 'api';
}

/** What holds for workspaces that are not named. */
export interface ShownGlobalAccess {
  readonly enabled: boolean;
  readonly usage_limits: UsageLimit | null;
  readonly rate_limits: readonly RateLimit[];
}

/** How an integration is shown. */
export interface IntegrationView extends LentIntegration {
  /** The last four characters. */
  readonly masked_key: string | null;
  /** Secrets by their end. */
  readonly configurations: Readonly<Record<string, unknown>> | null;
  readonly global_workspace_access: ShownGlobalAccess;
  readonly global_workspace_access_settings: ShownGlobalAccess;
  /** Workspaces that were opened by name. */
  readonly workspace_count: number;
  readonly owner_id: string;
  readonly updated_by: string;
}

interface AccessLimits {
  readonly usage_limits?: readonly UsageLimit[] | null;
  readonly rate_limits?: readonly RateLimit[] | null;
}

/** `PUT /v1/integrations/{slug}/workspaces` */
export interface UpdateIntegrationAccess {
  readonly slug?: string;
  readonly workspaces?:
    | readonly (AccessLimits & {
        /** Id or slug. */
        readonly id: string;
        readonly enabled: boolean;
        readonly reset_usage?: boolean | null;
      })[]
    | null;
  readonly global_workspace_access?: (AccessLimits & { readonly enabled: boolean }) | null;
  readonly override_existing_workspaces_access?: boolean | null;
  readonly override_existing_workspace_access?: boolean | null;
}

/** What was said of one workspace by name. */
export interface IntegrationWorkspace {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly enabled: boolean;
  readonly usage_limits: UsageLimit | null;
  /** Missing where there are several. */
  readonly rate_limits?: RateLimit | null;
  readonly created_at: string;
  readonly last_updated_at: string;
}

/** Who may use an integration. */
export interface IntegrationAccessView {
  readonly object: 'list';
  readonly total: number;
  readonly data: readonly IntegrationWorkspace[];
  readonly workspaces: readonly IntegrationWorkspace[];
  readonly global_workspace_access: ShownGlobalAccess;
  readonly global_workspace_access_settings: ShownGlobalAccess;
}

/** What a model costs, in US cents for one of each unit. */
export interface PricingConfig {
  readonly type?: 'static';
  readonly pay_as_you_go: Readonly<Record<string, { readonly price: number } | undefined>>;
}

/** What is said of one model. */
export interface IntegrationModel {
  readonly slug: string;
  readonly enabled: boolean;
  readonly is_custom?: boolean | null;
  readonly is_finetune?: boolean | null;
  readonly base_model_slug?: string | null;
  readonly configurations?: { readonly custom_host?: string | null } | null;
  readonly pricing_config?: PricingConfig | null;
}

/** `PUT /v1/integrations/{slug}/models` */
export interface UpdateIntegrationModels {
  readonly slug?: string;
  readonly allow_all_models?: boolean | null;
  readonly models?: readonly IntegrationModel[] | null;
}

/** How a model is shown. */
export interface IntegrationModelView {
  readonly slug: string;
  readonly enabled: boolean;
  readonly is_custom: boolean;
  readonly is_finetune: boolean;
  readonly base_model_slug: string | null;
  readonly configurations: { readonly custom_host?: string };
  readonly pricing_config: PricingConfig | null;
  readonly created_at: string;
  readonly last_updated_at: string;
}

/** The models that somebody said something of. */
export interface IntegrationModelsView {
  readonly object: 'list';
  readonly total: number;
  /** Whether models that are not listed may be sent, too. */
  readonly allow_all_models: boolean;
  readonly models: readonly IntegrationModelView[];
  readonly data: readonly IntegrationModelView[];
}

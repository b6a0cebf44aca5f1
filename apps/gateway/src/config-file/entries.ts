import type { GuardrailActions, GuardrailCheck, WorkspaceDefaults } from '@sluice/contract';
import type { RateLimit, UsageLimit } from '@sluice/store';
import type { AlertEntry } from '../alerts/alert-entry.ts';
import type { ModelEntry } from './model-entry.ts';

/** What a config file can declare, besides settings. */
export interface Entries {
  readonly workspaces?: readonly WorkspaceEntry[];
  readonly api_keys?: readonly ApiKeyEntry[];
  readonly virtual_keys?: readonly VirtualKeyEntry[];
  readonly configs?: readonly ConfigEntry[];
  readonly prompts?: readonly PromptEntry[];
  readonly partials?: readonly PartialEntry[];
  readonly guardrails?: readonly GuardrailEntry[];
  readonly alerts?: readonly AlertEntry[];
  readonly models?: Readonly<Record<string, Readonly<Record<string, ModelEntry>>>>;
  readonly aliases?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Limits are lists by now, however they were written. */
interface Limited {
  readonly usage_limits?: readonly UsageLimit[] | null;
  readonly rate_limits?: readonly RateLimit[] | null;
}

/** What may be one workspace's; without one it is everybody's. */
interface Placed {
  readonly slug: string;
  readonly name?: string;
  /** By slug. */
  readonly workspace?: string;
}

export interface WorkspaceEntry extends Limited {
  readonly slug: string;
  readonly name?: string;
  readonly defaults?: WorkspaceDefaults | null;
}

export interface ApiKeyEntry extends Limited {
  readonly name: string;
  readonly key: string;
  readonly description?: string;
  /** By slug; the organisation's own without one. */
  readonly workspace?: string;
  readonly scopes?: readonly string[];
  readonly expires_at?: string;
  readonly allowed_models?: readonly string[];
  readonly allowed_providers?: readonly string[];
  /** Whether what was said in its calls is kept in the log. Default: true. */
  readonly log_bodies?: boolean;
  readonly defaults?: {
    readonly config?: string;
    readonly metadata?: Readonly<Record<string, string>>;
    readonly allow_config_override?: boolean;
  };
}

/** The members of a virtual key that are not fields of its provider. */
export interface VirtualKeyMembers extends Limited {
  readonly slug: string;
  readonly name?: string;
  readonly note?: string;
  readonly provider: string;
  /** Those that may use it; without any, all. */
  readonly workspaces?: readonly string[];
  readonly key?: string;
  readonly keys?: readonly string[];
  readonly custom_host?: string;
  readonly custom_headers?: Readonly<Record<string, string>>;
  readonly deployments?: readonly DeploymentEntry[];
  readonly models?: readonly (string | OwnModelEntry)[];
  readonly allow_all_models?: boolean;
  readonly expires_at?: string;
}

/** Beside its members stand the provider's fields, which are texts. */
export type VirtualKeyEntry = VirtualKeyMembers & Readonly<Record<string, unknown>>;

export type DeploymentEntry = Readonly<Record<string, unknown>> & { readonly alias?: string; readonly is_default?: boolean };

export interface OwnModelEntry {
  readonly slug: string;
  readonly base_model?: string;
  readonly custom_host?: string;
}

export interface ConfigEntry extends Placed {
  readonly config: unknown;
}

/** What belongs to one version of a prompt. */
export interface PromptVersionEntry {
  readonly string: string;
  readonly kind?: 'chat' | 'completion';
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly virtual_key?: string;
  readonly model?: string;
  readonly functions?: readonly unknown[];
  readonly tools?: readonly unknown[];
  readonly tool_choice?: Readonly<Record<string, unknown>> | string;
  readonly version_description?: string;
  readonly template_metadata?: Readonly<Record<string, unknown>>;
  readonly labels?: readonly string[];
  readonly version?: number;
}

export interface PromptEntry extends Placed, PromptVersionEntry {
  readonly other_versions?: readonly (PromptVersionEntry & { readonly version: number })[];
}

/** What belongs to one version of a partial. */
export interface PartialVersionEntry {
  readonly string: string;
  readonly version_description?: string;
  readonly version?: number;
}

export interface PartialEntry extends Placed, PartialVersionEntry {
  readonly other_versions?: readonly (PartialVersionEntry & { readonly version: number })[];
}

export interface GuardrailEntry extends Placed {
  readonly checks: readonly GuardrailCheck[];
  readonly actions?: GuardrailActions | null;
}

import type { AuthTools, Bridge, Model, OperationName, ProviderAdapter } from '@sluice/provider-sdk';
import type { ApiKey } from './caller.ts';
import type { ReplyCache } from './cache/reply-cache.ts';
import type { RouteConfig } from './config/config.ts';
import type { Deadlines } from './deadlines.ts';
import type { Extensions } from './extensions.ts';
import type { GuardTools } from './guards/subject.ts';
import type { RoutingState } from './health/routing-state.ts';
import type { Pace } from './pace.ts';
import type { Transport } from './wire/transport.ts';

/** A stored credential that callers name by its slug. */
export interface VirtualKey {
  /** What callers name it by, in `x-portkey-virtual-key` or as `@slug`. */
  readonly slug: string;
  /** The provider's slug or alias. */
  readonly provider: string;
  /** One credential, several to take turns with, or none for a provider that needs none. */
  readonly keys: readonly string[];
  /** Upstream base in place of the provider's own. */
  readonly customHost: string | undefined;
  /** Other fields of the provider, by their name in a config (`openai_organization`). */
  readonly fields: Readonly<Record<string, string>>;
}

/** A stored prompt, ready to be filled in. */
export interface Prompt {
  /** What callers name it by. */
  readonly slug: string;
  /** Members of a request that the prompt brings along: `model`, `temperature`. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The slug of the virtual key to call with; undefined where the request says who is called. */
  readonly virtualKey: string | undefined;
  /** The prompt's messages with the variables in their places; a missing variable is empty. */
  render(variables: Readonly<Record<string, unknown>>): readonly unknown[];
}

/** Answers are known at once: whatever keeps these things keeps them in memory for us. */
export interface KeyDirectory {
  /** The key that this token is; undefined for any other token. */
  find(token: string): ApiKey | undefined;
}

/** The stored credentials. */
export interface VirtualKeyDirectory {
  /** By slug, without the `@`. */
  find(slug: string): VirtualKey | undefined;
  /** Every one, for lists and for checking configs. */
  all(): readonly VirtualKey[];
}

/** The stored configs, read and checked when they were stored. */
export interface ConfigDirectory {
  /** By slug. */
  find(slug: string): RouteConfig | undefined;
}

/** The stored prompts. */
export interface PromptDirectory {
  /** By slug. */
  find(slug: string): Prompt | undefined;
}

/** The providers that are loaded. */
export interface ProviderDirectory {
  /** By slug or alias. */
  readonly find: (slug: string) => ProviderAdapter | undefined;
  /** Each once, whatever aliases it has. */
  readonly all: () => readonly ProviderAdapter[];
}

/** What the operator set for a provider in the environment. */
export interface ProviderEnvironment {
  /** Values of the provider's fields. */
  readonly settings: (provider: ProviderAdapter) => Readonly<Record<string, string>>;
  /** What stands in place of the provider's own base URL; undefined where the operator set none. */
  readonly baseURL: (provider: ProviderAdapter) => string | undefined;
}

/** Whether a host may be called, and as what: the base URL that paths go below, or why not, in a sentence for the caller. A trusted host may be private and may have stored credentials. */
export type HostVerdict =
  { readonly ok: true; readonly base: string; readonly trusted: boolean } | { readonly ok: false; readonly reason: string };

/** What the operator decided for all requests. */
export interface Policy {
  /** Every request needs a key of ours, whatever else it brings. */
  readonly keyRequired: boolean;
  /** Where neither the request nor its config says otherwise. */
  readonly deadlines: Deadlines;
  /** Retired models: sent as asked, or their successor tried once when the provider refuses them. */
  readonly retiredModels: 'relay' | 'substitute';
  /** `provider slug → model asked for → model sent`. */
  aliases(): Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Judges a host that a caller chose. */
  judgeHost(text: string): HostVerdict;
}

/** What is known of models: what they can do, how much goes in, what they cost. */
export interface ModelDirectory {
  find(provider: ProviderAdapter, model: string): Model | undefined;
  all(provider: ProviderAdapter): readonly Model[];
}

/** For each door whose dialect is not chat's, how it is told in chat's. */
export type Bridges = Readonly<Partial<Record<OperationName, Bridge>>>;

/** The ports: all that core needs from outside. The host supplies real ones, a test plain objects. */
export interface House {
  readonly keys: KeyDirectory;
  readonly virtualKeys: VirtualKeyDirectory;
  readonly configs: ConfigDirectory;
  readonly prompts: PromptDirectory;
  readonly providers: ProviderDirectory;
  /** Strategies and checks of plugins. */
  readonly extensions: Extensions;
  readonly environment: ProviderEnvironment;
  readonly policy: Policy;
  readonly transport: Transport;
  /** Lent to adapters that sign. */
  readonly authTools: AuthTools;
  readonly bridges: Bridges;
  readonly models: ModelDirectory;
  readonly pace: Pace;
  /** What routing learns from one request for the next. */
  readonly routing: RoutingState;
  readonly cache: ReplyCache;
  /** The network as guardrails see it. */
  readonly guardTools: GuardTools;
  /** Sent upstream as the way this request has come, so that a loop is seen. */
  readonly hop: string;
  /** The `user-agent` that providers are told. */
  readonly userAgent: string;
}

import type { AuthTools, Bridge, Model, OperationName, ProviderAdapter } from '@sluice/provider-sdk';
import type { ApiKey } from './caller.ts';
import type { ReplyCache } from './cache/reply-cache.ts';
import type { RouteConfig } from './config/config.ts';
import type { Deadlines } from './deadlines.ts';
import type { GuardTools } from './guards/subject.ts';
import type { RoutingState } from './health/routing-state.ts';
import type { Pace } from './pace.ts';
import type { Transport } from './wire/transport.ts';

/** A stored credential that callers name by its slug. */
export interface VirtualKey {
  readonly slug: string;
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
  readonly slug: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly virtualKey: string | undefined;
  /** The prompt's messages with the variables in their places; a missing variable is empty. */
  render(variables: Readonly<Record<string, unknown>>): readonly unknown[];
}

/** Answers are known at once: whatever keeps these things keeps them in memory for us. */
export interface KeyDirectory {
  find(token: string): ApiKey | undefined;
}

export interface VirtualKeyDirectory {
  find(slug: string): VirtualKey | undefined;
  all(): readonly VirtualKey[];
}

export interface ConfigDirectory {
  find(slug: string): RouteConfig | undefined;
}

export interface PromptDirectory {
  find(slug: string): Prompt | undefined;
}

export interface ProviderDirectory {
  /** By slug or alias. */
  readonly find: (slug: string) => ProviderAdapter | undefined;
  readonly all: () => readonly ProviderAdapter[];
}

/** What the operator set for a provider in the environment. */
export interface ProviderEnvironment {
  /** Values of the provider's fields. */
  readonly settings: (provider: ProviderAdapter) => Readonly<Record<string, string>>;
  readonly baseURL: (provider: ProviderAdapter) => string | undefined;
}

export type HostVerdict =
  { readonly ok: true; readonly base: string; readonly trusted: boolean } | { readonly ok: false; readonly reason: string };

export interface Policy {
  /** Every request needs a key of ours, whatever else it brings. */
  readonly keyRequired: boolean;
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
  readonly userAgent: string;
}

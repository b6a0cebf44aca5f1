import type { AuthTools, Bridge, Model, OperationName, ProviderAdapter } from '@sluice/provider-sdk';
import type { ApiKey } from './caller.ts';
import type { ReplyCache } from './cache/reply-cache.ts';
import type { RouteConfig } from './config/config.ts';
import type { Deadlines } from './deadlines.ts';
import type { Extensions } from './extensions.ts';
import type { Guardrail } from './guards/guardrail.ts';
import type { GuardTools } from './guards/subject.ts';
import type { RoutingState } from './health/routing-state.ts';
import type { Limits } from './limits.ts';
import type { Pace } from './pace.ts';
import type { Kept, Shelf } from './shelf.ts';
import type { Transport } from './wire/transport.ts';

/** A stored credential that callers name by its slug. */
export interface VirtualKey extends Kept {
  /** The same for as long as it lives, whatever its slug or its credential becomes. */
  readonly id: string;
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
  /** Sent along with every call, over what the caller sends: names in lower case, each of which `mayTravel`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Fields that depend on the model asked for; empty where none do. */
  readonly deployments: readonly Deployment[];
  /** Models that may be sent with it, its own among them; undefined: any. */
  readonly allowedModels: ReadonlySet<string> | undefined;
  /** Models that no catalogue knows, by the name under which they are sent. */
  readonly models: ReadonlyMap<string, OwnModel>;
  /** Milliseconds since the epoch; from then on calls with it are refused. */
  readonly expiresAt: number | undefined;
  /**
   * Its hosts were chosen through an API, so not by the operator: each is judged again at every call and connected to like a
   * caller's, though its credential may go there. Undefined: the operator chose them.
   */
  readonly hostsJudged?: boolean;
}

/** Where a credential reaches one of its models. */
export interface Deployment {
  /** The model that callers name it by; undefined: any that no other answers to, where it is the default. */
  readonly alias: string | undefined;
  /** Takes the models that no alias names. */
  readonly isDefault: boolean;
  /** Over those of the credential, by their name in a config. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A model that somebody trained or serves by themselves. */
export interface OwnModel {
  /** Upstream base for calls of this model, in place of the virtual key's. */
  readonly customHost: string | undefined;
  /** The provider's model whose abilities and prices it has. */
  readonly baseModel: string | undefined;
}

/** A stored config, read and checked when it was stored. */
export interface StoredConfig extends Kept {
  readonly id: string;
  /** What callers name it by. */
  readonly slug: string;
  readonly versionId: string;
  /** Its `id` is the slug: what is kept for a config outlives its versions. */
  readonly config: RouteConfig;
}

/** A stored prompt, ready to be filled in: messages for chat, or a text for completions. */
export type Prompt = ChatPrompt | CompletionPrompt;

interface StoredPrompt extends Kept {
  readonly id: string;
  /** What callers name it by. */
  readonly slug: string;
  /** Which of its versions this is. */
  readonly versionId: string;
  /** Members of a request that the prompt brings along: `model`, `temperature`. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The slug of the virtual key to call with; undefined where the request says who is called. */
  readonly virtualKey: string | undefined;
}

/** A stored prompt that gives the messages of a chat. */
export interface ChatPrompt extends StoredPrompt {
  readonly kind: 'chat';
  /**
   * The prompt's messages with the variables in their places; a missing variable is empty.
   *
   * @throws FaultError `invalid_request` where they do not come to a list of messages.
   */
  render(variables: Readonly<Record<string, unknown>>): readonly unknown[];
}

/** A stored prompt that gives a text to complete. */
export interface CompletionPrompt extends StoredPrompt {
  readonly kind: 'completion';
  /**
   * The prompt's text with the variables in their places; a missing variable is empty.
   *
   * @throws FaultError `invalid_request` where they cannot be put in.
   */
  render(variables: Readonly<Record<string, unknown>>): string;
}

/** Who calls, by what they send. */
export interface KeyDirectory {
  /** The key that this token is; undefined for any other token. Known at once: it is asked of every request. */
  find(token: string): ApiKey | undefined;
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
  /** By slug, without the `@`. */
  readonly virtualKeys: Shelf<VirtualKey>;
  /** By slug. */
  readonly configs: Shelf<StoredConfig>;
  /** By reference: `slug` (the published version), `slug@12`, `slug@latest` or `slug@label`, and likewise by id. */
  readonly prompts: Shelf<Prompt>;
  /** By slug. */
  readonly guardrails: Shelf<Guardrail>;
  /** Budgets and rates. */
  readonly limits: Limits;
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

import type { Deadlines } from '../deadlines.ts';
import type { Hook, SavedHook } from '../guards/hook.ts';
import type { BreakerPolicy } from '../health/breaker.ts';
import type { RetryPolicy } from '../retry/retry-policy.ts';
import type { StrategyConfig } from '../strategies/strategy.ts';

/** A config that was read: checked, with one spelling for everything, and with all settled that its parts inherit. */
export interface RouteConfig {
  /** What belongs to this config and outlives a request (who sticks where, which circuit is open) is kept under this name. */
  readonly id: string;
  /** The tree of targets; a config with one target is that target. */
  readonly root: ConfigNode;
  /** What is stored elsewhere and named here, each once. Whether it is there is asked with each request: it comes and goes, and not for everybody. */
  readonly references: References;
  /** Some part chooses by latency, so that latencies are measured. */
  readonly choosesByLatency: boolean;
  /** Undefined: nobody else is asked the same. */
  readonly shadow?: ShadowConfig | undefined;
}

/** A second way for a share of a config's requests: once they are answered they are asked again there, and both answers compared. */
export interface ShadowConfig {
  readonly name: string;
  /** Where the copies go. */
  readonly config: RouteConfig;
  /** Of the requests, from 0 to 1. */
  readonly share: number;
  /** Undefined: copies may cost what they will, and may go where nobody knows what they cost. */
  readonly cap: ShadowCap | undefined;
  /** Whether what was answered from the cache is copied too. */
  readonly cached: boolean;
}

/** What the copies of a shadow may cost. */
export interface ShadowCap {
  /** US dollars in each period. */
  readonly cost: number;
  /** Periods begin at 00:00 UTC: weeks on Sundays, months on their first. */
  readonly period: ShadowPeriod;
}

/** For how long the cap of a shadow is given. */
export type ShadowPeriod = 'daily' | 'weekly' | 'monthly';

/** Names of stored things in a config. */
export interface References {
  /** Slugs of virtual keys, without an `@`. */
  readonly virtualKeys: readonly string[];
  /** Slugs of saved guardrails. */
  readonly guardrails: readonly string[];
  /** Prompts, by slug or id with or without a version behind it. */
  readonly prompts: readonly string[];
  /** The workspaces whose things they are, or everybody's; undefined: what the caller sees. */
  readonly workspaces: ReadonlySet<string> | undefined;
}

/** A place in the tree of a config: one target, or several with a rule to choose by. */
export type ConfigNode = TargetConfig | ForkConfig;

interface Place {
  /** Where it stands, for headers and messages: `config`, or `config.targets[0]`. */
  readonly label: string;
  /** What a condition calls it. */
  readonly name: string | undefined;
  /** Its share among its siblings. */
  readonly weight: number;
}

/** Several nodes, and the strategy that chooses among them. */
export interface ForkConfig extends Place {
  readonly kind: 'fork';
  readonly strategy: StrategyConfig;
  /** At least one. */
  readonly branches: readonly ConfigNode[];
}

/** Answers that are kept, and for how long. */
export interface CachePolicy {
  /** Seconds, as the config says them. */
  readonly maxAge: number | undefined;
}

/** The checks of a target as its config has them, in the order in which they run. A saved one is looked up when it is to run. */
export interface NamedGuards {
  readonly before: readonly (Hook | SavedHook)[];
  readonly after: readonly (Hook | SavedHook)[];
}

/** The checks of a target for one request, in the order in which they run. */
export interface Guards {
  readonly before: readonly Hook[];
  readonly after: readonly Hook[];
}

/** What a config says of one target. */
export interface TargetConfig extends Place {
  readonly kind: 'target';
  /** A config that an operator stored may name private hosts and holds stored credentials; a caller's may not and does not. */
  readonly origin: 'caller' | 'stored';
  /**
   * Of a stored config: its hosts were chosen through an API, so not by the operator. Each is judged at every call like a
   * caller's, and no credential goes there but the config's own.
   */
  readonly hostsJudged: boolean;
  /** The workspaces of a stored config: its names mean their things, or everybody's. Undefined: what the caller sees. */
  readonly workspaces: ReadonlySet<string> | undefined;
  /** A provider's slug, or `@slug` of a virtual key with or without `/model` behind it. */
  readonly provider: string | undefined;
  /** The slug of a virtual key, without an `@`. */
  readonly virtualKey: string | undefined;
  /** The stored prompt that gives this target its messages, by slug or id with or without a version behind it. */
  readonly promptId: string | undefined;
  /** Credentials to take turns with; none where the caller or the gateway has one. */
  readonly apiKeys: readonly string[];
  /** In place of the provider's base URL; judged as a host that a caller chose unless the config is stored. */
  readonly customHost: string | undefined;
  /** Milliseconds to the reply's headers. */
  readonly requestTimeoutMs: number | undefined;
  /** In place of the gateway's own; undefined where the config says none. */
  readonly deadlines: Partial<Deadlines> | undefined;
  /** Lower case. */
  readonly forwardHeaders: readonly string[] | undefined;
  /** Members that replace the caller's. */
  readonly overrideParams: Readonly<Record<string, unknown>>;
  /** Members for where the caller gives none. */
  readonly defaultParams: Readonly<Record<string, unknown>>;
  /** Members that are left out, by their names or paths. */
  readonly dropParams: readonly string[];
  /** The provider's own fields, by their name in a config: `openai_organization`. */
  readonly fields: Readonly<Record<string, string>>;
  /** The same from the nodes around it, for the providers that have them. */
  readonly inheritedFields: Readonly<Record<string, string>> | undefined;
  /** Undefined: a failed try is not repeated. */
  readonly retry: RetryPolicy | undefined;
  /** Undefined: answers are not kept. */
  readonly cache: CachePolicy | undefined;
  /** Undefined: nothing is checked. */
  readonly guards: NamedGuards | undefined;
  /** Undefined: the target is asked however often it fails. */
  readonly breaker: BreakerPolicy | undefined;
  /** What becomes of a stream that breaks after its first event. */
  readonly onStreamFailure: 'error' | 'continue';
  /** Nothing of ours is added to what OpenAI's own clients expect. */
  readonly strict: boolean;
}

/** Whether a target says by itself who is called. */
export const namesItsProvider = ({ provider, virtualKey }: TargetConfig): boolean => provider !== undefined || virtualKey !== undefined;

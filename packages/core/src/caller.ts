import { FaultError } from '@sluice/provider-sdk';

/** A key of ours, without its secret. */
export interface ApiKey {
  /** One of a kind, and the same for as long as the key lives: what is kept for a key is kept under it. */
  readonly id: string;
  /** For people; told in logs. */
  readonly name: string;
  /** The id of its workspace; undefined for the organisation's own, which sees all. */
  readonly workspace: string | undefined;
  /** What it may do: `completions.write`. */
  readonly scopes: ReadonlySet<string>;
  /** May do everything, the admin API included. */
  readonly admin: boolean;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number | undefined;
  /** What it may have sent upstream: a model as the provider calls it, or `@slug/model` for one virtual key's; undefined: any. */
  readonly allowedModels: readonly string[] | undefined;
  /** Whom it may call: a provider's slug, or `@slug` of a virtual key; undefined: anybody. */
  readonly allowedProviders: readonly string[] | undefined;
  /** Whether what is said under it may be kept in logs. */
  readonly logBodies: boolean;
  readonly defaults: {
    /** Slug of the config that applies when a request names none. */
    readonly config: string | undefined;
    /** Stands over what a request says. */
    readonly metadata: Readonly<Record<string, string>>;
    /** Whether a request may bring a config other than the default one. */
    readonly allowConfigOverride: boolean;
  };
  /** What the key's workspace says for all its keys. */
  readonly enforced: Enforced;
}

/** What a workspace says for all calls of its keys. */
export interface Enforced {
  /** Stands over what the key and the request say. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Slug of the config that applies where neither the request nor the key names one. */
  readonly config: string | undefined;
  /** Slugs of guardrails that check every request, besides those of its config. */
  readonly inputGuardrails: readonly string[];
  /** Slugs of guardrails that check every answer, besides those of the request's config. */
  readonly outputGuardrails: readonly string[];
}

/** For a key of no workspace, and for a workspace that says nothing. */
export const NOTHING_ENFORCED: Enforced = { metadata: {}, config: undefined, inputGuardrails: [], outputGuardrails: [] };

/** Who asks, and the provider credential that came along. */
export interface Caller {
  /** Undefined for a caller without a valid key of ours. */
  readonly key: ApiKey | undefined;
  /** What `Authorization` brought, junk and keys of ours taken out. */
  readonly credential: string | undefined;
  /** All secrets that came along, ours and the provider's, so that none is printed. */
  readonly secrets: readonly string[];
}

/**
 * Stops a caller without a key from using what is stored here.
 *
 * @throws FaultError `unauthenticated`
 */
export function requireKey(caller: Caller, what: string): ApiKey {
  if (caller.key) return caller.key;
  throw new FaultError(invalidKey(`${what} needs a valid Sluice key`));
}

/** Spelled as Portkey's clients know it, then the cure. */
export const invalidKey = (why: string) =>
  ({
    kind: 'unauthenticated',
    message: `Portkey Error: Invalid API Key. Error Code: 03. ${why}: send it in x-portkey-api-key (or x-sluice-api-key), or as the Bearer token.`,
    param: 'x-portkey-api-key',
    code: '03',
  }) as const;

import { FaultError } from '@sluice/provider-sdk';

/** A key of ours, without its secret. */
export interface ApiKey {
  /** For people; told in logs. */
  readonly name: string;
  /** What it may do: `completions.write`. */
  readonly scopes: ReadonlySet<string>;
  /** May do everything, the admin API included. */
  readonly admin: boolean;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number | undefined;
  readonly defaults: {
    /** Slug of the config that applies when a request names none. */
    readonly config: string | undefined;
    readonly metadata: Readonly<Record<string, string>>;
  };
}

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

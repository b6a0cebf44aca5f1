/** When a target is tried again, as its config says. */
export interface RetryPolicy {
  /** Tries after the first. */
  readonly attempts: number;
  readonly onStatusCodes: readonly number[];
  /** On 429, wait as long as the provider says instead of by our own rule. */
  readonly useRetryAfter: boolean;
}

/** Wire spec §10; its docs of 2026 add 529. */
export const DEFAULT_STATUS_CODES: readonly number[] = [429, 500, 502, 503, 504, 529];

/** The wire format's documents set it and its code does not; more would only keep a caller waiting. */
export const MOST_ATTEMPTS = 5;

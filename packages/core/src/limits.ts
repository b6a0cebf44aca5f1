import type { Fault, ProviderAdapter } from '@sluice/provider-sdk';
import type { ApiKey } from './caller.ts';
import type { VirtualKey } from './house.ts';

/** Who pays for a call, and what is called. */
export interface Spending {
  /** Undefined for a caller without a key, whom nothing limits. */
  readonly key: ApiKey | undefined;
  readonly virtualKey: VirtualKey | undefined;
  readonly provider: ProviderAdapter;
  /** As it is sent; undefined where nothing names one. */
  readonly model: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Budgets and rates. All are asked on the way of a request and answer at once. A cached answer is free: nobody is
 * asked about it.
 */
export interface Limits {
  /** Whether anything limits such a call. Where nothing does, the others are not asked. */
  watches(spending: Spending): boolean;
  /**
   * Asked in front of `admit` of a call whose use nobody will learn: a fault, of the kind `not_allowed`, where it would have to
   * be counted.
   */
  uncounted(spending: Spending): Fault | undefined;
  /**
   * Asked once for each target before its first try: undefined lets the call out, and counts it; a fault is the target's
   * outcome, so that a fallback goes on. Its kind is `rate_limited` (429, with `retryAfterMs`) or `not_allowed` (412), its
   * `type` a word of the wire spec's §14.4.
   *
   * @param mostTokens The most that may come out, where the request says so.
   */
  admit(spending: Spending, mostTokens: number | undefined): Fault | undefined;
  /**
   * Told what an admitted call has used, once its answer is complete, or broken off.
   *
   * @param usage The provider's token counts as the caller was told them, in the words of the caller's door; undefined where
   *   none were told.
   */
  used(spending: Spending, usage: unknown): void;
}

/** Nothing is limited. */
export const NO_LIMITS: Limits = { watches: () => false, uncounted: () => undefined, admit: () => undefined, used() {} };

import type { LogFilter } from '../query.ts';

/** A variant that records were part of. */
export interface SeenVariant {
  readonly experiment: string;
  readonly variant: string;
  readonly requests: number;
  /** Of the stretches of time that hold its records: their beginnings, in milliseconds since the epoch, to the hour. */
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/**
 * What a mean with a spread is worked out from, of pairs (x, y) of which each unit has one: `y` what there was of something in
 * all its requests, `x` among how many. Sums of both, of their squares and of their product say all of it, however many units
 * there are.
 */
export interface Moments {
  /** Units that have such a pair. */
  readonly units: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
}

/** What can be compared of variants. */
export type Measure = 'requests' | 'errors' | 'ms' | 'logMs' | 'tokens' | 'cost' | 'feedback';

/** What one variant's records come to, unit by unit. */
export interface VariantMoments {
  readonly variant: string;
  readonly requests: number;
  /** Requests without a value under any of the names: each is a unit of its own. */
  readonly nameless: number;
  /** Units with an error, so that a few are not taken for many. */
  readonly unitsWithErrors: number;
  /** Units with feedback. */
  readonly unitsWithFeedback: number;
  /**
   * Of requests by unit (`x` is 1); of errors, milliseconds and their natural logarithms by request; of tokens by request that
   * used any; of US dollars by request whose cost is known; of feedback's values times their weights by weight.
   */
  readonly of: Readonly<Record<Measure, Moments>>;
}

/** What variants of experiments have come to. */
export interface Experiments {
  /** The variants that records of these workspaces were part of in this time, by hours. */
  seen(filter: Pick<LogFilter, 'workspaces' | 'sources' | 'from' | 'to'>): Promise<readonly SeenVariant[]>;
  /**
   * By variant. Requests of one unit belong together: a user's, say, of whom all get the same variant.
   *
   * @param filter Of which `experiments` names one.
   * @param units Metadata names under which the unit stands: the first that a request has a value under.
   */
  moments(filter: LogFilter, units: readonly string[]): Promise<readonly VariantMoments[]>;
  /** Versions of saved configs by which requests came to it, of what sums know of a filter; empty names for a config that was sent along. */
  configs(
    filter: Pick<LogFilter, 'workspaces' | 'sources' | 'from' | 'to'>,
    experiment: string,
  ): Promise<readonly { readonly config: string; readonly version: string }[]>;
  /** How many units have requests of more than one variant. */
  crossed(filter: LogFilter, units: readonly string[]): Promise<number>;
}

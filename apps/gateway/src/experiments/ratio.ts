import type { Moments } from '@sluice/store/logs';

/** A mean, and how sure it is. */
export interface Mean {
  readonly value: number;
  /** Of the mean, not of what it is the mean of. */
  readonly variance: number;
  readonly degrees: number;
}

/**
 * A ratio of sums over units: milliseconds by requests, of all users together. Requests of one user are much alike, so that they
 * count as one observation and not as many: the variance is that of the users' sums around the ratio (delta method).
 *
 * @returns Undefined where there is nothing to divide by, or only one unit.
 */
export function ratio({ units, x, y, xx, yy, xy }: Moments): Mean | undefined {
  if (units < 2 || x <= 0) return undefined;
  const value = y / x;
  // Of y − value · x, whose mean is zero. A little below zero by rounding where all units are alike.
  const spread = Math.max(0, yy - 2 * value * xy + value * value * xx) / (units - 1);
  const meanX = x / units;
  return { value, variance: spread / (units * meanX * meanX), degrees: units - 1 };
}

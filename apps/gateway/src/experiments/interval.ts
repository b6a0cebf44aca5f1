import type { Mean } from './ratio.ts';
import { quantile } from './student-t.ts';

/** A number and the range that holds the true one 95 times of a hundred. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const MISSES = 0.05;

export function interval({ value, variance, degrees }: Mean): Interval {
  const width = quantile(MISSES, degrees) * Math.sqrt(variance);
  return { value, low: value - width, high: value + width };
}

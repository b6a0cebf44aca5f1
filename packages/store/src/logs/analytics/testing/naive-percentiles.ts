import type { Percentiles } from '../percentiles.ts';

/** By putting them in order: the least that not less than such a share of them does not exceed. */
export function naivePercentiles(times: readonly number[]): Percentiles {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (hundredths: number) => sorted.find((_, place) => (place + 1) * 100 >= hundredths * sorted.length)!;
  return sorted.length === 0 ? undefined : { p50: at(50), p90: at(90), p99: at(99) };
}

import type { Difference } from './difference.ts';
import type { Interval } from './interval.ts';

/** A mean of logarithms as what it is the mean of: the geometric mean, which a few answers that hang hardly move. */
export function raised<Of extends Interval | { readonly value: number | undefined }>(mean: Of): Of {
  return Object.fromEntries(
    Object.entries(mean).map(([name, value]) => [name, value === undefined ? undefined : Math.exp(value as number)]),
  ) as Of;
}

/**
 * A difference of logarithms as the quotient that it stands for.
 *
 * @param control The control's mean, a logarithm.
 */
export function quotient({ absolute, probability }: Difference, control: number): Difference {
  const relative = mapped(absolute, Math.expm1);
  return { relative, absolute: mapped(relative, (share) => share * Math.exp(control)), probability };
}

const mapped = ({ value, low, high }: Interval, to: (value: number) => number): Interval => ({
  value: to(value),
  low: to(low),
  high: to(high),
});

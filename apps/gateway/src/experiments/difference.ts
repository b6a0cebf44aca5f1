import { interval, type Interval } from './interval.ts';
import type { Mean } from './ratio.ts';
import { twoSided } from './student-t.ts';

/** How one mean differs from another. */
export interface Difference {
  /** In the units of the means. */
  readonly absolute: Interval;
  /** As a share of the control's: 0.1 is ten per cent more. Undefined where the control's mean is not above zero. */
  readonly relative: Interval | undefined;
  /** How likely such a difference is where there is none. */
  readonly probability: number;
}

export function difference(treated: Mean, control: Mean): Difference {
  const value = treated.value - control.value;
  const wider = apart(treated, control).variance >= together(treated, control).variance ? apart : together;
  const { variance, degrees } = wider(treated, control);
  // All units of both are alike: there is no spread that a difference could come from.
  const probability = variance > 0 ? twoSided(value / Math.sqrt(variance), degrees) : value === 0 ? 1 : 0;
  return {
    absolute: interval({ value, variance, degrees }),
    relative: control.value > 0 ? relativeTo(treated, control, { variance, degrees }) : undefined,
    probability,
  };
}

/** The variance of a quotient, to the first order; that of the difference is shared out as the means have it. */
function relativeTo(treated: Mean, control: Mean, { variance, degrees }: Spread): Interval {
  const own = apart(treated, control).variance;
  const wider = own > 0 ? variance / own : 1;
  const ofQuotient = treated.variance / control.value ** 2 + (treated.value ** 2 * control.variance) / control.value ** 4;
  return interval({ value: treated.value / control.value - 1, variance: ofQuotient * wider, degrees });
}

/** By Welch: neither the two spreads nor the numbers of units need be equal. */
function apart(treated: Mean, control: Mean): Spread {
  const variance = treated.variance + control.variance;
  if (variance === 0) return { variance, degrees: treated.degrees + control.degrees };
  return { variance, degrees: variance ** 2 / (treated.variance ** 2 / treated.degrees + control.variance ** 2 / control.degrees) };
}

/**
 * By Student: the spread is that of all units. A small variant that happens to lack the few extreme users has a small mean and a
 * small spread of its own at once, and Welch alone would be sure of the difference far too often; where one variant is truly the
 * more uneven one, Student alone would be. So the wider of the two counts.
 */
function together(treated: Mean, control: Mean): Spread {
  const degrees = treated.degrees + control.degrees;
  const perUnit = [treated, control].map((mean) => mean.variance * (mean.degrees + 1));
  const pooled = (perUnit[0]! * treated.degrees + perUnit[1]! * control.degrees) / degrees;
  return { variance: pooled / (treated.degrees + 1) + pooled / (control.degrees + 1), degrees };
}

type Spread = Pick<Mean, 'variance' | 'degrees'>;

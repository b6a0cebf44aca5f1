import type { Both, DifferenceSpread, Judgement } from '@sluice/contract';
import { lessDust } from '../replays/comparison-view.ts';

/** What the differences of many pairs come to; null where no pair has both sides. */
export function spreadOf(pairs: readonly Both<number | null>[]): DifferenceSpread | null {
  const known = pairs.filter((pair): pair is Both<number> => pair.original !== null && pair.other !== null);
  if (known.length === 0) return null;
  const sorted = known.map(({ original, other }) => other - original).toSorted((one, other) => one - other);
  const mean = (values: readonly number[]) => lessDust(values.reduce((sum, value) => sum + value, 0) / values.length);
  // The smallest that is no less than so many of a hundred.
  const percentile = (percent: number) => lessDust(sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]!);
  return {
    pairs: known.length,
    original_mean: mean(known.map(({ original }) => original)),
    shadow_mean: mean(known.map(({ other }) => other)),
    mean: mean(sorted),
    p50: percentile(50),
    p90: percentile(90),
    p99: percentile(99),
  };
}

/** How many of those that could be judged came out well. */
export function judgementOf(verdicts: readonly (boolean | null)[]): Judgement {
  const judged = verdicts.filter((verdict) => verdict !== null);
  const good = judged.filter(Boolean).length;
  return { judged: judged.length, good, share: judged.length === 0 ? null : good / judged.length };
}

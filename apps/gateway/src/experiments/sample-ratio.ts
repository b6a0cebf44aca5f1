import { upperTail } from './chi-squared.ts';

/** Whether variants have as many units as their weights say. */
export interface SampleRatio {
  readonly variant: string;
  readonly units: number;
  readonly expected: number;
}

/**
 * Below this nobody believes in chance. It is strict, because a wrong ratio spoils the whole report: whatever keeps users of one
 * variant out of the log keeps out users of some kind.
 */
export const UNLIKELY = 0.001;

/** A chi-squared needs about this many of each kind. */
const LEAST_EXPECTED = 5;

/** @returns Undefined where there are too few units to say. */
export function sampleRatio(
  found: ReadonlyMap<string, number>,
  weights: ReadonlyMap<string, number>,
): { readonly variants: readonly SampleRatio[]; readonly probability: number } | undefined {
  const names = [...new Set([...weights.keys(), ...found.keys()])];
  const units = (name: string) => found.get(name) ?? 0;
  const all = names.reduce((sum, name) => sum + units(name), 0);
  const whole = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  if (whole <= 0 || weights.size < 2) return undefined;
  const variants = names.map((variant) => ({ variant, units: units(variant), expected: (all * (weights.get(variant) ?? 0)) / whole }));
  const drawn = variants.filter(({ expected }) => expected > 0);
  if (drawn.some(({ expected }) => expected < LEAST_EXPECTED)) return undefined;
  // A variant that nobody should have got, and somebody did.
  if (variants.some(({ expected, units: met }) => expected === 0 && met > 0)) return { variants, probability: 0 };
  const chiSquared = drawn.reduce((sum, { units: met, expected }) => sum + (met - expected) ** 2 / expected, 0);
  return { variants, probability: upperTail(chiSquared, drawn.length - 1) };
}

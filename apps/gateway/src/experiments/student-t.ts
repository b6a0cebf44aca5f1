import { incompleteBeta } from './incomplete-beta.ts';
import { logGamma } from './log-gamma.ts';

const CLOSE = 1e-12;
const MOST_STEPS = 100;

/** How likely Student's t is as far from zero as this, or farther, on either side. */
export function twoSided(t: number, degrees: number): number {
  if (!Number.isFinite(t)) return 0;
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
}

/**
 * How far from zero it has to be to be farther with this probability only, on both sides together: 0.05 for an interval of 95 %.
 *
 * By Newton from zero on: the probability falls ever more slowly, so that no step goes too far.
 */
export function quantile(probability: number, degrees: number): number {
  const height = Math.exp(logGamma((degrees + 1) / 2) - logGamma(degrees / 2)) / Math.sqrt(degrees * Math.PI);
  let t = 0;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const density = height * (1 + (t * t) / degrees) ** (-(degrees + 1) / 2);
    const further = (twoSided(t, degrees) - probability) / (2 * density);
    t += further;
    if (Math.abs(further) <= CLOSE * t) break;
  }
  return t;
}

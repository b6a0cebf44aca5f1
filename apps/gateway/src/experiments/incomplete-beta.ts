import { logGamma } from './log-gamma.ts';

const CLOSE = 1e-15;
const TINY = 1e-300;
const MOST_STEPS = 10_000;

/** The regularised incomplete beta function: the share of a beta distribution's weight that lies below `x`, which is from 0 to 1. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  // Its continued fraction comes to an end quickly on this side only.
  if (x > (a + 1) / (a + b + 2)) return 1 - (front * fraction(1 - x, b, a)) / b;
  return (front * fraction(x, a, b)) / a;
}

/** By Lentz: even and odd terms of the continued fraction in turn. */
function fraction(x: number, a: number, b: number): number {
  let above = 1;
  let below = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = below;
  let change = 1;
  const follow = (term: number) => {
    below = 1 / away(1 + term * below);
    above = away(1 + term / above);
    change = below * above;
    value *= change;
  };
  for (let step = 1; step < MOST_STEPS; step += 1) {
    follow((step * (b - step) * x) / ((a + 2 * step - 1) * (a + 2 * step)));
    follow((-(a + step) * (a + b + step) * x) / ((a + 2 * step) * (a + 2 * step + 1)));
    if (Math.abs(change - 1) < CLOSE) break;
  }
  return value;
}

/** Never so near to nothing that it cannot be divided by. */
const away = (value: number) => (Math.abs(value) < TINY ? TINY : value);

import { logGamma } from './log-gamma.ts';

const CLOSE = 1e-15;
const MOST_STEPS = 10_000;

/** How likely a chi-squared is as large as this, or larger. */
export function upperTail(chiSquared: number, degrees: number): number {
  const [a, x] = [degrees / 2, chiSquared / 2];
  if (x <= 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - front * series(a, x) : front * fraction(a, x);
}

/** Of the lower tail; quick where `x` is small. */
function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let step = 1; step < MOST_STEPS && term > sum * CLOSE; step += 1) {
    term *= x / (a + step);
    sum += term;
  }
  return sum;
}

/** Of the upper tail, by Lentz; quick where `x` is large. */
function fraction(a: number, x: number): number {
  let shift = x + 1 - a;
  let above = 1e300;
  let below = 1 / shift;
  let value = below;
  for (let step = 1; step < MOST_STEPS; step += 1) {
    const term = -step * (step - a);
    shift += 2;
    below = 1 / (term * below + shift);
    above = shift + term / above;
    value *= below * above;
    if (Math.abs(below * above - 1) < CLOSE) break;
  }
  return value;
}

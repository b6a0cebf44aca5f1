/** Lanczos' coefficients for g = 7 and nine terms: right to fifteen digits. */
const COEFFICIENTS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/** The logarithm of the gamma function, above zero. */
export function logGamma(x: number): number {
  // Lanczos' series is good from a half on.
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const [first, ...rest] = COEFFICIENTS;
  const base = x + 6.5;
  const series = rest.reduce((sum, coefficient, index) => sum + coefficient / (x + index), first as number);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(series);
}

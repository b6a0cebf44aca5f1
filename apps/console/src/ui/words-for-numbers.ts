const whole = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** `12,345` */
export const countOf = (count: number): string => whole.format(count);

/** `12.3K` */
export const shortOf = (count: number): string => compact.format(count);

/** `4.2 %`. @param share From 0 to 1. */
export const percentOf = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 2 : 1)} %`;

/** US cents in dollars, as exactly as such small sums need: `$0.000123`; a dash where nobody knows. */
export function moneyOf(cents: number | null | undefined): string {
  if (cents === null || cents === undefined) return '–';
  const dollars = cents / 100;
  if (dollars === 0) return '$0';
  const size = Math.abs(dollars);
  return `${dollars < 0 ? '−' : ''}$${size >= 1 ? size.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 }) : trimmed(size.toPrecision(3))}`;
}

/** Not `1.2e-7`, which nobody reads as money. */
const trimmed = (digits: string) => (digits.includes('e') ? Number(digits).toFixed(12).replace(/0+$/, '') : digits);

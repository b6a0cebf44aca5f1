import type { UsageLimit } from '@sluice/contract';

const DAY_MS = 86_400_000;

/**
 * Since when a budget's running period counts.
 *
 * @param made When the thing was made that it limits: it cannot have used anything before.
 * @param now Both are milliseconds since the epoch.
 */
export function periodStart(limit: UsageLimit, made: number, now: number): number {
  const { next_usage_reset_at: first } = limit;
  const anchor = first ? Date.parse(first) : -Infinity;
  return now < anchor ? made : Math.max(made, anchor, turnOf(limit, anchor, now));
}

/** When the regular clock last struck; long ago where there is none. */
function turnOf({ periodic_reset: reset, periodic_reset_days: days }: UsageLimit, anchor: number, now: number): number {
  if (reset === 'weekly') return Math.floor(now / DAY_MS) * DAY_MS - new Date(now).getUTCDay() * DAY_MS;
  if (reset === 'monthly') return Date.UTC(new Date(now).getUTCFullYear(), new Date(now).getUTCMonth(), 1);
  if (!days) return -Infinity;
  const from = Math.max(anchor, 0);
  return from + Math.floor((now - from) / (days * DAY_MS)) * days * DAY_MS;
}

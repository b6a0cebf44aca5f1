/** Stretches of time that are asked for most, by what an address calls them. */
export const TIME_PRESETS = {
  '15m': 'Last 15 minutes',
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  today: 'Today',
  yesterday: 'Yesterday',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
} as const;

export type TimePreset = keyof typeof TIME_PRESETS;

export const isTimePreset = (value: unknown): value is TimePreset => typeof value === 'string' && Object.hasOwn(TIME_PRESETS, value);

/** A stretch of time in milliseconds since the epoch; without an end it goes on. */
export interface Stretch {
  readonly from: number;
  readonly to?: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const LONG_MS = { '15m': 15 * MINUTE_MS, '1h': HOUR_MS, '24h': DAY_MS, '7d': 7 * DAY_MS, '30d': 30 * DAY_MS } as const;

/** What a preset means now. Days are those of whoever looks. @param now Milliseconds since the epoch. */
export function stretchOf(preset: TimePreset, now: number): Stretch {
  if (preset === 'today') return { from: midnight(now, 0) };
  if (preset === 'yesterday') return { from: midnight(now, -1), to: midnight(now, 0) - 1 };
  return { from: now - LONG_MS[preset] };
}

/** By the calendar: a day may have 23 or 25 hours. */
function midnight(now: number, days: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime();
}

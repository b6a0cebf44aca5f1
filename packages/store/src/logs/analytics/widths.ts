import type { Span } from '../log-store.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** Of the times that sums are kept for, in milliseconds. */
export const SPAN_MS: Readonly<Record<Span, number>> = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS, week: WEEK_MS };

/** More than this no chart shows. */
const MOST_POINTS = 200;

/** How wide a point may be, and of which sums it is made. */
const WIDTHS: readonly { readonly span: Span; readonly widthMs: number }[] = [
  { span: 'minute', widthMs: MINUTE_MS },
  { span: 'minute', widthMs: 5 * MINUTE_MS },
  { span: 'hour', widthMs: HOUR_MS },
  { span: 'day', widthMs: DAY_MS },
  { span: 'week', widthMs: WEEK_MS },
  ...[30, 90, 360].map((days) => ({ span: 'day' as const, widthMs: days * DAY_MS })),
];

/** The points of a graph: as wide as each other, beginning at whole multiples of their width since the epoch. */
export interface Points {
  readonly span: Span;
  readonly widthMs: number;
  /** Where each begins, in milliseconds since the epoch. */
  readonly begins: readonly number[];
}

/** The narrowest points of which this time has not more than so many. */
export function pointsFor({ from, to }: { readonly from: number; readonly to: number }, most = MOST_POINTS): Points {
  const count = (widthMs: number) => Math.max(0, Math.ceil(to / widthMs) - Math.floor(from / widthMs));
  const { span, widthMs } = WIDTHS.find((width) => count(width.widthMs) <= most) ?? {
    span: 'day',
    widthMs: Math.ceil((to - from) / DAY_MS / (most - 1)) * DAY_MS,
  };
  const first = Math.floor(from / widthMs) * widthMs;
  return { span, widthMs, begins: Array.from({ length: from < to ? count(widthMs) : 0 }, (_, place) => first + place * widthMs) };
}

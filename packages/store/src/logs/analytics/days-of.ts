import type { Time } from './pieces.ts';
import { SPAN_MS } from './widths.ts';

/** Of more days than this one does not ask one by one. */
const MOST_DAYS = 100;

/** The time cut into days of UTC; one piece, where these would be too many. */
export function daysOf({ from, to }: Time): readonly Time[] {
  const first = Math.floor(from / SPAN_MS.day);
  const count = Math.ceil(to / SPAN_MS.day) - first;
  if (count > MOST_DAYS) return [{ from, to }];
  return Array.from({ length: count }, (_, number) => ({
    from: Math.max(from, (first + number) * SPAN_MS.day),
    to: Math.min(to, (first + number + 1) * SPAN_MS.day),
  }));
}

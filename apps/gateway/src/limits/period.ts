import type { UsageLimit } from '@sluice/store';

/** The time for which a budget is given. */
export interface Period {
  /** One of a kind among the periods of one budget, and the same in all processes. */
  readonly name: string;
  /** Milliseconds since the epoch, `Infinity` where nothing ends it. */
  readonly endMs: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** 1970-01-04, the first Sunday of all. */
const SUNDAY_MS = 3 * DAY_MS;

const FOR_EVER: Period = { name: '0', endMs: Infinity };

type Schedule = Pick<UsageLimit, 'periodic_reset' | 'periodic_reset_days' | 'next_usage_reset_at'>;

/**
 * The period that is running. Weeks begin on Sundays, months on their first, both at 00:00 UTC, and so do runs of days, which are
 * counted from the day on which all clocks began; where a next reset is given nothing ends before it, and days are counted from it.
 */
export function periodOf(schedule: Schedule, nowMs: number): Period {
  const { next_usage_reset_at: next } = schedule;
  if (next === undefined || next === null) return regular(schedule, nowMs, -Infinity);
  const nextMs = Date.parse(next);
  if (Number.isNaN(nextMs)) return regular(schedule, nowMs, -Infinity);
  return nowMs < nextMs ? { name: `-${nextMs}`, endMs: nextMs } : regular(schedule, nowMs, nextMs);
}

/** @param fromMs A reset that has been. */
function regular({ periodic_reset: reset, periodic_reset_days: days }: Schedule, nowMs: number, fromMs: number): Period {
  if (reset === 'weekly') return every(7 * DAY_MS, SUNDAY_MS, nowMs, fromMs);
  if (reset === 'monthly') {
    const at = new Date(nowMs);
    const startMs = Date.UTC(at.getUTCFullYear(), at.getUTCMonth());
    return { name: String(Math.max(startMs, fromMs)), endMs: Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1) };
  }
  if (typeof days === 'number') return every(days * DAY_MS, fromMs === -Infinity ? 0 : fromMs, nowMs, fromMs);
  return fromMs === -Infinity ? FOR_EVER : { name: String(fromMs), endMs: Infinity };
}

function every(lengthMs: number, anchorMs: number, nowMs: number, fromMs: number): Period {
  const startMs = anchorMs + Math.floor((nowMs - anchorMs) / lengthMs) * lengthMs;
  return { name: String(Math.max(startMs, fromMs)), endMs: startMs + lengthMs };
}

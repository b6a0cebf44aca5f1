import { describe, expect, it } from '@jest/globals';
import { periodOf } from './period.ts';

const at = (text: string) => Date.parse(text);
const ends = (schedule: Parameters<typeof periodOf>[0], now: string) => {
  const { endMs } = periodOf(schedule, at(now));
  return Number.isFinite(endMs) ? new Date(endMs).toISOString() : endMs;
};
const sameName = (schedule: Parameters<typeof periodOf>[0], one: string, other: string) =>
  periodOf(schedule, at(one)).name === periodOf(schedule, at(other)).name;

describe('the period of a budget', () => {
  it('never ends where nothing is said', () => {
    expect(ends({}, '2026-11-23T10:00:00Z')).toBe(Infinity);
    expect(sameName({ periodic_reset: null, periodic_reset_days: null }, '2026-01-01', '2036-01-01')).toBe(true);
  });

  it('ends on Sunday at midnight where it is weekly, and not a moment sooner', () => {
    const weekly = { periodic_reset: 'weekly' } as const;

    // The 22nd is a Sunday.
    expect(ends(weekly, '2026-11-21T23:59:59.999Z')).toBe('2026-11-22T00:00:00.000Z');
    expect(ends(weekly, '2026-11-22T00:00:00Z')).toBe('2026-11-29T00:00:00.000Z');
    expect(sameName(weekly, '2026-11-22T00:00:00Z', '2026-11-28T23:59:59.999Z')).toBe(true);
    expect(sameName(weekly, '2026-11-21T23:59:59.999Z', '2026-11-22T00:00:00Z')).toBe(false);
  });

  it('ends on the first where it is monthly, whatever the length of the month', () => {
    const monthly = { periodic_reset: 'monthly' } as const;

    expect(ends(monthly, '2028-02-29T12:00:00Z')).toBe('2028-03-01T00:00:00.000Z');
    expect(ends(monthly, '2026-12-31T23:59:59Z')).toBe('2027-01-01T00:00:00.000Z');
    expect(sameName(monthly, '2026-10-31T23:59:59.999Z', '2026-11-01T00:00:00Z')).toBe(false);
  });

  it('ends at midnight after so many days', () => {
    const days = { periodic_reset_days: 10 };
    const first = ends(days, '2026-11-23T10:00:00Z') as string;

    expect(first).toMatch(/T00:00:00\.000Z$/);
    expect(ends(days, first)).toBe(new Date(at(first) + 10 * 24 * 60 * 60 * 1000).toISOString());
  });

  it('ends at its next reset where that is given, and days are counted from there', () => {
    const next = { next_usage_reset_at: '2026-12-01T06:00:00Z' };

    expect(ends({ ...next, periodic_reset: 'weekly' }, '2026-11-23T00:00:00Z')).toBe('2026-12-01T06:00:00.000Z');
    expect(ends({ ...next, periodic_reset: 'weekly' }, '2026-12-01T06:00:00Z')).toBe('2026-12-06T00:00:00.000Z');
    expect(ends({ ...next, periodic_reset_days: 2 }, '2026-12-04T00:00:00Z')).toBe('2026-12-05T06:00:00.000Z');
    expect(ends(next, '2026-12-02T00:00:00Z')).toBe(Infinity);
    expect(sameName({ ...next, periodic_reset: 'monthly' }, '2026-11-30T00:00:00Z', '2026-12-01T05:00:00Z')).toBe(true);
    expect(sameName({ ...next, periodic_reset: 'monthly' }, '2026-12-01T05:00:00Z', '2026-12-01T06:00:00Z')).toBe(false);
  });
});

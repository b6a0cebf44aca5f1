import { describe, expect, it } from '@jest/globals';
import { marksOf } from './list/marks-of.ts';
import { someLog } from './log.test.support.ts';
import { outcomeOf } from './outcome.ts';
import { whenOf } from './when.ts';

const failing = (status: number, kind?: string, aborted = false) =>
  outcomeOf(
    someLog({
      response: { status, responseTime: 1, lastUsedOptionJsonPath: null },
      fault: kind === undefined ? null : { kind, message: 'm' },
      aborted,
      metrics: { is_success: false },
    }),
  );

describe('the outcome of a request', () => {
  it('is a word that needs no colour', () => {
    expect(outcomeOf(someLog()).word).toBe('200');
    expect(failing(429, 'rate_limited')).toMatchObject({ kind: 'failed', word: '429 rate_limited', sentence: 'Failed with 429' });
    expect(failing(200, 'stream_broken', true)).toMatchObject({ kind: 'broken', word: '200 stream_broken' });
    expect(failing(200, undefined, true)).toMatchObject({ kind: 'broken', sentence: 'Began with 200, and did not come to its end' });
    expect(failing(499, 'cancelled', true)).toMatchObject({ kind: 'left' });
  });

  it('is told with what was unusual about the way there', () => {
    expect(marksOf(someLog())).toEqual([]);
    expect(
      marksOf(someLog({ rescued: true, metrics: { retry_success_count: 2, cache_status: 'HIT', stream_mode: true, source: 'replay' } })),
    ).toEqual(['replay', 'cache hit', '2 retries', 'fallback', 'stream']);
    expect(marksOf(someLog({ metrics: { retry_success_count: -1 } }))).toEqual(['retries used up']);
  });
});

describe('the time of a request', () => {
  it('has as much of a date as the day needs', () => {
    const now = new Date(2026, 2, 10, 12).getTime();

    expect(whenOf(new Date(2026, 2, 10, 9, 5, 7).getTime(), now)).toBe('09:05:07');
    expect(whenOf(new Date(2026, 2, 9, 23, 0, 0).getTime(), now)).toBe('Yesterday 23:00:00');
    expect(whenOf(new Date(2026, 1, 3, 1, 2, 3).getTime(), now)).toBe('3 Feb 01:02:03');
    expect(whenOf(new Date(2025, 1, 3, 1, 2, 3).getTime(), now)).toBe('3 Feb 2025 01:02:03');
  });
});

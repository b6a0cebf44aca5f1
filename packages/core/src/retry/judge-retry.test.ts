import { describe, expect, it } from '@jest/globals';
import type { FaultKind } from '@sluice/provider-sdk';
import type { Outcome } from '../outcome.ts';
import { judgeRetry, type Tried } from './judge-retry.ts';
import { answered, failed } from './outcome.test.support.ts';
import { DEFAULT_STATUS_CODES, type RetryPolicy } from './retry-policy.ts';

const POLICY: RetryPolicy = { attempts: 5, onStatusCodes: DEFAULT_STATUS_CODES, useRetryAfter: false };
const OBEDIENT: RetryPolicy = { ...POLICY, useRetryAfter: true };
const FIRST: Tried = { outcome: failed('overloaded', 503), retries: 0, waitedMs: 0, now: 1_000_000 };

const limited = (...headers: readonly string[]) => failed('rate_limited', 429, headers);
const judge = (outcome: Outcome, policy: RetryPolicy = POLICY, tried: Partial<Tried> = {}) =>
  judgeRetry(policy, { ...FIRST, outcome, ...tried });
const again = (waitMs: number) => ({ again: true, waitMs });
const over = (count: number) => ({ again: false, count });

describe('how long a target is left alone between tries', () => {
  it('doubles from one second, without chance in it', () => {
    let waitedMs = 0;
    const waits = [0, 1, 2, 3, 4].map((retries) => {
      const verdict = judgeRetry(POLICY, { ...FIRST, retries, waitedMs });
      if (verdict.again) waitedMs += verdict.waitMs;
      return verdict;
    });

    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000].map(again));
  });

  it.each([
    ['milliseconds', ['retry-after-ms', '250'], 250],
    ['milliseconds by Azure’s name', ['x-ms-retry-after-ms', '300'], 300],
    ['seconds', ['retry-after', '7'], 7000],
    ['parts of a second', ['retry-after', '0.5'], 500],
    ['no time at all', ['retry-after', '0'], 0],
    ['the exact one of several', ['retry-after', '7', 'x-ms-retry-after-ms', '300', 'retry-after-ms', '250'], 250],
    ['a date', ['retry-after', new Date(FIRST.now + 9000).toUTCString()], 9000],
    ['a date gone by', ['retry-after', new Date(0).toUTCString()], 0],
    ['names in any case', ['Retry-After', '7'], 7000],
    ['exactly a minute', ['retry-after', '60'], 60_000],
    ['nothing', [], 1000],
    ['nonsense', ['retry-after', 'soon'], 1000],
    ['nonsense before sense', ['retry-after-ms', 'soon', 'retry-after', '7'], 7000],
    ['an empty header', ['retry-after', ''], 1000],
    ['an empty header before another', ['retry-after-ms', '', 'retry-after', '7'], 7000],
  ])('is what a 429 asks for, where the config obeys: %s', (_, headers, waitMs) => {
    expect(judge(limited(...headers), OBEDIENT)).toEqual(again(waitMs));
  });

  it('is our own where the config does not obey', () => {
    expect(judge(limited('retry-after', '7'))).toEqual(again(1000));
  });

  it('is our own for all that is no 429', () => {
    expect(judge(failed('overloaded', 503, ['retry-after', '7']), OBEDIENT)).toEqual(again(1000));
  });

  it.each([
    ['a single wait of more than a minute', { headers: ['retry-after', '61'], waitedMs: 0 }],
    ['a wait without end', { headers: ['retry-after', 'Infinity'], waitedMs: 0 }],
    ['waits of more than a minute together', { headers: ['retry-after', '31'], waitedMs: 30_000 }],
    ['our own wait behind long ones', { headers: [], waitedMs: 59_001 }],
  ])('is no longer than a minute: %s', (_, { headers, waitedMs }) => {
    expect(judge(limited(...headers), OBEDIENT, { retries: 1, waitedMs })).toEqual(over(-1));
  });

  it('may be a minute together', () => {
    expect(judge(limited('retry-after', '30'), OBEDIENT, { retries: 1, waitedMs: 30_000 })).toEqual(again(30_000));
  });
});

describe('what is tried again', () => {
  it.each([429, 500, 502, 503, 504, 529])('%i, by default', (status) => {
    expect(judge(answered(status))).toEqual(again(1000));
  });

  it.each([200, 204, 304, 400, 401, 403, 404, 408, 409, 422, 446, 501, 508])('not %i, by default', (status) => {
    expect(judge(answered(status))).toEqual(over(0));
  });

  it.each([
    ['what a list names', answered(404), [404], true],
    ['a success that a list names', answered(200), [200], true],
    ['not what a list leaves out', answered(500), [404], false],
    ['nothing by an empty list', answered(500), [], false],
    ['a timeout of ours only where it is listed', failed('deadline_exceeded'), [408], true],
    ['not a timeout where it is not listed', failed('deadline_exceeded'), [...DEFAULT_STATUS_CODES], false],
    ['whom nobody reached, as 502', failed('unreachable'), [502], true],
    ['whom nobody reached, as 500 like the original', failed('unreachable'), [500], true],
    ['not whom nobody reached, as 503', failed('unreachable'), [503], false],
    ['an unreadable reply, as 500', failed('unreadable_reply'), [500], true],
    ['a connection that took too long, as 503', failed('connect_timeout'), [503], true],
    ['not a connection that took too long, as 500', failed('connect_timeout'), [500], false],
    ['a refusal by a check', failed('hooks_failed'), [446], true],
  ])('is %s', (_, outcome, onStatusCodes, expected) => {
    expect(judge(outcome, { ...POLICY, onStatusCodes })).toEqual(expected ? again(1000) : over(0));
  });

  it.each(['quota_exhausted', 'content_refused', 'context_too_long', 'cancelled'] as const satisfies readonly FaultKind[])(
    'is never what must fail again: %s, though its status is listed',
    (kind) => {
      const outcome = failed(kind);

      expect(judge(outcome, { ...POLICY, onStatusCodes: [outcome.status] }, { retries: 2 })).toEqual(over(2));
    },
  );
});

describe('how many retries are told', () => {
  it.each([
    ['none, for the first answer that is good', answered(200), 0, over(0)],
    ['as many as it took to a good answer', answered(200), 3, over(3)],
    ['as many as it took to a failure that is not listed', answered(400), 2, over(2)],
    ['-1 where a listed status is still there after the last', answered(503), 5, over(-1)],
    ['one more try while there are any', answered(503), 4, again(16_000)],
  ])('%s', (_, outcome, retries, verdict) => {
    expect(judge(outcome, POLICY, { retries })).toEqual(verdict);
  });

  it('-1 at once where no tries are left to begin with', () => {
    expect(judge(answered(503), { ...POLICY, attempts: 0 })).toEqual(over(-1));
    expect(judge(answered(200), { ...POLICY, attempts: 0 })).toEqual(over(0));
  });
});

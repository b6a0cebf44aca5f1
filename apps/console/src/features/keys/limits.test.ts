import { describe, expect, it } from '@jest/globals';
import type { UsageLimit } from '@sluice/contract';
import { budgetDraft, rateLimits, usageLimits, wordsForBudget, wordsForRate } from '../../ui/limits/limits.ts';
import { periodStart } from './period.ts';

describe('a budget in a form', () => {
  it.each<UsageLimit>([
    { type: 'cost', credit_limit: 20, periodic_reset: 'monthly' },
    { type: 'tokens', credit_limit: 1_000, alert_threshold: 800, periodic_reset_days: 10, next_usage_reset_at: '2027-01-01T00:00:00.000Z' },
    { type: 'cost', credit_limit: 5 },
  ])('comes out as it went in: %j', (limit) => {
    const sent = usageLimits(budgetDraft(limit));

    expect(sent).toEqual([limit]);
  });

  it('is none where no amount is typed', () => {
    const sent = usageLimits({ ...budgetDraft(null), reset: 'monthly' });

    expect(sent).toBeNull();
  });

  it.each<[UsageLimit, string]>([
    [{ type: 'cost', credit_limit: 1_200, periodic_reset: 'weekly' }, '$1,200 a week'],
    [{ type: 'tokens', credit_limit: 100_000 }, '100,000 tokens in all'],
    [{ type: 'cost', credit_limit: 3, periodic_reset_days: 1 }, '$3 every day'],
  ])('is said in words: %j', (limit, words) => {
    expect(wordsForBudget(limit)).toBe(words);
  });
});

describe('rates in a form', () => {
  it('leave out what nobody filled in', () => {
    const sent = rateLimits([
      { value: 60, type: 'requests', unit: 'rpm' },
      { value: '', type: 'tokens', unit: 'rpd' },
    ]);

    expect(sent).toEqual([{ value: 60, type: 'requests', unit: 'rpm' }]);
  });

  it('are said in words', () => {
    expect(wordsForRate({ type: 'requests', unit: 'rph', value: 1 })).toBe('1 request an hour');
    expect(wordsForRate({ type: 'tokens', unit: 'rpm', value: 9_000 })).toBe('9,000 tokens a minute');
  });
});

describe('the running period of a budget', () => {
  const now = Date.parse('2026-07-15T13:00:00Z'); // A Wednesday.
  const longAgo = Date.parse('2020-01-01T00:00:00Z');

  it.each<[string, Partial<UsageLimit>, string]>([
    ['on Sunday', { periodic_reset: 'weekly' }, '2026-07-12T00:00:00.000Z'],
    ['on the first', { periodic_reset: 'monthly' }, '2026-07-01T00:00:00.000Z'],
    [
      'so many days after it was set to',
      { periodic_reset_days: 10, next_usage_reset_at: '2026-07-01T00:00:00Z' },
      '2026-07-11T00:00:00.000Z',
    ],
    ['when the thing was made, where nothing resets it', {}, '2020-01-01T00:00:00.000Z'],
    [
      'when the thing was made, before the first reset',
      { periodic_reset: 'weekly', next_usage_reset_at: '2026-08-01T00:00:00Z' },
      '2020-01-01T00:00:00.000Z',
    ],
  ])('began %s', (_, reset, began) => {
    const start = periodStart({ type: 'cost', credit_limit: 1, ...reset }, longAgo, now);

    expect(new Date(start).toISOString()).toBe(began);
  });

  it('began no sooner than the thing was made', () => {
    const made = now - 60_000;

    expect(periodStart({ type: 'cost', credit_limit: 1, periodic_reset: 'monthly' }, made, now)).toBe(made);
  });
});

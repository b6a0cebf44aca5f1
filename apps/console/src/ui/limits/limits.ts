import type { RateLimit, UsageLimit } from '@sluice/contract';
import { countOf } from '../words-for-numbers.ts';

/** A budget as it is typed. */
export interface BudgetDraft {
  /** US dollars or tokens, as `type` says; empty: there is no budget. */
  readonly amount: number | '';
  readonly type: UsageLimit['type'];
  readonly reset: 'never' | 'weekly' | 'monthly' | 'days';
  readonly days: number | '';
  readonly alertAt: number | '';
  /** What nobody types here and must not get lost: ISO 8601. */
  readonly nextReset: string | null;
}

/** A rate as it is typed. */
export interface RateDraft {
  readonly value: number | '';
  readonly type: RateLimit['type'];
  readonly unit: RateLimit['unit'];
}

/** A budget as a form shows it. */
export function budgetDraft(limit: UsageLimit | null): BudgetDraft {
  const days = limit?.periodic_reset_days ?? null;
  return {
    amount: limit?.credit_limit ?? '',
    type: limit?.type ?? 'cost',
    reset: limit?.periodic_reset ?? (days === null ? 'never' : 'days'),
    days: days ?? '',
    alertAt: limit?.alert_threshold ?? '',
    nextReset: limit?.next_usage_reset_at ?? null,
  };
}

/** A budget as the API takes it; null for none. */
export function usageLimits({ amount, type, reset, days, alertAt, nextReset }: BudgetDraft): readonly [UsageLimit] | null {
  if (amount === '') return null;
  return [
    {
      type,
      credit_limit: amount,
      ...(alertAt !== '' && { alert_threshold: alertAt }),
      ...((reset === 'weekly' || reset === 'monthly') && { periodic_reset: reset }),
      ...(reset === 'days' && days !== '' && { periodic_reset_days: days }),
      ...(nextReset !== null && { next_usage_reset_at: nextReset }),
    },
  ];
}

/** Rates as the API takes them; null for none. What nobody filled in is none. */
export function rateLimits(drafts: readonly RateDraft[]): readonly RateLimit[] | null {
  const filled = drafts.flatMap(({ value, ...rest }) => (value === '' ? [] : [{ ...rest, value }]));
  return filled.length === 0 ? null : filled;
}

const PERIODS = { weekly: 'a week', monthly: 'a month' } as const;

/** `$20 a month`, `100,000 tokens in all` */
export function wordsForBudget({ type, credit_limit: amount, periodic_reset: reset, periodic_reset_days: days }: UsageLimit): string {
  const much = type === 'cost' ? `$${countOf(amount)}` : `${countOf(amount)} tokens`;
  if (reset) return `${much} ${PERIODS[reset]}`;
  if (days) return `${much} every ${days === 1 ? 'day' : `${days} days`}`;
  return `${much} in all`;
}

/** What a unit of time is called. */
export const UNITS: Readonly<Record<RateLimit['unit'], string>> = {
  rps: 'second',
  rpm: 'minute',
  rph: 'hour',
  rpd: 'day',
  rpw: 'week',
};

/** `60 requests a minute` */
export const wordsForRate = ({ type, unit, value }: RateLimit): string =>
  `${countOf(value)} ${value === 1 ? type.slice(0, -1) : type} ${unit === 'rph' ? 'an' : 'a'} ${UNITS[unit]}`;

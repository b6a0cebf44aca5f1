import type { ShadowPeriod } from '@sluice/core';
import { periodOf } from '../limits/period.ts';

/** When the period began that is running. Milliseconds since the epoch. */
export const periodStart = (period: ShadowPeriod, nowMs: number): number =>
  Number(periodOf(period === 'daily' ? { periodic_reset_days: 1 } : { periodic_reset: period }, nowMs).name);

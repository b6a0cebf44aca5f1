import type { UsageLimit } from '@sluice/store';
import type { Ledger } from './ledger.ts';
import { periodOf, type Period } from './period.ts';
import type { Tally } from './tally.ts';

/** Told once for each period in which a budget has been used as far as its threshold, whichever process it was. */
export type OnAlert = (limit: UsageLimit, used: number) => void;

export interface BudgetMeans {
  readonly ledger: Ledger;
  readonly onAlert: OnAlert;
}

/** So much of something, for a while or for ever. */
export class Budget {
  readonly limit: UsageLimit;
  readonly #prefix: string;
  readonly #means: BudgetMeans;
  #running: { readonly period: Period; readonly tally: Tally } | undefined;

  constructor(prefix: string, limit: UsageLimit, means: BudgetMeans) {
    this.#prefix = prefix;
    this.limit = limit;
    this.#means = means;
  }

  /** Undefined where something is left; else when more will be there: milliseconds since the epoch, or `Infinity`. */
  spentUntil(nowMs: number): number | undefined {
    const { period, tally } = this.#at(nowMs);
    return this.#means.ledger.ask(tally) >= this.limit.credit_limit ? period.endMs : undefined;
  }

  add(amount: number, nowMs: number): void {
    this.#means.ledger.add(this.#at(nowMs).tally, amount);
  }

  #at(nowMs: number): { readonly period: Period; readonly tally: Tally } {
    if (this.#running && nowMs < this.#running.period.endMs) return this.#running;
    const period = periodOf(this.limit, nowMs);
    const tally = this.#means.ledger.open(this.#prefix, this.limit.type, period.name);
    tally.onStored = this.#watch();
    this.#running = { period, tally };
    return this.#running;
  }

  #watch(): Tally['onStored'] {
    const { alert_threshold: threshold } = this.limit;
    if (typeof threshold !== 'number') return undefined;
    return (before, after) => {
      if (before < threshold && after >= threshold) this.#means.onAlert(this.limit, after);
    };
  }
}

import type { House, Limits, Spending } from '@sluice/core';
import type { Fault } from '@sluice/provider-sdk';
import type { Used } from '@sluice/store/logs';
import { costOf, knownCostOf } from '../cost/cost-of.ts';
import { priceOf } from '../cost/price-of.ts';
import { readUsed } from '../cost/read-used.ts';
import { inputOf, outputOf } from '../cost/tokens-used.ts';
import type { Contents } from '../stored/contents.ts';
import type { Layer, Rate } from './layer.ts';
import type { Layers } from './layers.ts';
import { rateFault, spentFault, uncountedFault } from './refusals.ts';
import type { Unpriced } from './unpriced.ts';
import type { UsageKind } from './usage-id.ts';

export interface LimiterMeans {
  readonly layers: Pick<Layers, 'of'>;
  readonly contents: () => Pick<Contents, 'providers' | 'integrations'>;
  readonly models: Pick<House['models'], 'find'>;
  readonly unpriced: Unpriced;
  readonly now: () => number;
  /** Told of each call that was turned away. */
  readonly onRefused: (kind: UsageKind, by: 'budget' | 'rate') => void;
}

/** Keeps calls within budgets and rates. Everything that limits a call is asked before anything is taken. */
export class Limiter implements Limits {
  readonly #means: LimiterMeans;

  constructor(means: LimiterMeans) {
    this.#means = means;
  }

  watches(spending: Spending): boolean {
    return this.#means.layers.of(spending).length > 0;
  }

  uncounted(spending: Spending): Fault | undefined {
    for (const { kind, name, budgets, rates } of this.#means.layers.of(spending)) {
      const by = budgets.length > 0 ? 'budget' : rates.some(({ limit }) => limit.type === 'tokens') ? 'rate' : undefined;
      if (by === undefined) continue;
      this.#means.onRefused(kind, by);
      return uncountedFault(kind, name, by);
    }
    return undefined;
  }

  admit(spending: Spending, mostTokens: number | undefined): Fault | undefined {
    const { onRefused, now } = this.#means;
    const nowMs = now();
    const layers = this.#means.layers.of(spending);
    for (const { kind, name, budgets } of layers) {
      for (const budget of budgets) {
        const until = budget.spentUntil(nowMs);
        if (until === undefined) continue;
        onRefused(kind, 'budget');
        return spentFault(kind, name, budget.limit, until);
      }
    }
    const slowest = slowestOf(layers, Math.max(1, mostTokens ?? 1), nowMs);
    if (slowest) {
      const { kind, name, limit, asked, waitMs } = slowest;
      onRefused(kind, 'rate');
      return rateFault(kind, name, limit, asked, waitMs);
    }
    for (const { rates } of layers) for (const { limit, bucket } of rates) if (limit.type === 'requests') bucket.take(1, nowMs);
    return undefined;
  }

  used(spending: Spending, usage: unknown): void {
    const nowMs = this.#means.now();
    const layers = this.#means.layers.of(spending);
    const told = readUsed(usage);
    const tokens = told === undefined ? 0 : inputOf(told) + outputOf(told);
    for (const { rates } of layers) for (const { limit, bucket } of rates) if (limit.type === 'tokens') bucket.take(tokens, nowMs);
    const budgets = layers.flatMap((layer) => layer.budgets);
    if (budgets.length === 0) return;
    const dollars = budgets.some(({ limit }) => limit.type === 'cost') ? this.#dollars(spending, told) : 0;
    for (const budget of budgets) budget.add(budget.limit.type === 'cost' ? dollars : tokens, nowMs);
  }

  #dollars(spending: Spending, used: Used | undefined): number {
    const price = used && priceOf(spending, this.#means);
    const dollars = used && price && costOf(price, used);
    if (dollars !== undefined) return dollars;
    this.#means.unpriced.note(spending);
    return used && price ? knownCostOf(price, used) : 0;
  }
}

interface Refused extends Pick<Layer, 'kind' | 'name'>, Pick<Rate, 'limit'> {
  readonly asked: number;
  readonly waitMs: number;
}

/** The rate that needs the longest time, so that whoever waits as long as they are told does not wait in vain. */
function slowestOf(layers: readonly Layer[], tokens: number, nowMs: number): Refused | undefined {
  let slowest: Refused | undefined;
  for (const { kind, name, rates } of layers) {
    for (const { limit, bucket } of rates) {
      const asked = limit.type === 'requests' ? 1 : tokens;
      const waitMs = bucket.waitMs(asked, nowMs);
      if (waitMs > (slowest?.waitMs ?? 0)) slowest = { kind, name, limit, asked, waitMs };
    }
  }
  return slowest;
}

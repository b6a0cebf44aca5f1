import type { UnitPrice } from '@sluice/provider-sdk';
import { costOf } from './cost-of.ts';
import type { Priced } from './price-try.ts';
import type { BatchLine } from './read-answered.ts';
import { readUsed } from './read-used.ts';
import { sumCosts } from './sum-costs.ts';
import { sumUsed } from './sum-used.ts';

/** What came of a batch: each of its answers is paid for by its own length, at the prices of batches. */
export function priceBatch(lines: readonly BatchLine[], priceOf: (model: string | undefined) => UnitPrice | undefined): Priced {
  const priced = lines.map(({ model, usage }) => {
    const told = readUsed(usage);
    const used = told && { ...told, tier: 'batch' };
    const price = priceOf(model);
    return { used, cost: used && price && costOf(price, used) };
  });
  return { used: sumUsed(priced.map(({ used }) => used)), cost: sumCosts(priced.map(({ cost }) => cost)) };
}

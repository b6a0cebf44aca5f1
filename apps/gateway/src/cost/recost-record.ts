import type { LogRecord, Reprice } from '@sluice/store/logs';
import { costOf } from './cost-of.ts';
import type { Prices } from './price-of.ts';
import { sumCosts } from './sum-costs.ts';

type Tries = LogRecord['tries'];

/**
 * What a record costs by other prices than those of its day; `same` where that is no change. Only what it has used is known of it
 * any more: what has no price today keeps the cost that it had.
 */
export const recostRecord =
  (prices: Prices): Reprice =>
  (record) => {
    // An answer of the cache, or a refusal: nobody was paid.
    if (record.tries.length === 0) return 'same';
    const tries = record.tries.map((tried) => ({ ...tried, cost: costNow(tried, prices) }));
    const cost = sumCosts(tries.map((tried) => tried.cost));
    const isSame = cost === record.cost && tries.every((tried, index) => tried.cost === record.tries[index]!.cost);
    return isSame ? 'same' : { cost, tries };
  };

function costNow({ provider, model, virtualKey, used, cost }: Tries[number], prices: Prices): number | undefined {
  // What came of a batch is the sum of many answers, each by a length that is not kept.
  if (!used || (used.tier === 'batch' && model === undefined)) return cost;
  const price = prices({ provider, model, virtualKey });
  return (price && costOf(price, used)) ?? cost;
}

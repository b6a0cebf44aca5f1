import type { Average, Latency, Rate } from '@sluice/contract';
import type { Sums } from '@sluice/store/logs';

/** A mean; null where there is nothing to take it of, which is not zero. */
export const mean = (sum: number, of: number): number | null => (of > 0 ? sum / of : null);

/** In percent. */
export const rate = (part: number, of: number): number | null => (of > 0 ? (100 * part) / of : null);

export const rateOf = (part: number, of: number): Rate => ({ rate: rate(part, of) });

export const tokensOf = ({ inputTokens, outputTokens }: Sums): number => inputTokens + outputTokens;

export const hitsOf = ({ cacheHits, semanticHits }: Sums): number => cacheHits + semanticHits;

export const averageOf = (sum: number, of: number): Average => ({ avg: mean(sum, of) });

export const latencyOf = ({ ms, requests, percentiles }: Sums): Latency => ({
  ...averageOf(ms, requests),
  p50: percentiles?.p50 ?? null,
  p90: percentiles?.p90 ?? null,
  p99: percentiles?.p99 ?? null,
});

/** US cents, without the dust of binary fractions. */
export const centsIn = (dollars: number): number => Number((dollars * 100).toPrecision(12));

/** Of how many requests nobody knows the cost, beside it. */
type Priced = Pick<Sums, 'cost' | 'requests' | 'unpriced'>;

/** US cents of requests whose cost is known; null where there are requests and nobody knows what any of them cost. */
export const centsOf = ({ cost, requests, unpriced }: Priced): number | null =>
  requests > 0 && unpriced === requests ? null : centsIn(cost);

/** The mean cost in US cents of requests whose cost is known. */
export const meanCentsOf = ({ cost, requests, unpriced }: Priced): number | null => {
  const dollars = mean(cost, requests - unpriced);
  return dollars === null ? null : centsIn(dollars);
};

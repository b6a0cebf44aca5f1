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

/** US cents of requests whose cost is known, without the dust of binary fractions. */
export const centsIn = (dollars: number): number => Number((dollars * 100).toPrecision(12));

/** The mean cost in US cents of requests whose cost is known. */
export const meanCentsOf = ({ cost, requests, unpriced }: Sums): number | null => {
  const dollars = mean(cost, requests - unpriced);
  return dollars === null ? null : centsIn(dollars);
};

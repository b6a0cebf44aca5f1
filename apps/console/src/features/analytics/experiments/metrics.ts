import type { ExperimentMetric, MetricComparison } from '@sluice/contract';
import { moneyOf, percentOf } from '../../../ui/words-for-numbers.ts';
import { durationOf } from '../../../ui/words-for-time.ts';

/** What a metric is called, and how a value of it is written. */
export const METRICS: Readonly<Record<ExperimentMetric, { readonly label: string; readonly format: (value: number) => string }>> = {
  error_rate: { label: 'Error rate', format: percentOf },
  latency: { label: 'Latency, mean', format: durationOf },
  typical_latency: { label: 'Latency, typical', format: durationOf },
  cost: { label: 'Cost of a request', format: moneyOf },
  tokens: { label: 'Tokens of a request', format: (value) => value.toFixed(1) },
  requests_per_unit: { label: 'Requests of a user', format: (value) => value.toFixed(2) },
  feedback: { label: 'Feedback', format: (value) => value.toFixed(2) },
};

const VERDICTS: Readonly<Record<MetricComparison['verdict'], string>> = {
  higher: 'higher',
  lower: 'lower',
  none_found: 'no difference found',
  too_few: 'too early to say',
};

const signed = (share: number) => `${share < 0 ? '−' : '+'}${Math.abs(share * 100).toFixed(1)} %`;

/** `higher: +12.0 % (+3.1 % to +20.4 %)`; what cannot be said yet is said so. */
export function wordsForComparison({ verdict, relative, difference }: MetricComparison, format: (value: number) => string): string {
  const words = VERDICTS[verdict];
  if (relative) return `${words}: ${signed(relative.value)} (${signed(relative.low)} to ${signed(relative.high)})`;
  if (difference) return `${words}: ${format(difference.value)} (${format(difference.low)} to ${format(difference.high)})`;
  return words;
}

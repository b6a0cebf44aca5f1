import type {
  ExperimentMetric,
  ExperimentReport,
  MetricComparison,
  SampleRatioView,
  VariantComparison,
  VariantMetric,
  VariantView,
} from '@sluice/contract';
import type { Measure, VariantMoments } from '@sluice/store/logs';
import { compareVariants, type Compared, type ComparedVariant } from './compare-variants.ts';
import type { Interval } from './interval.ts';

/** How each measure is called, and how many of its unit one of ours is: money is told in cents. */
const METRICS: Readonly<Record<ExperimentMetric, readonly [measure: Measure, factor: number]>> = {
  requests_per_unit: ['requests', 1],
  error_rate: ['errors', 1],
  latency: ['ms', 1],
  typical_latency: ['logMs', 1],
  tokens: ['tokens', 1],
  cost: ['cost', 100],
  feedback: ['feedback', 1],
};

export interface Reported extends Pick<ExperimentReport, 'name' | 'from' | 'to' | 'unit' | 'control' | 'warnings'> {
  readonly moments: readonly VariantMoments[];
  readonly sampleRatio: SampleRatioView;
}

/** A report as it is told. */
export function experimentReport({ moments, sampleRatio, ...rest }: Reported): ExperimentReport {
  const compared = compareVariants(moments, rest.control);
  return {
    object: 'experiment-report',
    name: rest.name,
    from: rest.from,
    to: rest.to,
    unit: rest.unit,
    control: rest.control,
    variants: compared.map((each) => variantView(each, rest.control)),
    comparisons: compared.flatMap((each) => comparisonOf(each, rest.control)),
    sample_ratio: sampleRatio,
    warnings: rest.warnings,
  };
}

const byMetric = <Of>(of: (measure: Measure, factor: number) => Of) =>
  Object.fromEntries(Object.entries(METRICS).map(([name, [measure, factor]]) => [name, of(measure, factor)])) as Record<
    ExperimentMetric,
    Of
  >;

const variantView = ({ moments, means }: ComparedVariant, control: string): VariantView => ({
  variant: moments.variant,
  is_control: moments.variant === control,
  requests: moments.requests,
  units: moments.of.requests.units,
  nameless_requests: moments.nameless,
  unpriced_requests: moments.requests - moments.of.cost.x,
  metrics: byMetric((measure, factor): VariantMetric => {
    const { value, low, high } = { low: undefined, high: undefined, ...means[measure] };
    const told = (number: number | undefined) => (number === undefined ? null : number * factor);
    return { value: told(value), low: told(low), high: told(high), units: moments.of[measure].units };
  }),
});

const comparisonOf = ({ moments, against }: ComparedVariant, control: string): readonly VariantComparison[] =>
  against
    ? [{ variant: moments.variant, against: control, metrics: byMetric((measure, factor) => metricComparison(against[measure], factor)) }]
    : [];

function metricComparison(compared: Compared, factor: number): MetricComparison {
  if (compared.verdict === 'too_few') return { verdict: 'too_few', difference: null, relative: null, p_value: null, p_adjusted: null };
  const { verdict, absolute, relative, probability, adjusted } = compared;
  const difference = scaled(absolute, factor);
  return { verdict, difference, relative: relative ?? null, p_value: probability, p_adjusted: adjusted };
}

const scaled = ({ value, low, high }: Interval, factor: number): Interval => ({
  value: value * factor,
  low: low * factor,
  high: high * factor,
});

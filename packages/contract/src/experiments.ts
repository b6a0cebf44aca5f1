import type { List } from './list.ts';

/** `GET /v1/experiments` */
export interface ExperimentsQuery {
  /** Slug or id. Default: all that the asker may see. */
  readonly workspace_slug?: string;
  /** ISO 8601, to the hour. */
  readonly from?: string;
  readonly to?: string;
}

/** An experiment that requests were part of. */
export interface ExperimentView {
  readonly object: 'experiment';
  readonly name: string;
  readonly requests: number;
  readonly variants: readonly { readonly variant: string; readonly requests: number }[];
  /** ISO 8601, to the hour. */
  readonly first_seen: string;
  readonly last_seen: string;
}

/** What is answered to it. */
export type Experiments = List<ExperimentView>;

/**
 * `GET /v1/experiments/{name}`. Only by what stands before a variant is drawn can requests be chosen: by what comes of the
 * variant they would no longer be like each other.
 */
export interface ExperimentQuery extends ExperimentsQuery {
  /** Separated by commas. */
  readonly api_key_ids?: string;
  readonly configs?: string;
  readonly operation?: string;
  /** JSON: an object of names and values. */
  readonly metadata?: string;
  /** The variant that others are compared with. Default: the one that is called `control`, else the first. */
  readonly control?: string;
  /** Metadata names of whom a variant is drawn for, separated by commas. Default: as the config says, else `_user`. */
  readonly unit?: string;
  /** JSON: an object of variants and weights. Default: as the stored config says. */
  readonly weights?: string;
}

/** What variants are compared by. */
export type ExperimentMetric =
  /** Requests of a unit. */
  | 'requests_per_unit'
  /** From 0 to 1. */
  | 'error_rate'
  /** Mean milliseconds of a request. */
  | 'latency'
  /** The geometric mean, in milliseconds: a few answers that hang hardly move it. */
  | 'typical_latency'
  /** In and out, of a request. */
  | 'tokens'
  /** US cents of a request whose cost is known. */
  | 'cost'
  /** The mean by weight. */
  | 'feedback';

/** A value, and the range that holds the true one 95 times of a hundred. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A mean of one variant; no range where there are too few units, no value where there is nothing. */
export interface VariantMetric {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Units that it is made of. */
  readonly units: number;
}

/** One variant by itself. */
export interface VariantView {
  readonly variant: string;
  readonly is_control: boolean;
  readonly requests: number;
  /** Users, or whatever a variant is drawn for. */
  readonly units: number;
  /** Requests that name none, each of which is a unit of its own. */
  readonly nameless_requests: number;
  /** Requests whose cost nobody knows. */
  readonly unpriced_requests: number;
  readonly metrics: Readonly<Record<ExperimentMetric, VariantMetric>>;
}

/** How a variant differs from the control in one metric. */
export interface MetricComparison {
  /** `too_few`: nothing can be said yet. `none_found`: there may be a difference, smaller than the range is wide. */
  readonly verdict: 'higher' | 'lower' | 'none_found' | 'too_few';
  /** In the metric's own unit. Null where there are too few. */
  readonly difference: Estimate | null;
  /** As a share of the control's: 0.1 is ten per cent more. Null where that is none. */
  readonly relative: Estimate | null;
  /** How likely such a difference is where there is none. */
  readonly p_value: number | null;
  /** The same with all questions of the report in mind; below 0.05 there is a difference. */
  readonly p_adjusted: number | null;
}

/** A variant beside the control. */
export interface VariantComparison {
  readonly variant: string;
  readonly against: string;
  readonly metrics: Readonly<Record<ExperimentMetric, MetricComparison>>;
}

/** Whether variants have as many units as their weights say. */
export interface SampleRatioView {
  readonly verdict: 'as_expected' | 'mismatch' | 'not_checked';
  /** Why it was not checked. */
  readonly reason: string | null;
  readonly p_value: number | null;
  readonly variants: readonly { readonly variant: string; readonly units: number; readonly expected: number }[];
}

/** `GET /v1/experiments/{name}` */
export interface ExperimentReport {
  readonly object: 'experiment-report';
  readonly name: string;
  /** Of which moments; null: of all that is kept. */
  readonly from: string | null;
  readonly to: string | null;
  /** Metadata names of whom a variant is drawn for. */
  readonly unit: readonly string[];
  readonly control: string;
  readonly variants: readonly VariantView[];
  readonly comparisons: readonly VariantComparison[];
  readonly sample_ratio: SampleRatioView;
  /** What speaks against taking the numbers as they are. */
  readonly warnings: readonly string[];
}

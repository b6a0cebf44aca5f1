import type { LogFilterQuery } from './logs.ts';

/** What is asked of every chart: a stretch of time, and whatever else records are found by. */
export interface AnalyticsQuery extends Omit<LogFilterQuery, 'time_of_generation_min' | 'time_of_generation_max'> {
  /** ISO 8601, this moment included. */
  readonly time_of_generation_min: string;
  /** ISO 8601, this moment included. */
  readonly time_of_generation_max: string;
}

/** `GET /v1/analytics/groups/…` */
export interface AnalyticsGroupQuery extends AnalyticsQuery {
  /** From 0. */
  readonly current_page?: number;
  /** At most 1000; default: 100. */
  readonly page_size?: number;
}

/** `GET /v1/analytics/groups/{by}` */
export interface AnalyticsColumnsQuery extends AnalyticsGroupQuery {
  /** Names of members, separated by commas. Default: all. */
  readonly columns?: string;
  /** The total is always there. */
  readonly include_total?: boolean;
}

/** `GET /v1/analytics/graphs/…` */
export interface Graph<Summary, Point> {
  readonly summary: Summary;
  readonly data_points: readonly Point[];
  readonly object: 'analytics-graph';
}

/** Values of one stretch of time. */
export interface Stretch {
  /** Its beginning, ISO 8601. */
  readonly timestamp: string;
}

/** How many, in all. */
export interface Total {
  readonly total: number;
}

/** A mean; null where there is nothing to take it of. */
export interface Average {
  readonly avg: number | null;
}

/** In percent; null where nothing was asked. */
export interface Rate {
  readonly rate: number | null;
}

/** Milliseconds; null where nothing was asked. */
export interface Latency extends Average {
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p99: number | null;
}

/** A graph with the same members in its summary and its points. */
export type EvenGraph<Members> = Graph<Members, Members & Stretch>;

/** `GET /v1/analytics/graphs/cost`: US cents, of requests whose cost is known; `total` is null where it is of none of them. */
export type CostGraph = EvenGraph<{ readonly total: number | null; readonly unpriced_requests: number } & Average>;

/** `GET /v1/analytics/graphs/users/requests` */
export type RequestsOfUsersGraph = Graph<Total & { readonly unique: number } & Average, Average & Stretch>;

/** `GET /v1/analytics/graphs/errors/stacks` */
export type ErrorStacksGraph = Graph<
  Total,
  Stretch & { readonly stats: readonly { readonly response_status_code: number; readonly count: number }[] }
>;

/** `GET /v1/analytics/graphs/errors/status-codes`; its points are statuses. */
export type ErrorStatusCodesGraph = Graph<
  { readonly total_errors: number; readonly unique_error_codes: number },
  { readonly status_code: number; readonly count: number }
>;

/** `GET /v1/analytics/graphs/requests/rescued` */
export type RescuedGraph = Graph<
  { readonly retry: number; readonly fallback: number },
  Stretch & { readonly retry: readonly { readonly retry_success_count: number; readonly count: number }[]; readonly fallback: number }
>;

/** `GET /v1/analytics/graphs/cache/hit-rate` */
export type CacheHitRateGraph = Graph<
  Total & Rate,
  Stretch &
    Rate & {
      readonly simple_hits: number;
      readonly semantic_hits: number;
      /** US cents, of this stretch and all before it. */
      readonly cumulative_simple_cache_savings: number;
      readonly cumulative_semantic_cache_savings: number;
    }
>;

/** `GET /v1/analytics/graphs/feedbacks/scores`; its points are values of feedback. */
export type FeedbackScoresGraph = Graph<Total, { readonly score: number; readonly total: number }>;

/** `GET /v1/analytics/graphs/feedbacks/ai-models`; its points are models. */
export type FeedbackModelsGraph = Graph<
  Readonly<Record<never, never>>,
  { readonly ai_model: string; readonly total: number; readonly avg_weighted_feedback: number | null }
>;

/** What is told of every group. */
export interface GroupNumbers {
  readonly requests: number;
  /** US cents, of requests whose cost is known; null where it is of none. */
  readonly cost: number | null;
  readonly unpriced_requests: number;
  readonly total_tokens: number;
  readonly avg_tokens: number | null;
  readonly avg_input_tokens: number | null;
  readonly avg_output_tokens: number | null;
  /** Milliseconds. */
  readonly avg_latency: number | null;
  readonly p50_latency: number | null;
  readonly p90_latency: number | null;
  readonly p99_latency: number | null;
  /** In percent. */
  readonly success_rate: number | null;
  readonly error_count: number;
  /** In percent, of requests that asked the cache. */
  readonly cache_hit_rate: number | null;
  /** ISO 8601. */
  readonly last_seen: string;
}

/** `GET /v1/analytics/groups/{by}`: what it is a group of stands under a name of its own, such as `ai_model`. */
export interface AnalyticsGroup extends Partial<GroupNumbers> {
  readonly object: 'analytics-group';
  readonly [by: string]: unknown;
}

/** `GET /v1/analytics/groups/metadata/{name}` */
export interface MetadataGroup {
  readonly metadata_value: string;
  readonly requests: number;
  /** US cents, of requests whose cost is known; null where it is of none. */
  readonly cost: number | null;
  readonly unpriced_requests: number;
  readonly avg_tokens: number | null;
  readonly avg_weighted_feedback: number | null;
  readonly requests_with_feedback: number;
  readonly last_seen: string;
  readonly object: 'analytics-group';
}

/** `GET /v1/analytics/summary/cache` */
export interface CacheSummary {
  readonly summary: {
    readonly hits: number;
    /** Milliseconds, of answers from the cache. */
    readonly avg_latency: number | null;
    /** Requests that asked the cache. */
    readonly total_requests: number;
    /** How many times as long requests took that asked the cache and were not answered by it. */
    readonly cache_speedup: number | null;
  };
  readonly object: 'analytics-summary';
}

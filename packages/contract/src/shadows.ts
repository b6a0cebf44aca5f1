import type { Both, ComparisonView } from './comparisons.ts';

/** `GET /v1/shadows`, and of one: `GET /v1/shadows/{name}` */
export interface ShadowsQuery {
  /** Slug or id. Default: all that the asker may see. */
  readonly workspace_slug?: string;
  /** ISO 8601, this moment included. */
  readonly from?: string;
  /** This moment left out. */
  readonly to?: string;
}

/** `GET /v1/shadows/{name}/pairs`, the newest first. */
export interface ShadowPairsQuery extends ShadowsQuery {
  /** `next_cursor` of the page before. */
  readonly cursor?: string;
  /** At most 1000; default: 100. */
  readonly page_size?: number;
}

/** A shadow that requests were copied to. */
export interface ShadowSummary {
  readonly object: 'shadow';
  readonly name: string;
  readonly copies: number;
  /** US cents of the copies whose cost is known. */
  readonly cost: number;
  readonly last_seen: string;
}

/** What the differences of many pairs come to: what the copy has more than the original. */
export interface DifferenceSpread {
  /** Pairs of which both sides are known. */
  readonly pairs: number;
  readonly original_mean: number;
  readonly shadow_mean: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

/** How many of those that could be judged came out well. */
export interface Judgement {
  readonly judged: number;
  readonly good: number;
  /** From 0 to 1; null where none was judged. */
  readonly share: number | null;
}

/** What the cap of a shadow leaves. */
export interface ShadowCapView {
  /** US cents in each period and workspace. */
  readonly cost: number;
  readonly period: 'daily' | 'weekly' | 'monthly';
  /** US cents since the running period began. */
  readonly spent: number;
  readonly since: string;
}

/** What came of a shadow. */
export interface ShadowReport {
  readonly object: 'shadow-report';
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
  /** All in that time. */
  readonly copies: number;
  /** US cents of the copies, and how many of them have a cost that nobody knows. */
  readonly cost: { readonly total: number; readonly unpriced: number };
  /** As the newest pair has it; null where there is none. */
  readonly cap: ShadowCapView | null;
  readonly share: number | null;
  /** Pairs that what follows is made of: the newest, where there are too many. */
  readonly pairs: number;
  /** US cents. */
  readonly cost_difference: DifferenceSpread | null;
  /** Milliseconds. */
  readonly latency_difference: DifferenceSpread | null;
  readonly first_token_difference: DifferenceSpread | null;
  readonly statuses: readonly (Both<number> & { readonly pairs: number })[];
  readonly text_equal: Judgement;
  readonly tool_calls_equal: Judgement;
  readonly schema_valid: Both<Judgement>;
}

/** A request and its copy. */
export interface ShadowPair {
  readonly object: 'shadow-pair';
  readonly original_id: string;
  readonly shadow_id: string;
  readonly trace_id: string;
  readonly created_at: string;
  /** Who answered the copy. */
  readonly provider: string | null;
  readonly model: string | null;
  readonly comparison: ComparisonView;
}

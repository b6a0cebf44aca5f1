import type { ShadowPeriod } from './config.ts';
import type { OwnMode } from '../strategies/strategy.ts';

/** The config language as it stands in a text or a file, after the schema has seen it. */
export interface RawNode {
  readonly name?: string;
  readonly weight?: number;
  readonly provider?: string;
  readonly virtual_key?: string;
  readonly prompt_id?: string;
  readonly api_key?: string;
  readonly api_keys?: readonly string[];
  readonly custom_host?: string;
  readonly request_timeout?: number;
  readonly connect_timeout_ms?: number;
  readonly first_byte_timeout_ms?: number;
  readonly first_event_timeout_ms?: number;
  readonly idle_timeout_ms?: number;
  readonly forward_headers?: readonly string[];
  readonly override_params?: Readonly<Record<string, unknown>>;
  readonly default_params?: Readonly<Record<string, unknown>>;
  readonly drop_params?: readonly string[];
  readonly retry?: RawRetry;
  readonly cache?: { readonly mode: 'simple'; readonly max_age?: number | null };
  readonly on_stream_failure?: 'error' | 'continue';
  readonly strict_open_ai_compliance?: boolean;
  readonly input_guardrails?: readonly unknown[];
  readonly output_guardrails?: readonly unknown[];
  readonly before_request_hooks?: readonly unknown[];
  readonly after_request_hooks?: readonly unknown[];
  readonly input_mutators?: readonly unknown[];
  readonly output_mutators?: readonly unknown[];
  readonly strategy?: RawStrategy;
  readonly targets?: readonly RawNode[];
  /** At the root alone. */
  readonly shadow?: RawShadow;
}

export interface RawShadow {
  readonly name: string;
  readonly target: RawNode;
  readonly share?: number;
  /** Null: without a cap. */
  readonly cap?: { readonly cost: number; readonly period?: ShadowPeriod } | null;
  readonly cached?: boolean;
}

export interface RawRetry {
  readonly attempts: number;
  readonly on_status_codes?: readonly number[];
  readonly use_retry_after_header?: boolean;
  readonly use_retry_after_headers?: boolean;
}

export interface RawStrategy {
  /** Or a plugin's, whose reader comes first and takes it. */
  readonly mode: OwnMode;
  readonly on_status_codes?: readonly number[];
  readonly on_fault_kinds?: readonly string[];
  readonly hedge_after_ms?: number;
  readonly on_stream_failure?: 'error' | 'continue';
  readonly conditions?: readonly { readonly query: unknown; readonly then: string }[];
  readonly default?: string;
  readonly sticky?: { readonly enabled?: boolean; readonly hash_fields?: readonly string[]; readonly ttl?: number };
  readonly by?: readonly string[];
  readonly experiment?: string;
  readonly cb_config?: RawBreaker;
}

export interface RawBreaker {
  readonly failure_threshold?: number;
  readonly failure_threshold_percentage?: number;
  readonly minimum_requests?: number;
  readonly cooldown_interval?: number;
  readonly failure_status_codes?: readonly number[];
}

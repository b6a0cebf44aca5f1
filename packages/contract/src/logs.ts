/** What of the records is wanted. Lists are separated by commas and mean any of them; members that are given are all required. */
export interface LogFilterQuery {
  /** ISO 8601, this moment included. */
  readonly time_of_generation_min?: string;
  /** ISO 8601, this moment included. */
  readonly time_of_generation_max?: string;
  readonly total_units_min?: number;
  readonly total_units_max?: number;
  readonly prompt_token_min?: number;
  readonly prompt_token_max?: number;
  readonly completion_token_min?: number;
  readonly completion_token_max?: number;
  /** US cents. */
  readonly cost_min?: number;
  /** US cents. */
  readonly cost_max?: number;
  /** Milliseconds. */
  readonly response_time_min?: number;
  /** Milliseconds. */
  readonly response_time_max?: number;
  /** −10 to 10: the mean by weight of the feedback on the record's trace. */
  readonly weighted_feedback_min?: number;
  readonly weighted_feedback_max?: number;
  readonly retries_min?: number;
  readonly retries_max?: number;
  readonly status_code?: string;
  /** JSON: an object of names and values. */
  readonly metadata?: string;
  readonly id?: string;
  readonly trace_id?: string;
  readonly span_id?: string;
  readonly source?: string;
  readonly fault?: string;
  readonly ai_org?: string;
  readonly ai_model?: string;
  /** `provider__model` */
  readonly ai_org_model?: string;
  readonly api_key_ids?: string;
  readonly virtual_keys?: string;
  readonly configs?: string;
  readonly prompt_slug?: string;
  readonly prompt_version_id?: string;
  readonly experiment?: string;
  readonly variant?: string;
  readonly operation?: string;
  readonly path?: string;
  readonly method?: string;
  readonly cache_status?: string;
  readonly success?: boolean;
  readonly streamed?: boolean;
  readonly aborted?: boolean;
  readonly rescued?: boolean;
  /** Words in the bodies, where the gateway keeps an index of them. */
  readonly text?: string;
  /** Slug or id. Default: all that the asker may see. */
  readonly workspace_slug?: string;
  /** The same under another name. */
  readonly workspace_id?: string;
}

/** `GET /v1/logs`, the newest first. */
export interface LogsQuery extends LogFilterQuery {
  /** `next_cursor` of the page before. */
  readonly cursor?: string;
  /** At most 1000; default: 100. */
  readonly page_size?: number;
}

/** `GET /v1/logs/tail` */
export interface LogTailQuery extends LogFilterQuery {
  /** It ends by itself after so long. Default: it does not. */
  readonly seconds?: number;
}

/** `POST /v1/logs`: a call that the gateway did not make. */
export interface ToldLog {
  readonly request: {
    readonly url?: string;
    readonly method?: string;
    readonly headers?: Readonly<Record<string, unknown>> | null;
    readonly body?: unknown;
    /** Whom it was sent to. */
    readonly provider?: string;
  };
  readonly response: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, unknown>> | null;
    readonly body?: unknown;
    /** Milliseconds. */
    readonly response_time?: number;
    /** The same under another name. */
    readonly responseTime?: number;
    readonly streamingMode?: boolean;
    /** The same under other names. */
    readonly streaming_mode?: boolean;
    readonly streamMode?: boolean;
  };
  /** The trace and the span are read from it; all else is metadata of the record. */
  readonly metadata?: Readonly<Record<string, unknown>> | null;
  /** ISO 8601: when it began. Default: its `response_time` ago. */
  readonly created_at?: string;
}

/** `POST /v1/logs` */
export interface TellLogQuery {
  /** Where the record goes, by id or slug. Default: the asker's own. */
  readonly workspace_id?: string;
}

/** `DELETE /v1/logs`: one of the two. */
export interface EraseLogsQuery {
  /** JSON: an object with one name and its value. */
  readonly metadata?: string;
  /** The same as the metadata `{"_user": …}`. */
  readonly user?: string;
  /** Of this workspace alone, by id or slug. */
  readonly workspace_id?: string;
}

/** How much was erased. */
export interface ErasedLogs {
  readonly object: 'log-erasure';
  readonly records: number;
}

/** What is counted and measured of a record. Times are milliseconds. */
export interface LogMetrics {
  readonly id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly workspace_slug: string | null;
  readonly created_at: string;
  /** Answered below 400, and whole. */
  readonly is_success: boolean;
  /** The provider. */
  readonly ai_org: string | null;
  readonly ai_model: string | null;
  /** Tokens in, out, and both; null where nobody knows. */
  readonly req_units: number | null;
  readonly res_units: number | null;
  readonly total_units: number | null;
  /** US cents; null where nobody knows. */
  readonly cost: number | null;
  readonly cost_currency: 'USD';
  readonly request_url: string;
  readonly request_method: string;
  readonly response_status_code: number;
  readonly response_time: number;
  readonly is_proxy_call: boolean;
  readonly cache_status: string | null;
  readonly cache_type: 'simple' | 'semantic' | null;
  readonly stream_mode: boolean;
  /** `-1` where retries were used up. */
  readonly retry_success_count: number;
  readonly last_used_option_index: string | null;
  readonly trace_id: string;
  readonly internal_trace_id: string;
  readonly span_id: string;
  readonly span_name: string | null;
  readonly parent_span_id: string | null;
  /** How the config chose: `single`, `fallback`, `loadbalance`. */
  readonly mode: string;
  readonly virtual_key: string | null;
  readonly api_key_id: string | null;
  readonly config: string | null;
  readonly config_id: string | null;
  readonly config_version_id: string | null;
  readonly prompt_id: string | null;
  readonly prompt_slug: string | null;
  readonly prompt_version_id: string | null;
  readonly source: 'gateway' | 'shadow' | 'replay' | 'api' | 'otel';
  readonly runtime: string | null;
  readonly runtime_version: string | null;
  readonly sdk_version: string | null;
  readonly 'metadata.key': readonly string[];
  readonly 'metadata.value': readonly string[];
  readonly request_parsing_time: number | null;
  readonly pre_processing_time: number | null;
  readonly cache_processing_time: number | null;
  readonly response_parsing_time: number | null;
  /** All but the time in which a provider was waited for. */
  readonly gateway_processing_time: number;
  readonly upstream_response_time: number;
}

/** One exchange with a provider. Times are milliseconds; moments are counted from the request's arrival. */
export interface LogAttempt {
  readonly target: string;
  readonly provider: string;
  readonly model: string | null;
  readonly virtual_key: string | null;
  /** `first`, `retry`, `rotation`, `substitute`, `hedge`, `continuation`, `shadow`. */
  readonly why: string;
  readonly span_id: string;
  /** Where it was sent, without query and credentials. */
  readonly url: string | null;
  readonly started: number;
  readonly connect_time: number | null;
  readonly first_byte_time: number | null;
  readonly first_token_time: number | null;
  readonly response_time: number;
  readonly status: number;
  readonly fault: string | null;
  /** Another answer was taken in place of this. */
  readonly lost: boolean;
  readonly usage: Readonly<Record<string, unknown>> | null;
  /** US cents; null where nobody knows. */
  readonly cost: number | null;
}

/** How long the parts of a request took, in milliseconds; null for what it did not come to. */
export interface LogTimings {
  readonly total: number;
  readonly parse: number | null;
  readonly plan: number | null;
  readonly connect: number | null;
  readonly first_byte: number | null;
  readonly first_token: number | null;
  readonly upstream: number;
}

/** A record in a list. */
export interface LogSummary {
  readonly object: 'log';
  readonly id: string;
  readonly _id: string;
  readonly organisation_id: string;
  readonly workspace_id: string | null;
  readonly created_at: string;
  readonly request: { readonly url: string; readonly method: string };
  readonly response: {
    readonly status: number;
    readonly responseTime: number;
    readonly lastUsedOptionJsonPath: string | null;
  };
  readonly metrics: LogMetrics;
  readonly timings: LogTimings;
  readonly operation: string | null;
  /** As the caller named it, where that is another than was sent. */
  readonly asked_model: string | null;
  readonly api_key_name: string | null;
  readonly experiment: string | null;
  readonly variant: string | null;
  /** Another target than the first that was asked gave the answer. */
  readonly rescued: boolean;
  /** The reply did not reach its end. */
  readonly aborted: boolean;
  readonly fault: { readonly kind: string; readonly message: string } | null;
  /** Tokens, and what else is sold, each count part of no other. */
  readonly usage: Readonly<Record<string, unknown>> | null;
  /** US cents that the cache saved. */
  readonly saved: number | null;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What was said of a record's trace. */
export interface LogFeedback {
  readonly id: string;
  readonly value: number;
  readonly weight: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly created_at: string;
}

/** A record with all that is kept of it. Bodies are null where none are kept; one that was cut is a text. */
export interface Log extends Omit<LogSummary, 'request' | 'response'> {
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly portkeyHeaders: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
    readonly responseTime: number;
    readonly lastUsedOptionJsonPath: string | null;
  };
  /** What was to be sent, in the caller's language. */
  readonly finalUntransformedRequest: { readonly body: unknown };
  /** What was sent, in the provider's; null where nobody was asked. */
  readonly transformedRequest: {
    /** Without query and credentials. */
    readonly url: string | null;
    readonly method: string;
    /** Null where they are not kept. */
    readonly headers: Readonly<Record<string, string>> | null;
    readonly body: unknown;
  } | null;
  /** Null where nobody answered. */
  readonly originalResponse: {
    readonly status: number;
    /** Null where they are not kept. */
    readonly headers: Readonly<Record<string, string>> | null;
    readonly body: unknown;
  } | null;
  /** Bodies that were longer than the limit: `request`, `response`, `upstreamRequest`. */
  readonly cut: readonly string[];
  readonly attempts: readonly LogAttempt[];
  /** What the config's strategies decided. */
  readonly decision: readonly unknown[];
  readonly feedback: readonly LogFeedback[];
}

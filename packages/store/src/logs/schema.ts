import type { JsonText } from '../schema.ts';
import type { LoggedTry, Used } from './entry.ts';
import type { ExportRow, Span } from './log-store.ts';

/**
 * The log's tables, the same on both engines. Ids of records are UUIDs of version 7, so the order of ids is the order of
 * time: `uuid` on PostgreSQL, where tables are divided by day of id, and text on SQLite. Other times are milliseconds since
 * the epoch; switches are 0 and 1.
 *
 * A record is narrow: what many records have in common stands in one row of `log_dims`, what they said in blocks of
 * `log_blocks`. Nothing that every record has is in an index of its own but its id: which hours hold records of some kind is
 * known from `log_sums`, and only those are looked through.
 */
export interface LogSchema {
  readonly log_dims: LogDimsTable;
  readonly log_requests: LogRequestsTable;
  readonly log_blocks: LogBlocksTable;
  readonly log_pairs: LogPairsTable;
  readonly log_request_pairs: LogRequestPairsTable;
  readonly log_traces: LogTracesTable;
  readonly log_sums: LogSumsTable;
  readonly log_latencies: LogLatenciesTable;
  readonly log_workspace_sums: LogWorkspaceSumsTable;
  readonly log_workspace_latencies: LogWorkspaceLatenciesTable;
  readonly log_pair_sums: LogPairSumsTable;
  readonly log_feedback: LogFeedbackTable;
  readonly log_feedback_requests: LogFeedbackRequestsTable;
  readonly log_exports: LogExportsTable;
  readonly log_texts: LogTextsTable;
}

/** What records have in common; one row for each combination that has been seen. Empty text stands for what is not known. */
export interface LogDims {
  readonly source: string;
  /** Empty: the organisation's own, or nobody's. */
  readonly workspace: string;
  readonly api_key_id: string;
  readonly api_key_name: string;
  readonly method: string;
  readonly path: string;
  readonly operation: string;
  readonly status: number;
  readonly fault: string;
  readonly aborted: 0 | 1;
  readonly streamed: 0 | 1;
  readonly provider: string;
  readonly model: string;
  readonly virtual_key: string;
  readonly config: string;
  readonly config_version: string;
  readonly prompt: string;
  readonly prompt_version: string;
  readonly experiment: string;
  readonly variant: string;
  readonly target: string;
  readonly retries: number;
  readonly rescued: 0 | 1;
  readonly cache: string;
}

export interface LogDimsTable extends LogDims {
  readonly id: number;
  /** Of all the columns above; one of a kind. Paths with ids in them are shortened before, so that there are not too many. */
  readonly hash: string;
}

export interface LogRequestsTable {
  readonly id: string;
  readonly at: number;
  readonly dims: number;
  /** Null where it is the id. */
  readonly trace: string | null;
  /** Null where it is `spanOfId`. */
  readonly span: string | null;
  readonly ms: number;
  readonly parse_ms: number | null;
  readonly plan_ms: number | null;
  readonly connect_ms: number | null;
  readonly first_byte_ms: number | null;
  readonly first_token_ms: number | null;
  readonly upstream_ms: number;
  readonly input_tokens: number | null;
  readonly output_tokens: number | null;
  /** US dollars; null where nobody knows. */
  readonly cost: number | null;
  readonly saved: number | null;
  /** Where its bodies are: a block, and their place in it. Null: none are kept. */
  readonly block: string | null;
  readonly slot: number | null;
  /** All that is shown and never asked for; null where there is nothing beyond the columns. */
  readonly detail: JsonText<LogDetail> | null;
}

/** Members that say nothing are left out. */
export interface LogDetail {
  /** As it was called, where `log_dims` has it shortened. */
  readonly path?: string;
  readonly askedModel?: string;
  readonly parentSpan?: string;
  /** Where it is another than the method and the path; null: it has none. */
  readonly spanName?: string | null;
  readonly message?: string;
  /** Beyond tokens in and out. */
  readonly used?: Used;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly tries?: readonly KeptTry[];
  readonly steps?: readonly unknown[];
  readonly client?: Readonly<Record<string, string>>;
}

/** A try, without what its record says too; null stands for what is undefined though the record has it. */
export type KeptTry = Partial<Pick<LoggedTry, 'url' | 'startedMs' | 'connectMs' | 'firstByteMs' | 'firstTokenMs' | 'fault' | 'lost'>> &
  Pick<LoggedTry, 'spanId' | 'ms'> & {
    /** `first` where it is missing. */
    readonly why?: LoggedTry['why'];
  } & {
    readonly [Member in 'target' | 'provider' | 'model' | 'virtualKey' | 'status' | 'used' | 'cost']?: LoggedTry[Member] | null;
  };

/** Bodies of several records, pressed together: one alone costs ten times as much time and twice the room. */
export interface LogBlocksTable {
  /** Ordered by time, as ids of records are. */
  readonly id: string;
  readonly at: number;
  /** Raw deflate of `(LoggedBodies | null)[]`, by slot, as `block-text.ts` writes it. */
  readonly bytes: Uint8Array;
  /** How many of its slots still hold something. */
  readonly count: number;
}

/** Metadata names and values that have been seen. */
export interface LogPairsTable {
  readonly id: number;
  readonly name: string;
  readonly value: string;
}

/** By pair and id. */
export interface LogRequestPairsTable {
  readonly pair: number;
  readonly request: string;
}

/** Records whose trace or span was given to them: by either and id. */
export interface LogTracesTable {
  readonly trace: string;
  readonly request: string;
}

/** Buckets of latency: the n-th begins at 2^(n/4) milliseconds; the last holds all that is longer. */
export const LATENCY_BUCKETS = 80;

/** Sums of one stretch of time for one row of `log_dims`. */
export interface LogSumsTable {
  readonly span: Span;
  /** Its beginning. */
  readonly at: number;
  readonly dims: number;
  readonly requests: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cost: number;
  readonly unpriced: number;
  readonly saved: number;
  readonly ms: number;
  /** Of the squares of milliseconds. */
  readonly ms_squared: number;
  /** The largest of them, so that stretches without a match need not be looked through. */
  readonly most_ms: number;
  readonly most_tokens: number;
  readonly most_cost: number;
  /** When its last record arrived. */
  readonly last_at: number;
}

/** How many of a stretch's requests fell in each bucket of latency; by stretch, row of `log_dims` and bucket. */
export interface LogLatenciesTable {
  readonly span: Span;
  readonly at: number;
  readonly dims: number;
  readonly bucket: number;
  readonly requests: number;
}

/**
 * Sums of one stretch by workspace and by what the cache did: far fewer rows, with all that most charts ask, so that what
 * `log_dims` would say is counted here. Of minutes there are none.
 */
export interface LogWorkspaceSumsTable {
  readonly span: Exclude<Span, 'minute'>;
  readonly at: number;
  readonly workspace: string;
  readonly cache: string;
  readonly requests: number;
  readonly errors: number;
  readonly aborted: number;
  readonly rescued: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cost: number;
  readonly unpriced: number;
  readonly saved: number;
  readonly ms: number;
}

/** `log_latencies` by the same. */
export interface LogWorkspaceLatenciesTable {
  readonly span: Exclude<Span, 'minute'>;
  readonly at: number;
  readonly workspace: string;
  readonly cache: string;
  readonly bucket: number;
  readonly requests: number;
}

/** Sums of one stretch for one metadata pair. Of minutes there are none. */
export interface LogPairSumsTable {
  readonly span: Exclude<Span, 'minute'>;
  readonly at: number;
  readonly workspace: string;
  readonly pair: number;
  readonly requests: number;
  readonly errors: number;
  readonly tokens: number;
  readonly cost: number;
  readonly unpriced: number;
  readonly last_seen: number;
}

/**
 * Whose words are in an index, where somebody wishes that. On SQLite they are in `log_words`, an FTS5 table without contents,
 * whose `rowid` is the `id` of this; on PostgreSQL in `words` of this one.
 */
export interface LogTextsTable {
  readonly request: string;
}

export interface LogFeedbackTable {
  readonly id: string;
  readonly trace: string;
  /** Empty: nobody's. */
  readonly workspace: string;
  readonly value: number;
  readonly weight: number;
  readonly metadata: JsonText<Readonly<Record<string, string>>>;
  readonly at: number;
}

/** PostgreSQL’s only: which records feedback of a trace is about, whoever gave it, with all that its charts ask of them. */
export interface LogFeedbackRequestsTable {
  readonly request: string;
  readonly trace: string;
  readonly at: number;
  readonly dims: number;
  /** The ids of its metadata. */
  readonly pairs: readonly number[];
}

export interface LogExportsTable {
  readonly id: string;
  readonly workspace: string;
  readonly filters: JsonText<ExportRow['filters']>;
  readonly requested: JsonText<readonly string[]>;
  readonly format: ExportRow['format'];
  readonly description: string;
  readonly status: ExportRow['status'];
  readonly total: number;
  readonly reason: string | null;
  readonly created_by: string;
  readonly created_at: number;
  readonly updated_at: number;
}

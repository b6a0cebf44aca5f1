import type { LoggedBodies, LogEntry, Used } from './entry.ts';
import type { Experiments } from './experiments/experiments.ts';
import type { LogFilter, LogPageQuery } from './query.ts';

/** A record as it is kept, bodies aside. */
export type LogRecord = Omit<LogEntry, 'bodies'>;

export interface LogPage {
  readonly records: readonly LogRecord[];
  /** Where to go on; undefined at the end. */
  readonly next: string | undefined;
}

/** How long and how much is kept. */
export interface Retention {
  /** Undefined: for ever. */
  readonly maxAgeMs: number | undefined;
  /** Of all that the log holds on disk; undefined: without a limit. */
  readonly maxBytes: number | undefined;
}

/** What one step of cleaning has done; `more` where another one would find something to do. */
export interface Swept {
  readonly records: number;
  readonly more: boolean;
}

export interface Feedback {
  readonly id: string;
  readonly trace: string;
  readonly workspace: string | null;
  /** −10 to 10. */
  readonly value: number;
  /** 0 to 1. */
  readonly weight: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly at: number;
}

/** A job that writes records to a file, as it is kept. */
export interface ExportRow {
  readonly id: string;
  readonly workspace: string | null;
  readonly filters: Readonly<Record<string, unknown>>;
  readonly requested: readonly string[];
  readonly format: 'jsonl' | 'csv';
  readonly description: string;
  readonly status: 'draft' | 'in_progress' | 'success' | 'failed' | 'stopped';
  readonly total: number;
  /** Why it failed. */
  readonly reason: string | null;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/**
 * A width of time that sums are kept for; sums of minutes are kept two days, all others as long as the records. A week is of
 * seven days since the epoch, whatever day of the week that was.
 */
export type Span = 'minute' | 'hour' | 'day' | 'week';

/** Sums over the records of one stretch of time. Means, rates and percentiles are worked out of them. */
export interface Sums {
  readonly requests: number;
  /** Refused with 400 and above, or ended by a fault below it. */
  readonly errors: number;
  readonly aborted: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars, of those whose cost is known. */
  readonly cost: number;
  /** Requests whose cost nobody knows. */
  readonly unpriced: number;
  readonly ms: number;
  readonly cacheHits: number;
  readonly semanticHits: number;
  /** Requests that asked the cache, whether it had their answer or not. */
  readonly cacheAsked: number;
  /** Milliseconds of answers from the cache. */
  readonly cacheMs: number;
  readonly saved: number;
  readonly rescued: number;
  /** Milliseconds: of p50, p90 and p99; exact where few records are looked at, else within a tenth. */
  readonly percentiles: { readonly p50: number; readonly p90: number; readonly p99: number } | undefined;
}

/** A stretch of a graph. */
export interface Point extends Sums {
  /** Its beginning, in milliseconds since the epoch. */
  readonly at: number;
}

export type GroupBy =
  'model' | 'provider' | 'workspace' | 'apiKey' | 'virtualKey' | 'config' | 'prompt' | 'promptVersion' | 'status' | 'variant' | 'fault';

export interface Group extends Sums {
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly lastSeen: number;
}

/** Requests with one value under a metadata name. */
export interface MetadataGroup {
  readonly value: string;
  readonly requests: number;
  readonly errors: number;
  /** In and out. */
  readonly tokens: number;
  /** US dollars, of those whose cost is known. */
  readonly cost: number;
  /** Requests whose cost nobody knows. */
  readonly unpriced: number;
  /** Milliseconds since the epoch. */
  readonly lastSeen: number;
  /** Of the feedback on them: the mean by weight. */
  readonly weightedFeedback: number | undefined;
  readonly requestsWithFeedback: number;
}

/** Charts and groups; all of them for the records that a filter wants. */
export interface Analytics {
  /** How wide its points are is chosen by the length of time, so that there are some tens of them; empty stretches are among them. */
  graph(filter: LogFilter): Promise<{ readonly span: Span; readonly points: readonly Point[]; readonly total: Sums }>;
  /** How many of what the filter wants have which status, or retries, by stretch. */
  counts(
    filter: LogFilter,
    by: 'status' | 'retries',
  ): Promise<{ readonly points: readonly { readonly at: number; readonly counts: ReadonlyMap<number, number> }[] }>;
  /** Different values under a metadata name (`_user`), by stretch and in all, and the requests that had one. */
  distinct(
    filter: LogFilter,
    name: string,
  ): Promise<{
    readonly points: readonly { readonly at: number; readonly values: number; readonly requests: number }[];
    readonly values: number;
    readonly requests: number;
  }>;
  /** The largest first; what has no value there is in no group. */
  groups(
    filter: LogFilter,
    by: GroupBy,
    page: { readonly offset: number; readonly size: number },
  ): Promise<{ readonly total: number; readonly groups: readonly Group[] }>;
  /** By the values under a metadata name. */
  metadataGroups(
    filter: LogFilter,
    name: string,
    page: { readonly offset: number; readonly size: number },
  ): Promise<{ readonly total: number; readonly groups: readonly MetadataGroup[] }>;
  /**
   * Each piece counts once, at the time of the oldest record that it is about and that is wanted. It is about the record whose id,
   * and those whose trace, it names, in the workspace of whoever gave it; the organisation's own is about those of all.
   */
  feedback(filter: LogFilter): Promise<{
    readonly points: readonly { readonly at: number; readonly total: number; readonly average: number | undefined }[];
    readonly total: number;
    readonly average: number | undefined;
    /** How often each value was given. */
    readonly scores: ReadonlyMap<number, number>;
    readonly models: readonly { readonly model: string; readonly total: number; readonly average: number }[];
  }>;
}

/** What a record's cost is worked out from, and what it comes to now. */
export type Reprice = (record: LogRecord) => { readonly cost: number | undefined; readonly tries: LogRecord['tries'] } | 'same';

/** Where records are kept: apart from the things of the control plane, so that neither waits for the other. */
export interface LogStore {
  readonly engine: 'sqlite' | 'postgres';
  /**
   * Keeps records, all or none. What has been kept before under the same id is left as it is.
   *
   * @param recovered They may have been kept already: each is looked for before it is counted.
   * @throws StoreError `unavailable`
   */
  append(entries: readonly LogEntry[], recovered?: true): Promise<void>;
  /** @returns Undefined where there is none, or none that these workspaces may see. */
  find(
    id: string,
    workspaces: LogFilter['workspaces'],
  ): Promise<{ readonly record: LogRecord; readonly bodies: LoggedBodies | undefined } | undefined>;
  search(query: LogPageQuery): Promise<LogPage>;
  /** Bodies of records that were found, in their order. */
  bodies(ids: readonly string[]): Promise<readonly (LoggedBodies | undefined)[]>;
  /** How many there are, counted no further than `most`. */
  count(filter: LogFilter, most: number): Promise<number>;
  readonly analytics: Analytics;
  readonly experiments: Experiments;

  addFeedback(feedback: readonly Feedback[]): Promise<void>;
  findFeedback(id: string, workspaces: LogFilter['workspaces']): Promise<Feedback | undefined>;
  changeFeedback(id: string, change: Pick<Feedback, 'value' | 'weight' | 'metadata'>): Promise<void>;
  feedbackOn(traces: readonly string[]): Promise<readonly Feedback[]>;

  saveExport(row: ExportRow): Promise<void>;
  findExport(id: string): Promise<ExportRow | undefined>;
  /** Changes one that has one of these statuses, at one go. @returns Whether it had. */
  changeExport(
    id: string,
    from: readonly ExportRow['status'][],
    change: Partial<Omit<ExportRow, 'id' | 'workspace' | 'createdBy' | 'createdAt'>>,
  ): Promise<boolean>;
  /** Removes these jobs; their files are whoever wrote them's to remove. */
  removeExports(ids: readonly string[]): Promise<void>;
  /** @param workspaces The organisation's own is `''`. */
  listExports(
    workspaces: LogFilter['workspaces'],
    page: { readonly offset: number; readonly size: number },
  ): Promise<{ readonly total: number; readonly rows: readonly ExportRow[] }>;

  /** One small step of cleaning; other work of the store comes in between. */
  sweep(retention: Retention, now: number): Promise<Swept>;
  /** Removes records, bodies and feedback under a metadata value (`_user`), in small steps. @returns How many records. */
  erase(filter: { readonly workspaces: LogFilter['workspaces']; readonly name: string; readonly value: string }): Promise<number>;
  /** Works out again what records cost, in small steps, sums included. */
  reprice(
    filter: LogFilter,
    reprice: Reprice,
    onProgress?: (done: number) => void,
  ): Promise<{ readonly seen: number; readonly changed: number }>;
  /** Bytes on disk. */
  size(): Promise<number>;
  close(): Promise<void>;
}

export type { Used };

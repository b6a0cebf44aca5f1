import type { ComparisonView } from './comparisons.ts';

/** `POST /v1/logs/{key}/replay` */
export interface ReplayLog {
  /** To go by in place of the config that it went by: an object, or the slug of a saved one. */
  readonly config?: string | Readonly<Record<string, unknown>>;
  /** `true`: have it streamed upstream. `false` is the same as nothing, for one client sends that with every call: it goes as it went. */
  readonly stream?: boolean;
  /** Over the metadata that it had. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** What came of it. */
export interface Replay {
  readonly object: 'replay';
  /** Of its own record, which is in the log a moment later. */
  readonly id: string;
  /** Of the record that it repeats. */
  readonly original_id: string;
  readonly trace_id: string;
  /** Of its answer. */
  readonly status: number;
  /** JSON where it is some, streams put together; null where nothing was answered. */
  readonly body: unknown;
  readonly comparison: ComparisonView;
}

import type { LogEntry } from '@sluice/store/logs';

/** A request as it is recorded, and what of it is for those alone who pass it on. */
export interface PassingEntry extends LogEntry {
  /** What the caller's `traceparent` said of being sampled; undefined where it sent none. */
  readonly sampled?: boolean | undefined;
}

/** Takes requests as they are recorded, some at a time: their cost is known by then, and their secrets are gone. */
export type EntrySink = (entries: readonly PassingEntry[]) => void;

import type { Caller, Incoming, ShadowConfig } from '@sluice/core';
import type { Place } from '../http/place.ts';
import type { RequestTrace } from '../http/trace.ts';
import type { RecordedBody } from '../log/recorded-body.ts';
import type { RequestRecord } from '../log/request-record.ts';

/** A request that was answered, with all that it takes to ask the same elsewhere: references to what is there already. */
export interface Copied {
  readonly shadow: ShadowConfig;
  readonly place: Place;
  readonly incoming: Incoming;
  readonly caller: Caller;
  readonly trace: RequestTrace;
  readonly record: RequestRecord;
  /** What its caller was answered. */
  readonly response: RecordedBody | undefined;
}

/** What copies requests. Asked on their way, so that it answers at once. */
export interface Copies {
  /** Whether this one is to be copied, by its share. */
  readonly draws: (shadow: ShadowConfig) => boolean;
  /** Takes one whose answer has left. */
  readonly copy: (copied: Copied) => void;
}

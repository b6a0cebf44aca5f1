import { broughtSecrets, type Notes, type RequestHeaders, type Trail } from '@sluice/core';
import type { RequestRecord } from '../log/request-record.ts';

/** A request for a provider, as it came. */
export interface Arrival {
  readonly id: string;
  readonly trace: string;
  readonly method: string;
  readonly url: string;
  readonly headers: RequestHeaders;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The same moment by the clock that `performance` has. */
  readonly started: number;
}

/** What is known of a request so far, for its record. */
export interface Known extends Notes {
  readonly key?: string | undefined;
  /** The stored prompt that the address called. */
  readonly prompt?: RequestRecord['prompt'];
}

/** How a request ended. */
export type End = Pick<RequestRecord, 'status' | 'firstByteMs' | 'aborted' | 'usage' | 'fault' | 'bytes'>;

/** What is kept of a request for a provider. */
export function routedRecord({ id, trace, method, url, headers, at, started }: Arrival, notes: Known, end: End): RequestRecord {
  const { trail } = notes;
  return {
    at,
    id,
    trace,
    method,
    path: pathOf(url),
    status: end.status,
    ms: performance.now() - started,
    firstByteMs: end.firstByteMs,
    aborted: end.aborted,
    key: notes.key,
    provider: trail?.provider,
    model: trail?.model,
    target: trail?.target,
    retries: trail?.retries ?? 0,
    cache: trail?.cache,
    variant: trail?.variant,
    steps: attemptsIn(trail),
    streamed: trail?.streamed === true,
    bytes: end.bytes,
    usage: end.usage,
    fault: end.fault,
    prompt: notes.prompt,
    metadata: notes.metadata,
    secrets: notes.secrets ?? broughtSecrets(headers),
  };
}

/** The targets that were asked and those that were passed over, where that is more than the record says anyway. Records wait to be written, so they hold no more than they must. */
function attemptsIn(trail: Trail | undefined): RequestRecord['steps'] {
  const steps = trail?.steps;
  if (!steps || steps.length < 2) return undefined;
  const attempts = steps.filter(({ kind }) => kind !== 'chosen');
  return attempts.length < 2 ? undefined : attempts;
}

const pathOf = (url: string) => {
  const mark = url.indexOf('?');
  return mark < 0 ? url : url.slice(0, mark);
};

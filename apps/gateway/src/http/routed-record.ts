import { broughtSecrets, type Account, type ApiKey, type Caller, type Notes, type RequestHeaders } from '@sluice/core';
import type { Dialect, OperationName } from '@sluice/provider-sdk';
import type { Asked } from '../cost/read-asked.ts';
import type { RequestRecord } from '../log/request-record.ts';
import type { RequestTrace } from './trace.ts';

/** A request for a provider, as it came. */
export interface Arrival {
  readonly id: string;
  readonly trace: RequestTrace;
  readonly method: string;
  readonly url: string;
  readonly headers: RequestHeaders;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly account: Account;
}

/** What is known of a request so far, for its record. */
export interface Known extends Notes {
  readonly key?: ApiKey | undefined;
  /** The stored prompt that the address called. */
  readonly prompt?: RequestRecord['prompt'];
  /** What its door asks for, and in which words, as far as no prompt decides. */
  readonly operation?: OperationName | undefined;
  readonly dialect?: Dialect | undefined;
  /** What its price depends on, where its body is not kept whole. */
  readonly asked?: Asked | undefined;
}

/** How a request ended. */
export type End = Pick<RequestRecord, 'status' | 'firstByteMs' | 'aborted' | 'usage' | 'fault' | 'bytes' | 'responseHeaders' | 'bodies'>;

/** A request that has been let in, told before anybody is asked. */
export type Begun = Pick<RequestRecord, 'id' | 'at' | 'trace' | 'method' | 'path' | 'key' | 'secrets'>;

/** How a host has requests written down. */
export interface Recording {
  /** Bytes of each body that are to be kept; 0 for none. */
  readonly keepsBodies: (caller: Caller, headers: RequestHeaders) => number;
  /** Told of each request as soon as its caller is known, before anything goes upstream. */
  readonly begin?: ((begun: Begun) => void) | undefined;
  /** Whether providers are told of traces that began here. */
  readonly traceUpstream: boolean;
}

/** What is told of a request as soon as its caller is known. */
export const begun = ({ id, at, trace: { trace }, method, url, headers }: Arrival, key: ApiKey | undefined): Begun => ({
  id,
  at,
  trace,
  method,
  path: pathOf(url),
  key,
  secrets: broughtSecrets(headers),
});

/** What is kept of a request for a provider. */
export function routedRecord({ id, trace, method, url, headers, at, account }: Arrival, notes: Known, end: End): RequestRecord {
  const { trail } = notes;
  const path = pathOf(url);
  return {
    at,
    id,
    trace: trace.trace,
    span: trace.span,
    parentSpan: trace.parentSpan,
    spanName: trace.spanName ?? `${method} ${path}`,
    sampled: trace.sampled,
    method,
    path,
    query: path.length < url.length ? url.slice(path.length + 1) : undefined,
    status: end.status,
    ms: performance.now() - account.arrived,
    firstByteMs: end.firstByteMs,
    aborted: end.aborted,
    key: notes.key,
    account,
    operation: trail?.operation ?? notes.operation,
    dialect: trail?.dialect ?? notes.dialect,
    provider: trail?.provider,
    model: trail?.model,
    askedModel: trail?.askedModel,
    virtualKey: trail?.virtualKey,
    config: trail?.config,
    target: trail?.target,
    retries: trail?.retries ?? 0,
    rescued: trail?.rescued === true,
    cache: trail?.cache,
    experiment: trail?.experiment,
    variant: trail?.variant,
    steps: trail?.steps,
    streamed: trail?.streamed === true,
    bytes: end.bytes,
    usage: end.usage,
    fault: end.fault,
    prompt: trail?.prompt ?? notes.prompt,
    metadata: notes.metadata,
    requestHeaders: headers,
    responseHeaders: end.responseHeaders,
    bodies: end.bodies,
    asked: notes.asked,
    secrets: notes.secrets ?? broughtSecrets(headers),
  };
}

const pathOf = (url: string) => {
  const mark = url.indexOf('?');
  return mark < 0 ? url : url.slice(0, mark);
};

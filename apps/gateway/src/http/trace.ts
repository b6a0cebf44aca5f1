import { ownHeader, plainHeader, type RequestHeaders, type TraceContext } from '@sluice/core';
import { spanOfId } from '@sluice/store';
import { traceIdOf } from '../telemetry/otel/trace-ids.ts';

/** Where a request stands among those that belong together. Wire spec §17.2. */
export interface RequestTrace {
  /** What groups requests: the caller's word, else the id of its trace context, else the request's own id. Never empty, or SDKs send a failed call twice. */
  readonly trace: string;
  readonly span: string;
  readonly parentSpan: string | undefined;
  /** Undefined where the caller gave none. */
  readonly spanName: string | undefined;
  /** What the caller's trace context says of being sampled; undefined without one. */
  readonly sampled: boolean | undefined;
  /** What providers are told; undefined: nothing. */
  readonly context: TraceContext | undefined;
}

/** W3C trace context: version, trace id, parent id, flags. Later versions may say more behind it. */
const TRACEPARENT = /^(?:00-(?=.{52}$)|(?!ff)(?!00)[0-9a-f]{2}-)(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/;

const SAMPLED = 0x01;

/** The bits that are known: sampled, and that the trace id was drawn by chance. Others must not be sent. */
const KNOWN_FLAGS = 0x03;

export interface TraceQuestion {
  readonly headers: RequestHeaders;
  readonly requestId: string;
  /** Whether the operator wants providers told of traces that began here. */
  readonly toldUpstream: boolean;
}

/** Reads what a request says of its trace: its own headers go before its trace context. */
export function readTrace({ headers, requestId, toldUpstream }: TraceQuestion): RequestTrace {
  const named = ownHeader(headers, 'trace-id');
  const given = plainHeader(headers, 'traceparent');
  const parent = given === undefined ? null : TRACEPARENT.exec(given);
  const trace = named ?? parent?.[1] ?? requestId;
  // What begins here is the operator's own wish to see.
  const flags = parent ? Number.parseInt(parent[3]!, 16) & KNOWN_FLAGS : SAMPLED;
  return {
    trace,
    span: ownHeader(headers, 'span-id') ?? spanOfId(requestId),
    parentSpan: ownHeader(headers, 'parent-span-id') ?? parent?.[2],
    spanName: ownHeader(headers, 'span-name'),
    sampled: parent ? (flags & SAMPLED) === SAMPLED : undefined,
    context:
      parent || toldUpstream
        ? { traceId: traceIdOf(trace), flags: flags.toString(16).padStart(2, '0'), state: parent ? stateIn(headers) : undefined }
        : undefined,
  };
}

/** A list that came in several headers is one. */
function stateIn(headers: RequestHeaders): string | undefined {
  const { tracestate } = headers;
  return (typeof tracestate === 'object' ? tracestate.join(',') : tracestate) || undefined;
}

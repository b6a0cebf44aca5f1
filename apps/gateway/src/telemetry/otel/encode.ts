import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import type { Span } from './span.ts';

type ReadableSpan = Parameters<typeof ProtobufTraceSerializer.serializeRequest>[0][number];

export interface EncodeMeans {
  readonly encoding: 'protobuf' | 'json';
  readonly resource: Readonly<Record<string, string>>;
  readonly version: string;
}

/**
 * Makes the body of a request to a collector. The only file that knows OpenTelemetry's packages: of them only what writes
 * their format, since spans are made here after the fact and nothing global is wanted.
 */
export function createEncoder({ encoding, resource, version }: EncodeMeans): (spans: readonly Span[]) => Uint8Array {
  const serializer = encoding === 'json' ? JsonTraceSerializer : ProtobufTraceSerializer;
  // One object for all spans: they are grouped by it.
  const shared = {
    resource: { attributes: resource } as unknown as ReadableSpan['resource'],
    instrumentationScope: { name: 'sluice', version },
  };
  return (spans) => serializer.serializeRequest(spans.map((span) => readable(span, shared))) ?? new Uint8Array();
}

/** In numbers of OpenTelemetry. */
const KINDS = { server: 1, client: 2 } as const;
const STATUS_UNSET = 0;
const STATUS_ERROR = 2;
const SAMPLED = 1;

function readable(span: Span, shared: Pick<ReadableSpan, 'resource' | 'instrumentationScope'>): ReadableSpan {
  const { traceId, parent, error } = span;
  return {
    ...shared,
    name: span.name,
    kind: KINDS[span.kind],
    spanContext: () => ({ traceId, spanId: span.spanId, traceFlags: SAMPLED }),
    ...(parent && { parentSpanContext: { traceId, ...parent, traceFlags: SAMPLED } }),
    startTime: timeOf(span.startMs),
    endTime: timeOf(span.endMs),
    duration: timeOf(span.endMs - span.startMs),
    ended: true,
    status: error === undefined ? { code: STATUS_UNSET } : { code: STATUS_ERROR, message: error },
    attributes: Object.fromEntries(
      Object.entries(span.attributes).filter(([, value]) => value !== undefined),
    ) as ReadableSpan['attributes'],
    links: [],
    events: [],
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

/** Seconds and nanoseconds. */
const timeOf = (ms: number): [number, number] => {
  const seconds = Math.floor(ms / 1000);
  return [seconds, Math.min(999_999_999, Math.round((ms - seconds * 1000) * 1e6))];
};

/** How many spans a collector says that it has not taken, of those that it was sent. */
export function readRejected(encoding: 'protobuf' | 'json', answer: Uint8Array): number {
  if (answer.length === 0) return 0;
  try {
    const serializer = encoding === 'json' ? JsonTraceSerializer : ProtobufTraceSerializer;
    return Number(serializer.deserializeResponse(answer).partialSuccess?.rejectedSpans ?? 0);
  } catch {
    // It took them, whatever it says besides.
    return 0;
  }
}

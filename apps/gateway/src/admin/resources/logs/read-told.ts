import type { ToldLog } from '@sluice/contract';
import { cleanerFor } from '../../../log/cleaner.ts';
import { keptHeaders } from '../../../log/kept-headers.ts';
import type { ToldCall } from './told-call.ts';

/** Names that a trace and a span are told under, in the spellings of both clients. */
const NAMES = {
  trace: ['traceId', 'trace_id'],
  span: ['spanId', 'span_id'],
  spanName: ['spanName', 'span_name'],
  parentSpan: ['parentSpanId', 'parent_span_id'],
} as const;

const OTHER_THAN_METADATA: ReadonlySet<string> = new Set(Object.values(NAMES).flat());

/** A call as `POST /v1/logs` tells of it. Wire spec §17.4. */
export function readTold({ request, response, metadata, created_at: createdAt }: ToldLog, nowMs: number): ToldCall {
  const ms = response.response_time ?? response.responseTime ?? 0;
  const said = metadata ?? {};
  const named = (names: readonly string[]) => textOf(names.map((name) => said[name]).find((value) => value !== undefined));
  const [asked, answered] = [membersOf(request.body), membersOf(response.body)];
  const status = response.status ?? 200;
  return {
    source: 'api',
    at: createdAt === undefined ? Math.round(nowMs - ms) : Date.parse(createdAt),
    ms,
    method: request.method ?? 'POST',
    url: request.url ?? '/v1/chat/completions',
    status,
    provider: request.provider ?? undefined,
    model: textOf(answered['model']) ?? textOf(answered['modelVersion']),
    askedModel: textOf(asked['model']),
    operation: undefined,
    streamed: response.streamingMode ?? response.streaming_mode ?? response.streamMode ?? asked['stream'] === true,
    trace: named(NAMES.trace),
    span: named(NAMES.span),
    parentSpan: named(NAMES.parentSpan),
    spanName: named(NAMES.spanName),
    metadata: metadataOf(said),
    fault: status < 400 ? undefined : { kind: 'upstream_error', message: messageIn(answered) },
    request: request.body,
    response: response.body,
    usage: usageIn(answered),
    headers: keptHeaders(
      {
        requestHeaders: headersOf(request.headers),
        responseHeaders: Object.entries(headersOf(response.headers)).flat(),
      },
      cleanerFor([]),
    ),
    identity: undefined,
  };
}

/** Values that are no texts are kept as texts. */
function metadataOf(said: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const pairs = Object.entries(said).filter(([name, value]) => !OTHER_THAN_METADATA.has(name) && value !== null && value !== undefined);
  return Object.fromEntries(pairs.map(([name, value]) => [name, asText(value)]));
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** Where providers tell what an answer has used; the last of a stream's events has it as well. */
export function usageIn(answer: Readonly<Record<string, unknown>>): unknown {
  return answer['usage'] ?? answer['usageMetadata'] ?? membersOf(answer['response'])['usage'] ?? membersOf(answer['x_groq'])['usage'];
}

function messageIn(answer: Readonly<Record<string, unknown>>): string {
  const { error, message } = answer;
  return textOf(membersOf(error)['message']) ?? textOf(error) ?? textOf(message) ?? '';
}

function headersOf(headers: Readonly<Record<string, unknown>> | null | undefined): Readonly<Record<string, string>> {
  const pairs = Object.entries(headers ?? {}).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(pairs.map(([name, value]) => [inOneLine(name).toLowerCase(), inOneLine(asText(value))]));
}

/** What HTTP lets nobody send may still be told of. RFC 9110 §5.5: such an end of a line is read as a space. */
const inOneLine = (text: string) => text.replaceAll(/[\r\n]+/g, ' ');

/** Of what is an object; a body may be its JSON as text. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  const read = typeof value === 'string' ? parsed(value) : value;
  return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A text that is no JSON has no members.
    return undefined;
  }
}

const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' ? String(value) : undefined;
};

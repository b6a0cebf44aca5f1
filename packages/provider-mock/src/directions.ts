import type { JsonObject } from '@sluice/provider-sdk';

/** What a request's `mock` field asks for. Times are milliseconds. */
export interface Directions {
  /** Status of the answer; from 400 on it is an error body. */
  readonly status: number;
  /** Wait before anything is answered. */
  readonly delayMs: number;
  /** Pieces that a streamed text is cut into; undefined is a piece a word. */
  readonly chunks: number | undefined;
  /** Wait between two events of a stream. */
  readonly gapMs: number;
  /** Tools to call instead of answering with text. */
  readonly toolCalls: readonly { readonly name: string; readonly arguments: unknown }[];
  /** The connection dies after this many events. */
  readonly cutAfter: number | undefined;
  /** Nothing more comes after this many events, and the connection stays open. */
  readonly stallAfter: number | undefined;
  /** Members of the error body, or in a stream of the error event that comes in place of the end. */
  readonly error: Readonly<Record<string, unknown>> | undefined;
}

const count = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) && value >= 0 ? Math.floor(value) : undefined);

/** A status that an answer can have; 1xx is none, and beyond 599 nothing is. */
const statusOf = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 200 && value <= 599 ? value : undefined;

export function readDirections(body: JsonObject): Directions {
  const mock = body.object('mock');
  const error = mock?.get('error');
  return {
    status: statusOf(mock?.get('status')) ?? (error === undefined ? 200 : body.get('stream') === true ? 200 : 500),
    delayMs: count(mock?.get('delay_ms')) ?? 0,
    chunks: count(mock?.get('chunks')),
    gapMs: count(mock?.get('gap_ms')) ?? 0,
    toolCalls: readToolCalls(mock?.get('tool_calls')),
    cutAfter: count(mock?.get('cut_after')),
    stallAfter: count(mock?.get('stall_after')),
    error:
      typeof error === 'object' && error !== null ? { ...error } : error === undefined ? undefined : { message: JSON.stringify(error) },
  };
}

function readToolCalls(value: unknown): Directions['toolCalls'] {
  if (!Array.isArray(value)) return [];
  return value.map((call: unknown) => {
    const { name, arguments: given, function: nested } = (call ?? {}) as Record<string, unknown>;
    const source = (nested ?? { name, arguments: given }) as Record<string, unknown>;
    return { name: typeof source['name'] === 'string' ? source['name'] : 'tool', arguments: source['arguments'] ?? {} };
  });
}

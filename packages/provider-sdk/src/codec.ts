import type { Fields } from './fields.ts';
import type { Target } from './operation.ts';

/** A JSON object as it stands: read what you need, pass on the rest. */
export type Json = Readonly<Record<string, unknown>>;

/**
 * Turns what a caller says in an operation's dialect into what the provider speaks, and the provider's answer
 * back. Pure: it is given data and returns data, and does not change what it was given.
 */
export interface Codec<F extends Fields = Fields> {
  /**
   * The request in the provider's words.
   *
   * @throws FaultError `invalid_request` whose `param` is the path of what this provider cannot be asked.
   */
  readonly request: (call: Json, target: Target<F>) => Draft;
  /**
   * A whole answer in the dialect's words; bytes where the dialect answers with sound or pictures.
   *
   * @throws FaultError where the answer is a failure in spite of its status, or is not readable.
   */
  readonly reply: (answer: Answer, asked: Asked<F>) => Json | Media;
  /** How streams are read; without it a streaming call is refused. */
  readonly stream?: {
    readonly framing: Framing;
    /** Called once for each stream, with what was asked. The stream's failures are thrown by the reader. */
    readonly reader: (asked: Asked<F>) => StreamReader;
  };
}

/** A request as a codec writes it: the gateway adds address, credential and its own headers. */
export interface Draft {
  /** Below the base URL, with a slash in front; may end in a query. */
  readonly path: string;
  /** Default: POST. */
  readonly method?: string;
  /** Names in lower case; in place of what the caller sent under these names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON to send, or bytes with their `content-type` in `headers`. */
  readonly body: Json | Uint8Array;
}

/** A provider's whole answer, with a status of 2xx. */
export interface Answer {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body parsed; undefined where it is not JSON. */
  readonly json: unknown;
  readonly bytes: Uint8Array;
}

/** An answer that is no JSON. */
export interface Media {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** What was asked, for whoever reads the answer. */
export interface Asked<F extends Fields = Fields> {
  /** The call in the dialect's words, as `request` was given it. */
  readonly call: Json;
  readonly target: Target<F>;
  /** Ours, unique to the request: for answers that bring no id of their own. */
  readonly id: string;
  /** When it was asked, in seconds since 1970: for answers that bring no time of their own. */
  readonly createdS: number;
}

/** How a provider cuts its streams into frames; the gateway does the cutting. */
export type Framing = 'sse' | 'ndjson' | 'aws-event-stream' | 'json-array';

/** One frame of a stream. */
export interface Frame {
  /** The event's name, where the framing gives one: SSE's `event`, the event stream's `:event-type` or `:exception-type`. */
  readonly event: string | undefined;
  /** The payload parsed as JSON; its text where it is none (`[DONE]`). */
  readonly data: unknown;
  /** The framing itself says that this is a failure: the event stream's exceptions and errors. */
  readonly failed: boolean;
}

/**
 * Reads one stream, frame by frame. Made anew for each; state is its own.
 * A failure that the provider tells in the stream is thrown as a FaultError by either function.
 */
export interface StreamReader<Chunk = Json> {
  /** The chunks that this frame comes to; often one, sometimes none. */
  readonly read: (frame: Frame) => readonly Chunk[];
  /** What is left to say after the last frame. */
  readonly end: () => readonly Chunk[];
}

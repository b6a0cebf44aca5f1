/** The version of the format, in the first line of every file. */
export const FORMAT = 1;

/** What an answer's bytes are written as: text where they are UTF-8, else base64. */
export type Piece = string | { readonly base64: string };

/** One piece of an answer: milliseconds from the moment when the provider was asked, and what came then. */
export type Chunk = readonly [ms: number, piece: Piece];

/** What was asked. */
export interface RecordedRequest {
  /** In upper case: `POST`. */
  readonly method: string;
  /** Below the base URL, with its query: `/chat/completions`. */
  readonly path: string;
  readonly content_type?: string | undefined;
  /** As it was sent; undefined where there was none, or where it was no text. */
  readonly body?: string | undefined;
}

/** What was answered, and when. */
export interface RecordedResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds until the headers came. */
  readonly ms: number;
  readonly chunks: readonly Chunk[];
  /** Milliseconds until the end; undefined: it came with the last piece. */
  readonly end_ms?: number | undefined;
  /** The connection broke in place of an end. */
  readonly cut?: true | undefined;
}

/** One request and its answer: a line of a file. */
export interface Exchange {
  /** When it was asked, in ISO 8601. */
  readonly at: string;
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
}

/** Recorded traffic, in the order in which it was asked. */
export interface Cassette {
  readonly name: string;
  readonly exchanges: readonly Exchange[];
}

/** What a cassette may be called, so that its name can never lead out of its folder. */
export const CASSETTE_NAME = /^[a-z0-9][a-z0-9_-]{0,79}$/;

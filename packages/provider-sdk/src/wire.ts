/** A request as it will leave: an adapter describes it, the gateway sends it. */
export interface WireRequest {
  /** In upper case: `POST`. */
  readonly method: string;
  /** Whole, with the query. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The exact bytes; undefined where there are none or where they are streamed through. */
  readonly body: Uint8Array | undefined;
}

/** What a provider answered when it did not answer well. */
export interface WireFailure {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body parsed as JSON, or its text where it is not JSON. */
  readonly body: unknown;
}

/** The answer of a provider that lives in this process. An iterable that throws is a connection that dies. */
export interface LocalAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** All of it, or its pieces as they come. */
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
}

/** Tokens, and what else is sold, that an answer has used. Each count is part of no other. */
export interface Used {
  readonly input: number;
  readonly cachedInput?: number;
  readonly cacheWrite?: number;
  /** Written to be kept for an hour. */
  readonly cacheWrite1h?: number;
  readonly audioInput?: number;
  /** Of pictures that went in. */
  readonly imageInput?: number;
  readonly output: number;
  readonly reasoning?: number;
  readonly audioOutput?: number;
  readonly imageOutput?: number;
  /** Pictures that came out. */
  readonly images?: number;
  /** What they are like, where that was said: quality and size, `hd 1024x1024`. */
  readonly picture?: string;
  /** Of sound or video. */
  readonly seconds?: number;
  /** Searches of a reranker. */
  readonly queries?: number;
  /** Searches of the web that the model made. */
  readonly searches?: number;
  /** US dollars that the provider has said it takes beside all counts. */
  readonly fee?: number;
  /** Of text that was spoken. */
  readonly characters?: number;
  /** Pages that were read. */
  readonly pages?: number;
  /** How it was served: `flex`, `priority`, `batch`. */
  readonly tier?: string;
  /** Nobody told these counts: they are worked out from the text. */
  readonly estimated?: true;
}

/** One exchange with a provider. Times are milliseconds; moments are counted from the request's arrival. */
export interface LoggedTry {
  /** Its place in the config: `config.targets[0]`. */
  readonly target: string;
  readonly provider: string;
  /** As it was sent. */
  readonly model: string | undefined;
  /** The slug of the stored credential that was called with. */
  readonly virtualKey: string | undefined;
  /**
   * Why it was made: `first` at its target, `retry` of the same, `rotation` to another credential of its pool, `substitute` for a
   * retired model, `hedge` beside one that is slow, `continuation` of an answer that broke off, `shadow` of another's.
   */
  readonly why: 'first' | 'retry' | 'rotation' | 'substitute' | 'hedge' | 'continuation' | 'shadow';
  readonly spanId: string;
  /** Where it was sent, without query and credentials; undefined where that is not known. */
  readonly url?: string;
  readonly startedMs: number;
  /** Until there was a connection; undefined where one was there already, or where there is none to be had. */
  readonly connectMs: number | undefined;
  /** Until its reply's headers. */
  readonly firstByteMs: number | undefined;
  /** Until its first event, of a stream. */
  readonly firstTokenMs: number | undefined;
  /** Until its last byte, or until nobody wanted more. */
  readonly ms: number;
  readonly status: number;
  /** The kind of what went wrong. */
  readonly fault: string | undefined;
  /** Another answer was taken in place of this. */
  readonly lost?: true;
  readonly used: Used | undefined;
  /** US dollars; undefined where nobody knows, which is not nothing. */
  readonly cost: number | undefined;
}

/** Headers, each side as one text of a name and its value by turns, a line each: neither can hold the end of a line. `headersIn` reads it. */
export interface LoggedHeaders {
  /** The caller's. */
  readonly request: string;
  /** Those that the caller was answered with. */
  readonly response: string;
}

/** What was said, as it may be kept: streams put together, secrets taken out, cut to its limit. */
export interface LoggedBodies {
  /** As the caller sent it. */
  readonly request: string | undefined;
  /** As the caller was answered. */
  readonly response: string | undefined;
  /** As the provider that answered was asked, where that is another text. */
  readonly upstreamRequest?: string | undefined;
  /** Those that may be kept, in lower case. They stand here because they are as long as what was said, and say the same over and over. */
  readonly headers?: LoggedHeaders;
  /** Which of them were longer than the limit and are cut. */
  readonly cut?: readonly ('request' | 'response' | 'upstreamRequest')[];
}

/** Where a record comes from: a call, a call that the gateway made for itself, or somebody who told of one. */
export type LogSource = 'gateway' | 'shadow' | 'replay' | 'api' | 'otel';

/** One request, as it is kept. */
export interface LogEntry {
  /** A UUID of version 7, whose time is `at`: records stand in the order of their ids. */
  readonly id: string;
  /** When it arrived, in milliseconds since the epoch. */
  readonly at: number;
  readonly source: LogSource;
  /** Null: the organisation's own, or nobody's. */
  readonly workspace: string | null;
  readonly apiKeyId: string | undefined;
  /** As it was called then. */
  readonly apiKeyName: string | undefined;
  readonly trace: string;
  readonly span: string;
  readonly parentSpan: string | undefined;
  readonly spanName: string | undefined;
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  /** `chat`, `embeddings`; undefined where it is passed through. */
  readonly operation: string | undefined;
  readonly status: number;
  /** The kind of what went wrong, and its message. */
  readonly fault: { readonly kind: string; readonly message: string } | undefined;
  /** The reply did not reach its end. */
  readonly aborted: boolean;
  readonly streamed: boolean;
  /** Who answered, or was asked last. */
  readonly provider: string | undefined;
  readonly model: string | undefined;
  /** As the caller named it, where that is another. */
  readonly askedModel: string | undefined;
  readonly virtualKey: string | undefined;
  /** Slugs and ids of versions. */
  readonly config: string | undefined;
  readonly configVersion: string | undefined;
  readonly prompt: string | undefined;
  readonly promptVersion: string | undefined;
  /** The experiment that it was part of, and the variant that it got. */
  readonly experiment: string | undefined;
  readonly variant: string | undefined;
  /** The place in the config that answered. */
  readonly target: string | undefined;
  /** Tries after the first at that place; `-1` where they were used up. */
  readonly retries: number;
  /** Another target than the first that was asked gave the answer. */
  readonly rescued: boolean;
  readonly cache: 'HIT' | 'MISS' | 'REFRESH' | 'DISABLED' | 'SEMANTIC HIT' | undefined;
  /** Milliseconds of its parts; undefined for what it did not come to. */
  readonly timings: Timings;
  readonly used: Used | undefined;
  /** US dollars for all tries together; undefined where nobody knows what one of them cost. */
  readonly cost: number | undefined;
  /** What an answer of the cache would have cost. */
  readonly saved: number | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  /** All exchanges with providers, in the order in which they began. */
  readonly tries: readonly LoggedTry[];
  /** What the config's strategies decided, as the journal has it. */
  readonly steps: readonly unknown[];
  /** Of the caller: what it runs on, by its headers. */
  readonly client: Readonly<Record<string, string>>;
  /** Undefined where somebody wished that none are kept. */
  readonly bodies: LoggedBodies | undefined;
}

/** All in milliseconds. */
export interface Timings {
  /** From its arrival to its last byte. */
  readonly total: number;
  /** Until its body was there and read. */
  readonly parse: number | undefined;
  /** From there until a provider was asked first. */
  readonly plan: number | undefined;
  readonly connect: number | undefined;
  /** Until the first byte of the reply left. */
  readonly firstByte: number | undefined;
  /** Until the first event of a streamed reply. */
  readonly firstToken: number | undefined;
  /** During which a provider was being waited for. The rest of `total` is the gateway's own. */
  readonly upstream: number;
}

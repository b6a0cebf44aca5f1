/** The same of two calls: the one that was there first, and the one that is held against it. */
export interface Both<T> {
  readonly original: T;
  readonly other: T;
}

/** How two calls of one request differ. */
export interface Comparison {
  readonly status: Both<number>;
  /** US dollars; null where nobody knows. */
  readonly cost: Both<number | null>;
  /** Milliseconds from its arrival to the last byte of its answer. */
  readonly ms: Both<number>;
  /** Milliseconds from its arrival to the first event of a streamed answer. */
  readonly firstTokenMs: Both<number | null>;
  /** Whether both say the same, letter for letter; null where that cannot be known, as of an answer that was not held whole. */
  readonly sameText: boolean | null;
  /** Whether both call the same tools with the same arguments, in whatever order; null where that cannot be known, or where neither calls any. */
  readonly sameTools: boolean | null;
  /** Whether each is JSON as the request wants it; null where it wants none, and where that cannot be known. */
  readonly fits: Both<boolean | null>;
}

/** One of two calls. */
export interface Side {
  readonly status: number;
  /** US dollars. */
  readonly cost: number | undefined;
  readonly ms: number;
  readonly firstTokenMs: number | undefined;
  /** The answer, streams put together; undefined where it was not held, or not whole. */
  readonly answer: unknown;
}

/** The same of two calls: the one that was there first, and the one that is held against it. */
export interface Both<T> {
  readonly original: T;
  readonly other: T;
}

/** The same, and how much more the other has. Null where one of them is not known. */
export interface Difference<T = number | null> extends Both<T> {
  readonly difference: T;
}

/** How two calls of one request differ. */
export interface ComparisonView {
  readonly status: Both<number>;
  /** US cents. */
  readonly cost: Difference;
  /** Milliseconds to the last byte. */
  readonly latency: Difference<number>;
  /** Milliseconds to the first event of a streamed answer. */
  readonly first_token: Difference;
  /** Null where that cannot be known. */
  readonly text_equal: boolean | null;
  /** Names and arguments, in whatever order. Null where neither calls a tool, or where that cannot be known. */
  readonly tool_calls_equal: boolean | null;
  /** Whether each is JSON as the request wants it; null where it wants none. */
  readonly schema_valid: Both<boolean | null>;
}

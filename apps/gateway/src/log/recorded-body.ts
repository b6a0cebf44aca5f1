/** A body as it passed, for whoever records it: references, no copies. */
export interface RecordedBody {
  /** As its header says; undefined where none does. */
  readonly contentType: string | undefined;
  /** Bytes in all, whether they are kept or not. */
  readonly length: number;
  /** The first of its bytes, in order: all of them where they come to `length`, and none where only its kind and size are told. */
  readonly chunks: readonly Uint8Array[];
  /** Bytes in `chunks`. */
  readonly kept: number;
}

/** What was said on both sides of a request. */
export interface RecordedBodies {
  /** Undefined where the request had none, or none was read. */
  readonly request: RecordedBody | undefined;
  /** Undefined where nothing was answered. */
  readonly response: RecordedBody | undefined;
}

/** Takes bytes as they come. After `end` or `fail` nothing more comes. */
export interface ByteSink {
  /** The next piece, in order. */
  data(chunk: Buffer): void;
  /** All has come. */
  end(): void;
  /** What is missing will not come. */
  fail(error: Error): void;
}

/**
 * Bytes on their way, pushed rather than pulled: between an upstream's socket and a caller's there is no
 * stream object, no promise and no copy an event.
 */
export interface ByteSource {
  /** Starts the flow; called once. What came before waits. */
  pipe(sink: ByteSink): void;
  /** Asks for no more until `resume`; a piece that is on its way may still come. */
  pause(): void;
  /** Goes on after `pause`. */
  resume(): void;
  /** Nobody wants the rest: the connection behind it is closed. */
  cancel(): void;
}

/** A source whose first piece is already here. */
export class ResumedSource implements ByteSource {
  readonly #first: readonly Buffer[];
  readonly #rest: ByteSource;

  constructor(first: readonly Buffer[], rest: ByteSource) {
    this.#first = first;
    this.#rest = rest;
  }

  pipe(sink: ByteSink): void {
    for (const chunk of this.#first) sink.data(chunk);
    this.#rest.pipe(sink);
  }

  pause(): void {
    this.#rest.pause();
  }

  resume(): void {
    this.#rest.resume();
  }

  cancel(): void {
    this.#rest.cancel();
  }
}

/** A body that is all here. */
export const wholeSource = (bytes: Buffer): ByteSource => ({
  pipe(sink) {
    sink.data(bytes);
    sink.end();
  },
  pause() {},
  resume() {},
  cancel() {},
});

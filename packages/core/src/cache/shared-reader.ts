import type { ByteSink, ByteSource } from '../wire/bytes.ts';

/** What a reader of a shared flow tells the flow. */
export interface ReaderEvents {
  /** It wants to be read to from now on. */
  readonly onPipe: (reader: SharedReader) => void;
  /** It has paused or resumed. */
  readonly onPace: () => void;
  readonly onCancel: (reader: SharedReader) => void;
}

/** How the flow came to its end. */
type End = { readonly error: Error | undefined };

/** One of several who read the same bytes, each at its own pace: what it has not taken yet waits here. */
export class SharedReader implements ByteSource {
  readonly #events: ReaderEvents;
  #backlog: Buffer[];
  #taken = 0;
  #end: End | undefined;
  #sink: ByteSink | undefined;
  #paused = false;
  #draining = false;

  /** @param passed What has passed before this reader came. */
  constructor(passed: readonly Buffer[], events: ReaderEvents) {
    this.#backlog = [...passed];
    this.#events = events;
  }

  /** Whether it takes nothing at the moment. */
  get held(): boolean {
    return this.#paused || !this.#sink;
  }

  /** For the flow: the next piece. */
  push(chunk: Buffer): void {
    this.#backlog.push(chunk);
    this.#drain();
  }

  /** For the flow: there is nothing more; with an error where it broke. */
  close(error: Error | undefined): void {
    this.#end = { error };
    this.#drain();
  }

  pipe(sink: ByteSink): void {
    this.#sink = sink;
    this.#drain();
    this.#events.onPipe(this);
  }

  pause(): void {
    this.#paused = true;
    this.#events.onPace();
  }

  resume(): void {
    this.#paused = false;
    this.#drain();
    this.#events.onPace();
  }

  cancel(): void {
    this.#sink = undefined;
    this.#backlog = [];
    this.#taken = 0;
    this.#events.onCancel(this);
  }

  /** Gives what waits. The sink may pause, resume or cancel in the middle of it. */
  #drain(): void {
    if (this.#draining) return;
    this.#draining = true;
    while (!this.held && this.#taken < this.#backlog.length) this.#sink!.data(this.#backlog[this.#taken++]!);
    this.#draining = false;
    if (this.#taken < this.#backlog.length) return;
    this.#backlog = [];
    this.#taken = 0;
    if (!this.held && this.#end) this.#finish(this.#end);
  }

  #finish({ error }: End): void {
    const sink = this.#sink!;
    this.#sink = undefined;
    if (error) sink.fail(error);
    else sink.end();
  }
}

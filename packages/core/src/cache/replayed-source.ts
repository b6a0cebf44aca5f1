import type { ByteSink, ByteSource } from '../wire/bytes.ts';

/**
 * Events that are all here, given out one a turn of the event loop: a client reads them as they come, a slow
 * one holds them up, and a long answer does not keep others waiting.
 */
export class ReplayedSource implements ByteSource {
  readonly #events: readonly Buffer[];
  #next = 0;
  #sink: ByteSink | undefined;
  #turn: NodeJS.Immediate | undefined;
  #paused = false;

  constructor(events: readonly Buffer[]) {
    this.#events = events;
  }

  pipe(sink: ByteSink): void {
    this.#sink = sink;
    this.#wait();
  }

  pause(): void {
    this.#paused = true;
    clearImmediate(this.#turn);
    this.#turn = undefined;
  }

  resume(): void {
    this.#paused = false;
    this.#wait();
  }

  cancel(): void {
    this.pause();
    this.#sink = undefined;
  }

  #wait(): void {
    if (!this.#sink || this.#paused) return;
    this.#turn ??= setImmediate(() => {
      this.#turn = undefined;
      this.#give();
    });
  }

  #give(): void {
    const sink = this.#sink!;
    if (this.#next < this.#events.length) {
      sink.data(this.#events[this.#next++]!);
      this.#wait();
      return;
    }
    this.#sink = undefined;
    sink.end();
  }
}

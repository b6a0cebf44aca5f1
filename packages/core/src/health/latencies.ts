import { boundedMap } from './bounded-map.ts';

const MOST_TARGETS = 10_000;

/** A figure older than this says nothing about now. */
const FRESH_MS = 5 * 60_000;

/** How much the newest figure counts. */
const NEWEST = 0.3;

/** What a failure counts as, and one whose first answer is still awaited: slow, so that not everybody waits with it. */
const SLOW_MS = 10_000;

interface Figure {
  ms: number;
  at: number;
}

/** How soon each target has given its first token, as a moving average. */
export class Latencies {
  readonly #now: () => number;
  readonly #figures = boundedMap<Figure>(MOST_TARGETS);

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Milliseconds; undefined where there is no fresh figure. */
  lately(target: string): number | undefined {
    const figure = this.#figures.get(target);
    return figure && this.#now() - figure.at < FRESH_MS ? figure.ms : undefined;
  }

  /** A request goes to a target: one without a fresh figure counts as slow until it answers. */
  begin(target: string): void {
    if (this.lately(target) === undefined) this.#figures.set(target, { ms: SLOW_MS, at: this.#now() });
  }

  note(target: string, ms: number): void {
    const before = this.lately(target);
    this.#figures.set(target, { ms: before === undefined || before === SLOW_MS ? ms : before + (ms - before) * NEWEST, at: this.#now() });
  }

  noteFailure(target: string): void {
    this.note(target, SLOW_MS);
  }
}

/** Slow calls are added up over so long. */
const WINDOW_MS = 10_000;

/** A call that takes less than this part of what one may take is not slow. */
const SLOW = 0.5;

/** So many times what one call may take may be taken in slow calls. */
const MOST = 2;

/** How much of everybody's time a plugin has taken lately, in calls that were slow each and allowed each. */
export class BusyTime {
  readonly #mostMs: number;
  readonly #now: () => number;
  #taken: { readonly at: number; readonly ms: number }[] = [];

  /** @param mostMs That one call may take; twice as much may be taken by slow ones within ten seconds. 0 is no limit. */
  constructor(mostMs: number, now: () => number) {
    this.#mostMs = mostMs;
    this.#now = now;
  }

  /** Whether a call of so many milliseconds is one too many. */
  isTooMuch(ms: number): boolean {
    if (this.#mostMs === 0 || ms < this.#mostMs * SLOW) return false;
    const now = this.#now();
    this.#taken = [...this.#taken.filter(({ at }) => at > now - WINDOW_MS), { at: now, ms }];
    return this.#taken.reduce((sum, taken) => sum + taken.ms, 0) > this.#mostMs * MOST;
  }
}

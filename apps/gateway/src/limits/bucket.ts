/**
 * A bucket that is full at first and fills up again as time passes. What is taken may be more than is in it: then it first
 * has to make up for that. All that is kept is when it will be full, so that nothing is lost in counting up to it.
 */
export class Bucket {
  readonly #windowMs: number;
  #capacity: number;
  #fullAtMs = -Infinity;
  #seenMs = -Infinity;

  /** @param windowMs How long an empty one takes to be full. */
  constructor(capacity: number, windowMs: number) {
    this.#capacity = capacity;
    this.#windowMs = windowMs;
  }

  /** How long until so much can be taken; 0: now. More than it holds is never there: whoever wants that may ask again when it is as good as new. */
  waitMs(amount: number, nowMs: number): number {
    if (amount > this.#capacity) return this.#windowMs;
    this.#heed(nowMs);
    const emptyAtMs = this.#fullAtMs - this.#windowMs;
    return Math.max(0, Math.ceil(emptyAtMs + this.#timeFor(amount) - nowMs - NOTHING_MS));
  }

  take(amount: number, nowMs: number): void {
    this.#heed(nowMs);
    this.#fullAtMs = Math.max(this.#fullAtMs, nowMs) + this.#timeFor(amount);
  }

  /** Holds another amount from now on; what was taken stays taken. */
  resize(capacity: number, nowMs: number): void {
    if (!this.isFull(nowMs)) this.#fullAtMs = nowMs + ((this.#fullAtMs - nowMs) * this.#capacity) / capacity;
    this.#capacity = capacity;
  }

  isFull(nowMs: number): boolean {
    this.#heed(nowMs);
    return this.#fullAtMs <= nowMs;
  }

  /** A clock that was set back keeps nobody waiting for the time that it then runs through twice. */
  #heed(nowMs: number): void {
    if (nowMs < this.#seenMs) this.#fullAtMs -= this.#seenMs - nowMs;
    this.#seenMs = nowMs;
  }

  #timeFor(amount: number): number {
    return (amount * this.#windowMs) / this.#capacity;
  }
}

/** What is left of a sum of fractions that should have been none. */
const NOTHING_MS = 0.01;

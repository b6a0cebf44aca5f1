import { partsOf } from './usage-id.ts';

/** What was used of a budget in one period: what the store says, and what it has not been told yet. */
export class Tally {
  readonly id: string;
  readonly prefix: string;
  /** Somebody here counts with it. */
  held = false;
  /** Told of each addition once it is in the store, with the sums of all processes before and after it. */
  onStored: ((before: number, after: number) => void) | undefined;
  #stored = 0;
  #waiting = 0;
  #resets: number;

  /** @param resets How often its thing's use has been reset so far. */
  constructor(id: string, resets: number) {
    this.id = id;
    this.prefix = partsOf(id).prefix;
    this.#resets = resets;
  }

  get used(): number {
    return this.#stored + this.#waiting;
  }

  /** Not in the store yet. */
  get waiting(): number {
    return this.#waiting;
  }

  add(amount: number): void {
    this.#waiting += amount;
  }

  /** Takes over what the store says. */
  read(used: number | undefined): void {
    this.#stored = used ?? 0;
  }

  /** So much of what was waiting has been added to what the store had. */
  moved(amount: number, before: number): void {
    this.#waiting = Math.max(0, this.#waiting - amount);
    this.#stored = before + amount;
    this.onStored?.(before, this.#stored);
  }

  wasReset(resets: number): boolean {
    return resets !== this.#resets;
  }

  /** What was used before a reset counts no more, wherever it stands. */
  reset(resets: number): void {
    this.#resets = resets;
    this.#stored = 0;
    this.#waiting = 0;
  }
}

import { StoreError } from './store-error.ts';

/** A few things that many want to use, one at a time each, in the order in which they asked. */
export class Turns<T> {
  readonly #free: T[];
  readonly #waiting: ((thing: T) => void)[] = [];

  constructor(things: readonly T[]) {
    this.#free = [...things];
  }

  /** @throws StoreError `unavailable` where none was given back in time. */
  async take(withinMs: number): Promise<T> {
    const thing = this.#free.pop();
    if (thing !== undefined) return thing;
    return new Promise((resolve, reject) => {
      const inTurn = (given: T) => {
        clearTimeout(timer);
        resolve(given);
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(inTurn), 1);
        reject(new StoreError('unavailable', `The database was busy for ${withinMs / 1000} seconds`));
      }, withinMs);
      this.#waiting.push(inTurn);
    });
  }

  giveBack(thing: T): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(thing);
    else next(thing);
  }
}

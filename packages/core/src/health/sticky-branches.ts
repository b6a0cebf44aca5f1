import { boundedMap } from './bounded-map.ts';

const MOST_KEPT = 100_000;

interface Kept {
  readonly branch: number;
  readonly until: number;
}

/** Who went which way lately. */
export class StickyBranches {
  readonly #now: () => number;
  readonly #kept = boundedMap<Kept>(MOST_KEPT);

  constructor(now: () => number) {
    this.#now = now;
  }

  find(key: string): number | undefined {
    const kept = this.#kept.get(key);
    return kept && kept.until > this.#now() ? kept.branch : undefined;
  }

  keep(key: string, branch: number, ttlMs: number): void {
    this.#kept.set(key, { branch, until: this.#now() + ttlMs });
  }
}

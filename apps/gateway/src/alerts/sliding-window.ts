import { addCounts, noCounts, type Counts } from './counts.ts';

/** Pieces that a window is made of: it slides by one of them at a time. */
const PIECES = 60;

/** Counts of the last so many milliseconds, in no more memory however much is counted. */
export class SlidingWindow {
  readonly #pieceMs: number;
  readonly #pieces: { number: number; counts: Counts }[] = [];

  constructor(windowMs: number) {
    this.#pieceMs = windowMs / PIECES;
  }

  /** @param now Milliseconds since the epoch. */
  add(now: number, counts: Counts): void {
    const number = Math.floor(now / this.#pieceMs);
    const place = number % PIECES;
    const piece = this.#pieces[place];
    if (piece?.number === number) addCounts(piece.counts, counts);
    else {
      const fresh = noCounts();
      addCounts(fresh, counts);
      this.#pieces[place] = { number, counts: fresh };
    }
  }

  total(now: number): Counts {
    const oldest = Math.floor(now / this.#pieceMs) - PIECES;
    const sum = noCounts();
    // There are holes where nothing was counted.
    for (const piece of this.#pieces) if (piece && piece.number > oldest) addCounts(sum, piece.counts);
    return sum;
  }
}

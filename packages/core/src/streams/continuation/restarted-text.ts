import { goesOn, UNDECIDED, unprovable, type Joint, type Verdict } from './verdict.ts';

/** An answer given afresh: it counts only if it begins with exactly what was sent. */
export class RestartedText implements Joint {
  readonly #sent: string;
  #matched = 0;

  constructor(sent: string) {
    this.#sent = sent;
  }

  push(piece: string): Verdict {
    const left = this.#sent.length - this.#matched;
    const expected = piece.slice(0, left);
    if (!this.#sent.startsWith(expected, this.#matched)) return unprovable('the new answer is another one');
    this.#matched += expected.length;
    return this.#matched === this.#sent.length ? goesOn(piece.slice(left)) : UNDECIDED;
  }

  end(): Verdict {
    return this.#matched === this.#sent.length ? goesOn('') : unprovable('the new answer is shorter than what was sent');
  }
}

/**
 * Looks for the beginnings of a text that is still growing at the allowed places of one that is whole. This is the
 * search of Knuth, Morris and Pratt with a pattern that grows: where it stood at a place and stops to stand there
 * it never stands again, so the place only moves to the right and the whole search takes one walk over both texts.
 */
export class PrefixSearch {
  readonly #text: string;
  readonly #mayBegin: (place: number) => boolean;
  readonly #pattern: number[] = [];
  /** For each length of the pattern's beginning, the longest shorter beginning that also ends it. */
  readonly #borders: number[] = [0];
  #at = 0;
  #matched = 0;

  constructor(text: string, mayBegin: (place: number) => boolean) {
    this.#text = text;
    this.#mayBegin = mayBegin;
  }

  get length(): number {
    return this.#pattern.length;
  }

  /** Whether all of the pattern stands somewhere in the text with more of the text behind it. */
  get open(): boolean {
    return this.#pattern.length === 0 ? this.#text.length > 0 : this.#at < this.#text.length;
  }

  /** The first place where an open search found the pattern. */
  get place(): number {
    return this.#at - this.#matched;
  }

  /** Puts one more code unit at the pattern's end. */
  push(unit: number): void {
    const pattern = this.#pattern;
    if (pattern.length > 0) {
      let border = this.#borders[pattern.length]!;
      while (border > 0 && pattern[border] !== unit) border = this.#borders[border]!;
      this.#borders.push(pattern[border] === unit ? border + 1 : 0);
    } else {
      this.#borders.push(0);
    }
    pattern.push(unit);
    this.#advance();
  }

  /** The length of the text's end that the pattern begins with, wherever it begins. Asked once not open. */
  get longest(): number {
    return this.#matched;
  }

  /** The lengths of the text's ends that the pattern begins with and that begin at an allowed place, longest first. Asked once not open. */
  overlaps(): number[] {
    const lengths: number[] = [];
    for (let length = this.#matched; length > 0; length = this.#borders[length]!) {
      if (this.#mayBegin(this.#text.length - length)) lengths.push(length);
    }
    return lengths;
  }

  /** Looks no further for more text behind the pattern: it will not grow. */
  close(): void {
    if (this.#pattern.length === 0) return;
    while (this.#at < this.#text.length) {
      if (this.#matched === this.#pattern.length) this.#matched = this.#borders[this.#matched]!;
      this.#step();
    }
  }

  #advance(): void {
    while (this.#at < this.#text.length) {
      if (this.#matched < this.#pattern.length) this.#step();
      else if (this.#mayBegin(this.#at - this.#matched)) return;
      else this.#matched = this.#borders[this.#matched]!;
    }
  }

  #step(): void {
    if (this.#text.charCodeAt(this.#at) === this.#pattern[this.#matched]) {
      this.#at++;
      this.#matched++;
    } else if (this.#matched > 0) {
      this.#matched = this.#borders[this.#matched]!;
    } else {
      this.#at++;
    }
  }
}

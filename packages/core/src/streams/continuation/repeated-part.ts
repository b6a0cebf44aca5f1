import { LETTERS_OF_A_REPEAT, readOverlaps, type WordedText } from './overlaps.ts';
import { PrefixSearch } from './prefix-search.ts';
import { goesOn, UNDECIDED, unprovable, type Joint, type Verdict } from './verdict.ts';
import { behind, evenlySpaced, firstSpace, isWhite, lastSpace, withoutSentSpace } from './white-space.ts';
import { hasLetters, Words } from './words.ts';

/** So many words as in the old text, and then others: the answer was begun again in another wording. */
const WORDS_OF_A_RESTART = 5;

/**
 * An answer that was asked to go on. Some do; some say their last words again first, or all of them. Until none of
 * the places is left where the new text could still be such a repetition, nothing of it is let through.
 *
 * White space is compared evenly spaced, so that words repeated with other space between them are still known.
 */
export class RepeatedPart implements Joint {
  readonly #sent: WordedText;
  /** The white space that was sent last. */
  readonly #space: string;
  readonly #trimmed: boolean;
  readonly #search: PrefixSearch;
  /** How far the new text runs along the old one from its top. */
  #along = 0;
  #spacePending = false;
  #new = '';

  constructor(sent: string, trimmed: boolean) {
    const text = evenlySpaced(sent);
    const words = new Words(text);
    this.#sent = { text, words, written: sent.trimEnd() };
    this.#space = lastSpace(sent);
    this.#trimmed = trimmed;
    this.#search = new PrefixSearch(text, (place) => words.beginAt(place));
  }

  push(piece: string): Verdict {
    this.#new += piece;
    if (this.#sent.text === '' && this.#space === '') return goesOn(this.#new);
    for (let at = 0; at < piece.length; at++) this.#take(piece[at]!);
    const { open, length, longest } = this.#search;
    // The character behind an overlap tells whether it ends where a word does.
    return open || length <= longest ? UNDECIDED : this.#decide();
  }

  end(): Verdict {
    const { open, place, length } = this.#search;
    const unfinished = open && length > 0 && this.#isUnfinished(place, length);
    this.#search.close();
    return this.#decide(unfinished);
  }

  #take(character: string): void {
    if (isWhite(character)) {
      this.#spacePending = this.#search.length > 0;
      return;
    }
    if (this.#spacePending) this.#add(' ');
    this.#spacePending = false;
    this.#add(character);
  }

  #add(character: string): void {
    if (this.#along === this.#search.length && this.#sent.text[this.#along] === character) this.#along++;
    this.#search.push(character.charCodeAt(0));
  }

  #decide(unfinished = false): Verdict {
    const lead = firstSpace(this.#new);
    const spaced = this.#space !== '' || lead !== '';
    const repeat = readOverlaps(this.#search.overlaps(), this.#sent, { spaced, lead, next: this.#new.slice(lead.length) });
    switch (repeat.kind) {
      case 'repeats':
        return this.#goOnBehind(repeat.length);
      case 'unclear':
        return unprovable('whether it repeats the last words or means them cannot be told');
      case 'none':
        if (unfinished) return unprovable('it ends within words that were said before');
        return this.#restarts() ? unprovable('it begins the answer again in other words') : this.#goOn();
    }
  }

  /** Whether an end here would leave a repetition half done: of all that was sent, or of too many words to be honest. */
  #isUnfinished(place: number, length: number): boolean {
    if (place === 0) return hasLetters(this.#new, LETTERS_OF_A_REPEAT);
    return this.#sent.words.between(place, place + length) >= WORDS_OF_A_RESTART;
  }

  #restarts(): boolean {
    const { text, words } = this.#sent;
    const end = Math.min(this.#along + 1, text.length);
    return end > 1 && words.between(1, end) >= WORDS_OF_A_RESTART;
  }

  #goOn(): Verdict {
    return this.#trimmed ? this.#goOnWith(this.#new) : goesOn(this.#new);
  }

  #goOnBehind(length: number): Verdict {
    const rest = behind(this.#new, length);
    // White space was sent where the repetition goes on without: it is of another text, "won " and "wonder".
    if (this.#space !== '' && rest !== '' && !isWhite(rest[0]!)) return unprovable('it repeats the last words differently');
    return this.#goOnWith(rest);
  }

  #goOnWith(rest: string): Verdict {
    const text = withoutSentSpace(rest, this.#space);
    return text === undefined ? unprovable('it goes on with other white space than was sent') : goesOn(text);
  }
}

import { isWhite } from './white-space.ts';

/** A letter, digit or mark of any script; an apostrophe stands within a word more often than beside one. */
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}_'’]/u;

const LETTER = /\p{L}/u;

/** Chinese: most words are one or two of these, so each is a word. */
const IDEOGRAPH = /\p{Script=Han}/u;

/** The other scripts that put no space between words. A word takes about two of their letters, marks aside. */
const UNSPACED =
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;

const MARK = /\p{M}/u;

/** In fifths of a word, so that five letters without spaces are the same evidence as three words with them. */
const WORD = 5;
const UNSPACED_LETTER = 3;

/** The end of ASCII, where no script without spaces begins. */
const ASCII = 0x80;

/** Whether it is a piece of a word that runs on until a space: of such, two side by side read as one. */
export const runsOn = (character: string): boolean =>
  WORD_CHARACTER.test(character) && !IDEOGRAPH.test(character) && !UNSPACED.test(character);

/** Whether there are so many letters, digits not counted. */
export function hasLetters(text: string, least: number): boolean {
  let found = 0;
  for (const character of text) {
    if (LETTER.test(character) && ++found >= least) return true;
  }
  return false;
}

/**
 * Where the words of a text begin. A word begins behind white space, at a letter or digit behind anything else,
 * and at each letter of a script that is written without spaces.
 */
export class Words {
  /** For each place, the weight of the words that begin before it. */
  readonly #before: Uint32Array;

  constructor(text: string) {
    this.#before = new Uint32Array(text.length + 1);
    let weight = 0;
    let previous = ' ';
    let at = 0;
    for (const character of text) {
      for (let unit = 0; unit < character.length; unit++)
        this.#before[at + unit] = unit === 0 ? weight : weight + weightOf(character, previous);
      weight += weightOf(character, previous);
      at += character.length;
      previous = character;
    }
    this.#before[at] = weight;
  }

  beginAt(place: number): boolean {
    return this.#before[place + 1]! > this.#before[place]!;
  }

  /** How many words begin in this stretch; those of scripts without spaces are estimated. */
  between(start: number, end: number): number {
    return (this.#before[end]! - this.#before[start]!) / WORD;
  }
}

function weightOf(character: string, previous: string): number {
  if (isWhite(character)) return 0;
  if (character.codePointAt(0)! >= ASCII) {
    if (IDEOGRAPH.test(character)) return WORD;
    // A vowel sign or an accent goes with the letter before it.
    if (MARK.test(character)) return 0;
    if (UNSPACED.test(character)) return UNSPACED_LETTER;
  }
  if (isWhite(previous)) return WORD;
  return runsOn(character) && !runsOn(previous) ? WORD : 0;
}

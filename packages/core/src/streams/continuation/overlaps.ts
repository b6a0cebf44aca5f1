import { hasLetters, runsOn, type Words } from './words.ts';

/** A text and its words. */
export interface WordedText {
  readonly text: string;
  readonly words: Words;
}

/** How the new text meets the old one. */
export interface Meeting {
  /** White space stands between the two. */
  readonly spaced: boolean;
  /** The new text, from its first character that is not white space. */
  readonly next: string;
}

/** What the lengths at which the new text begins as the old one ends come to. */
export type Repeat =
  /** So many characters are said again. */
  | { readonly kind: 'repeats'; readonly length: number }
  /** Nothing is. */
  | { readonly kind: 'none' }
  /** It may be said again, or be meant twice. */
  | { readonly kind: 'unclear' };

/** Nobody says three words twice without meaning it, so an upstream that does repeats itself. */
export const WORDS_OF_A_REPEAT = 3;

/** Fewer letters come twice in honest words: "murmur" is rare, "llama" and "papa" are not. */
export const LETTERS_OF_A_REPEAT = 3;

/** Two words that would stick to the old text may also end its last one: "ha" and "ho ha" make "haho ha". */
const LETTERS_OF_TWO_WORDS = 6;

/** @param lengths Each begins at a word of the old text; longest first. */
export function readOverlaps(lengths: readonly number[], sent: WordedText, meeting: Meeting): Repeat {
  const readings = lengths.map((length) => ({ length, reading: readOverlap(length, sent, meeting) }));
  const [repeat, another] = readings.filter(({ reading }) => reading === 'repeats');
  if (!repeat) return { kind: readings.some(({ reading }) => reading === 'unclear') ? 'unclear' : 'none' };
  if (another || isRefrain(repeat.length, lengths, sent)) return { kind: 'unclear' };
  return { kind: 'repeats', length: repeat.length };
}

function readOverlap(length: number, { text, words }: WordedText, { spaced, next }: Meeting): Repeat['kind'] {
  const start = text.length - length;
  const count = words.between(start, text.length);
  if (count >= WORDS_OF_A_REPEAT) return 'repeats';

  const overlap = text.slice(start);
  const telling = hasLetters(overlap, LETTERS_OF_A_REPEAT);
  if (start === 0) return telling ? 'repeats' : 'unclear';
  if (spaced) return 'none';
  // No space between: meant so, the two would be one word.
  if (!runsOn(firstOf(overlap)) || !runsOn(lastOf(overlap))) return telling ? 'unclear' : 'none';
  if (count >= 2) return hasLetters(overlap, LETTERS_OF_TWO_WORDS) ? 'repeats' : 'unclear';
  return telling && !runsOn(firstOf(next.slice(length, length + 2))) ? 'repeats' : 'unclear';
}

/** Whether the old text says the same twice over itself, so that once more may be meant. */
function isRefrain(length: number, lengths: readonly number[], { text, words }: WordedText): boolean {
  const start = text.length - length;
  const count = words.between(start, text.length);
  // The space between the two halves is in neither.
  const ownHalf = lengths.some((other) => other < length && (other + 1) * 2 >= length + 1);
  if (ownHalf || (count >= WORDS_OF_A_REPEAT && !hasDifferentWords(start, text, words))) return true;
  const before = text.slice(0, start).trimEnd();
  return before.endsWith(text.slice(start)) && words.beginAt(before.length - length);
}

const MARKS = /[^\p{L}\p{N}]+/gu;

/** "na na na" and "ha ha ho" are meant as often as not. */
function hasDifferentWords(start: number, text: string, words: Words): boolean {
  const different = new Set<string>();
  for (let from = start, to = start + 1; from < text.length && different.size < WORDS_OF_A_REPEAT; to++) {
    if (to < text.length && !words.beginAt(to)) continue;
    const word = text.slice(from, to).trim();
    different.add(word.replace(MARKS, '') || word);
    from = to;
  }
  return different.size >= WORDS_OF_A_REPEAT;
}

const firstOf = (text: string) => String.fromCodePoint(text.codePointAt(0) ?? 0);

const lastOf = (text: string) => Array.from(text.slice(-2)).at(-1) ?? '';

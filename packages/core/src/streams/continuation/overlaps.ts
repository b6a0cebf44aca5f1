import { lastSpace } from './white-space.ts';
import { hasLetters, runsOn, type Words } from './words.ts';

/** A text, evenly spaced, and its words. */
export interface WordedText {
  readonly text: string;
  readonly words: Words;
  /** The text with the white space that it has, but for the last. */
  readonly written: string;
}

/** How the new text meets the old one. */
export interface Meeting {
  /** White space stands between the two. */
  readonly spaced: boolean;
  /** The white space that the new text begins with. */
  readonly lead: string;
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

/** Shorter words begin longer ones too often to mean anything: "the" and "theory". */
const LETTERS_OF_A_CUT_WORD = 4;

/** @param lengths Each begins at a word of the old text; longest first. */
export function readOverlaps(lengths: readonly number[], sent: WordedText, meeting: Meeting): Repeat {
  const readings = lengths.map((length) => ({ length, reading: readOverlap(length, sent, meeting) }));
  const [repeat, another] = readings.filter(({ reading }) => reading === 'repeats');
  if (!repeat) return { kind: readings.some(({ reading }) => reading === 'unclear') ? 'unclear' : 'none' };
  if (another || isRefrain(repeat.length, lengths, sent)) return { kind: 'unclear' };
  return { kind: 'repeats', length: repeat.length };
}

function readOverlap(length: number, sent: WordedText, meeting: Meeting): Repeat['kind'] {
  const { text, words } = sent;
  const start = text.length - length;
  const count = words.between(start, text.length);
  if (count >= WORDS_OF_A_REPEAT) return 'repeats';

  const overlap = text.slice(start);
  const longerWord = runsOn(lastOf(overlap)) && runsOn(firstOf(meeting.next.slice(length, length + 2)));
  if (meeting.spaced) {
    // "castl" and " castle": cut within a word, and that word said again; "form" and " formal" are rarely meant.
    if (longerWord && meeting.lead !== '' && hasLetters(overlap, LETTERS_OF_A_CUT_WORD)) return 'unclear';
    // "The theory" does not say "the" twice; where it is all that was sent, it may be the first word again, and whole.
    const meant = start > 0 && ((count < 2 && longerWord) || beginsAnotherLine(overlap, sent, meeting));
    return meant ? 'none' : 'unclear';
  }
  const telling = hasLetters(overlap, LETTERS_OF_A_REPEAT);
  if (start === 0) return telling ? 'repeats' : 'unclear';
  // No space between: meant so, two that run on would be one word. Marks and ideographs may well stand doubled.
  if (!runsOn(firstOf(overlap)) || !runsOn(lastOf(overlap))) return 'unclear';
  if (count >= 2) return hasLetters(overlap, LETTERS_OF_TWO_WORDS) ? 'repeats' : 'unclear';
  return telling && !longerWord ? 'repeats' : 'unclear';
}

const ONLY_MARKS = /^[^\p{L}\p{N}\s]+$/u;

/**
 * Whether it is a mark that ends one line and begins the next, as the bars of a table and the braces of a block do:
 * who says a mark again does not put a line break before it that was not there.
 */
function beginsAnotherLine(overlap: string, { written }: WordedText, { lead }: Meeting): boolean {
  if (!lead.includes('\n') || !ONLY_MARKS.test(overlap)) return false;
  return lead !== lastSpace(written.slice(0, written.length - overlap.length));
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

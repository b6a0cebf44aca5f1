/** So many pieces look like typing; a very long text goes in larger ones, because each costs an event. */
const MOST_PIECES = 2000;

/** A word with the space before it, or a stretch of a long one; a pair of surrogates is one letter here. */
const WORD = /\s{0,64}\S{1,16}|\s{1,64}/gu;

/** A text cut as a model would give it out, about a word at a time. Joined, the pieces are the text. */
export function pieces(text: string): readonly string[] {
  const words = text.match(WORD) ?? [];
  const size = Math.ceil(words.length / MOST_PIECES);
  if (size <= 1) return words;
  return Array.from({ length: Math.ceil(words.length / size) }, (_, index) => words.slice(index * size, (index + 1) * size).join(''));
}

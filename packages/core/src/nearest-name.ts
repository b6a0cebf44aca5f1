/** How many letters may be wrong, missing or too many for a name to be a slip of the hand. */
const mostSlips = (name: string) => (name.length < 6 ? 1 : 2);

/** Names are no longer than this; a longer one is none that anybody mistyped. */
const LONGEST = 100;

/**
 * Of names, the one that was most likely meant by one that is not among them. Numbers tell models apart: a name with others
 * is another model, however near it is.
 */
export function nearestName(names: readonly string[], asked: string): string | undefined {
  if (names.includes(asked) || asked.length > LONGEST) return undefined;
  const near = names
    .filter((name) => digitsOf(name) === digitsOf(asked))
    .map((name) => ({ name, slips: slipsBetween(name.toLowerCase(), asked.toLowerCase()) }))
    .filter(({ slips }) => slips <= mostSlips(asked))
    .sort((one, other) => one.slips - other.slips);
  return near[0]?.name;
}

const digitsOf = (name: string) => name.replace(/\D+/g, '');

/** Levenshtein's distance, where two letters that changed places count once. */
function slipsBetween(one: string, other: string): number {
  let twoBack: readonly number[] = [];
  let back: readonly number[] = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const now = [row];
    for (let column = 1; column <= other.length; column++) {
      const differ = one[row - 1] === other[column - 1] ? 0 : 1;
      const least = Math.min(back[column]! + 1, now[column - 1]! + 1, back[column - 1]! + differ);
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      now.push(swapped ? Math.min(least, twoBack[column - 2]! + 1) : least);
    }
    [twoBack, back] = [back, now];
  }
  return back[other.length]!;
}

/** A run of a key's characters that is shorter is taken for a word. */
export const SHORTEST_RUN = 16;

/** How keys begin, as providers, clouds and code hosts have theirs, from a run's start or behind what parts words; and tokens of three parts. */
const BEGINNING =
  /(?:^|[-_.])(?:(?:sk|pk|rk|gsk|xai|hf|nvapi|pplx|fw|csk|r8|gh[oprsu]|github_pat|glpat|xox[abeprs])[-_]|ya29\.|AKIA|ASIA|AIza|eyJ)/;

/** Characters behind its beginning that a key has at the least, one of them a digit. */
const SHORTEST_REST = 9;

const IN_KEYS = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.') IN_KEYS[character.charCodeAt(0)] = 1;

const isInKeys = (code: number) => code < 128 && IN_KEYS[code] === 1;

/**
 * A text with everything replaced that looks like a key. Looks only at every sixteenth character until one of them is part of a
 * run that is long enough: an expression over all of it takes three times as long, and this is done with all that is said.
 */
export function withoutKeyShapes(text: string, mask: string): string {
  let clean = '';
  let taken = 0;
  for (let at = SHORTEST_RUN - 1; at < text.length; at += SHORTEST_RUN) {
    if (!isInKeys(text.charCodeAt(at))) continue;
    const [start, end] = runAround(text, at, taken);
    if (end - start >= SHORTEST_RUN) {
      const key = keyIn(text.slice(start, end));
      if (key !== undefined) {
        clean += text.slice(taken, start + key) + mask;
        taken = end;
      }
    }
    // The run is over at `end`; the next may begin behind it.
    at = Math.max(at, end - 1);
  }
  return taken === 0 ? text : clean + text.slice(taken);
}

/**
 * Where a key begins in a run. Only the first beginning is looked at: behind a later one there is less, and no digit that is not
 * behind this one too. To look at all of them takes hours where a run is made of nothing else.
 */
function keyIn(run: string): number | undefined {
  // Most long runs are words, and names of members: the expression takes ten times as long to say so.
  if (!hasDigit(run)) return undefined;
  const found = BEGINNING.exec(run);
  if (!found) return undefined;
  const rest = run.slice(found.index + found[0].length);
  if (rest.length < SHORTEST_REST || !/\d/.test(rest)) return undefined;
  // What parts words stays.
  return found.index + (/^[-_.]/.test(found[0]) ? 1 : 0);
}

function hasDigit(run: string): boolean {
  for (let at = 0; at < run.length; at++) {
    const code = run.charCodeAt(at);
    if (code <= 57 && code >= 48) return true;
  }
  return false;
}

function runAround(text: string, at: number, from: number): readonly [start: number, end: number] {
  let start = at;
  while (start > from && isInKeys(text.charCodeAt(start - 1))) start--;
  let end = at + 1;
  while (end < text.length && isInKeys(text.charCodeAt(end))) end++;
  return [start, end];
}

import { RE2JS } from 're2js';
import { withUnicodeSpace } from './unicode-space.ts';

/** A regular expression whose work grows with the text and never explodes. */
export interface SafeRegex {
  /** Whether it matches anywhere in the text. */
  test(text: string): boolean;
  /** Every match replaced; `$&`, `$1`, `$<name>` and `$$` mean what they mean in JavaScript. */
  replaceAll(text: string, replacement: string): string;
}

/** Longer patterns are written by machines, and machines can split them. */
const LONGEST_PATTERN = 10_000;

/** Instructions of the compiled pattern: the time per character grows with them. */
const LARGEST_PROGRAM = 3_000;

/** Each search is linear, but a pattern that looks to the end of the text from every match makes their sum quadratic. */
const LONGEST_REPLACE_MS = 500;

const FLAGS: ReadonlyMap<string, number> = new Map([
  ['i', RE2JS.CASE_INSENSITIVE],
  ['m', RE2JS.MULTILINE],
  ['s', RE2JS.DOTALL],
  // These change how matches are walked or how the pattern is read, which is always the same here.
  ...(['d', 'g', 'u', 'v', 'y'] as const).map((flag) => [flag, 0] as const),
]);

/**
 * Compiles a pattern that somebody sent us, with JavaScript's flags. The engine takes linear time whatever the
 * pattern, so it knows no lookahead and no backreference.
 *
 * @throws Error saying what it cannot take, and why.
 */
export function compileRegex(pattern: string, flags = ''): SafeRegex {
  if (pattern.length > LONGEST_PATTERN) throw new Error(`the pattern is longer than ${LONGEST_PATTERN} characters`);
  const regex = compile(pattern, readFlags(flags));
  if (regex.programSize() > LARGEST_PROGRAM) {
    throw new Error('the pattern is too large: lower the counts in its {…} repetitions, or split it into several patterns');
  }
  return {
    test: (text) => regex.test(text),
    replaceAll: (text, replacement) => (regex.test(text) ? replaceEvery(regex, text, replacement) : text),
  };
}

function compile(pattern: string, flags: number): RE2JS {
  try {
    return RE2JS.compile(withUnicodeSpace(RE2JS.translateRegExp(pattern)), flags | RE2JS.LOOKBEHINDS);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'it cannot be read';
    throw new Error(`the pattern ${JSON.stringify(pattern.slice(0, 200))} cannot be used: ${cause(pattern) ?? reason}`, { cause: error });
  }
}

/** A guess, made only once the engine has refused. */
function cause(pattern: string): string | undefined {
  if (/\(\?[=!]/.test(pattern)) return 'lookahead "(?=" and "(?!" is not supported, because patterns must run in linear time';
  if (/\\(?:[1-9]|k<)/.test(pattern)) return 'backreferences as "\\1" are not supported, because patterns must run in linear time';
  return undefined;
}

function readFlags(flags: string): number {
  return flags.split('').reduce((sum, flag) => {
    const value = FLAGS.get(flag);
    if (value === undefined) throw new Error(`the regular expression flag ${JSON.stringify(flag)} is not known`);
    return sum | value;
  }, 0);
}

function replaceEvery(regex: RE2JS, text: string, replacement: string): string {
  const deadline = performance.now() + LONGEST_REPLACE_MS;
  const pieces: string[] = [];
  let end = 0;
  for (const match of regex.matchAll(text) as Iterable<RegExpExecArray>) {
    if (performance.now() > deadline) throw new Error('replacing the matches takes too long: the pattern reads far ahead from every match');
    pieces.push(text.slice(end, match.index), expand(replacement, match));
    end = match.index + match[0].length;
  }
  return pieces.join('') + text.slice(end);
}

function expand(replacement: string, match: RegExpExecArray): string {
  if (!replacement.includes('$')) return replacement;
  // Without named groups, JavaScript reads `$<` as two characters.
  const places = match.groups ? /\$(?:([$&])|(\d{1,2})|<([^>]*)>)/g : /\$(?:([$&])|(\d{1,2}))/g;
  return replacement.replace(places, (whole: string, sign?: string, number?: string, name?: string | number) => {
    if (sign !== undefined) return sign === '$' ? '$' : match[0];
    if (number !== undefined) return expandGroup(number, match) ?? whole;
    return match.groups?.[String(name)] ?? '';
  });
}

/** Two digits are one number if there is such a group, and a number with a digit behind it if not. */
function expandGroup(digits: string, match: RegExpExecArray): string | undefined {
  const group = Number(digits);
  if (group >= 1 && group < match.length) return match[group] ?? '';
  const first = Number(digits[0]);
  return digits.length === 2 && first >= 1 && first < match.length ? (match[first] ?? '') + digits.slice(1) : undefined;
}

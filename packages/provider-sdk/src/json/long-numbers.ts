/** Nothing shorter can be too long for a JavaScript number. */
const LONG = /\d{16}/;

/** A string, which is left alone, or a number. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/** A character for private use: no provider sends it, and JSON writes it as it is. */
const MARK = '\uE000';

const MARKED = /^\uE000(-?\d+)\uE000$/;
const MARKED_IN_TEXT = /\\*"\uE000(-?\d+)\uE000\\*"/g;

/**
 * A JSON text whose integers beyond the safe ones are strings with a mark, so that `JSON.parse` does not round them: a
 * tool that is told another id than the model wrote works on another record. `withLongNumbers` puts them back, however
 * deep in strings they have come to stand.
 */
export const withMarkedNumbers = (text: string): string => (LONG.test(text) ? text.replace(TOKEN, marked) : text);

const marked = (token: string): string =>
  /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${MARK}${token}${MARK}"` : token;

/** A JSON text with the numbers that were marked in it as they were. */
export const withLongNumbers = (text: string): string => (text.includes(MARK) ? text.replace(MARKED_IN_TEXT, '$1') : text);

/** A number that may have been marked, as near as JavaScript can have it; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  const found = typeof value === 'string' ? MARKED.exec(value) : null;
  return found ? Number(found[1]) : undefined;
}

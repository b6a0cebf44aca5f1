/** Longer texts are not looked for: an index takes no more. */
export const SEARCHED_CHARACTERS = 256;

/** A text as both engines take it: PostgreSQL knows no character of the number nought. */
export const plainText = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text);

/** The same as it stands in an index, and is looked for there. */
export const searchedText = (text: string): string =>
  plainText(text.length > SEARCHED_CHARACTERS ? text.slice(0, SEARCHED_CHARACTERS) : text);

/** The path without the ids in it, of which there is one for each thing: `/v1/files/*`. */
export function shortPath(path: string): string {
  const parts = path.slice(0, 512).split('/');
  return parts.map((part) => (isId(part) ? '*' : part)).join('/');
}

/** Names of routes are words; what has figures and some length, or is very long, was made by a machine. `v1` and `gpt-4` are words. */
const isId = (part: string) =>
  part.length > 40 || (part.length > 8 && /\d/.test(part) && !/^[a-z]+(?:[-_.][a-z]+)*[-_.]?\d{1,3}$/i.test(part)) || /^\d+$/.test(part);

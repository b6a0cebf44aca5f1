const WHITE = /\s/;

export const isWhite = (character: string): boolean => WHITE.test(character);

/** The text with each stretch of white space as one space, and none around it: upstreams that repeat words join them as they like. */
export const evenlySpaced = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The white space that a text ends in. */
export const lastSpace = (text: string): string => text.slice(text.trimEnd().length);

/** The white space that a text begins with. */
export const firstSpace = (text: string): string => text.slice(0, text.length - text.trimStart().length);

/**
 * The text without the white space at its beginning that was already sent. Undefined where the two differ and neither
 * begins with the other: then it is the space of another text, and both together would be of none.
 */
export function withoutSentSpace(text: string, sent: string): string | undefined {
  const space = firstSpace(text);
  if (sent.startsWith(space)) return text.slice(space.length);
  return space.startsWith(sent) ? text.slice(sent.length) : undefined;
}

/** What stands behind so many characters of a text, counted as `evenlySpaced` would have them. */
export function behind(text: string, evenLength: number): string {
  let at = text.length - text.trimStart().length;
  let space = false;
  for (let counted = 0; counted < evenLength; at++) {
    const white = isWhite(text[at]!);
    if (!white || !space) counted++;
    space = white;
  }
  return text.slice(at);
}

const WHITE = /\s/;

export const isWhite = (character: string): boolean => WHITE.test(character);

/** The text with each stretch of white space as one space, and none around it: upstreams that repeat words join them as they like. */
export const evenlySpaced = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The white space that a text ends in. */
export const lastSpace = (text: string): string => text.slice(text.trimEnd().length);

/** The text without the beginning that it shares with white space already sent. */
export function withoutDoubledSpace(text: string, sent: string): string {
  let shared = 0;
  while (shared < sent.length && text[shared] === sent[shared]) shared++;
  return text.slice(shared);
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

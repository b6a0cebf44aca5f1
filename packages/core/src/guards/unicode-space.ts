/** What JavaScript's `\s` has and RE2's has not. */
const MORE_SPACE = '\\x{b}\\p{Z}\\x{feff}';

/**
 * A pattern whose `\s` and `\S` mean JavaScript's spaces, not only ASCII's: otherwise a no-break space would carry a
 * text past a rule. `\S` inside a class stays as it is, as a class cannot hold the opposite of several ranges.
 */
export function withUnicodeSpace(pattern: string): string {
  let inClass = false;
  return pattern.replace(/\\[^]|[[\]]/g, (token) => {
    if (token === '\\s') return inClass ? `\\s${MORE_SPACE}` : `[\\s${MORE_SPACE}]`;
    if (token === '\\S' && !inClass) return `[^\\s${MORE_SPACE}]`;
    if (token === '[') inClass = true;
    else if (token === ']') inClass = false;
    return token;
  });
}

/** What was said, as JSON where it is some; what is cut is none any more. */
export function readable(text: string | undefined, isCut: boolean): unknown {
  if (text === undefined) return null;
  if (isCut) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

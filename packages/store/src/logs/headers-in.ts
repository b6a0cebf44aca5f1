/** Headers by their names, from the text that a record has of them. Of a name that stands there twice, the last. */
export function headersIn(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n');
  return Object.fromEntries(lines.flatMap((value, at) => (at % 2 === 1 ? [[lines[at - 1]!, value]] : [])));
}

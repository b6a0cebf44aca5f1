/** The rows of a table whose head begins so, cell by cell. */
export function tableOf(page: string, ...head: readonly string[]): string[][] {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => head.every((cell, index) => cells(line)[index] === cell));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map(cells);
}

const cells = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

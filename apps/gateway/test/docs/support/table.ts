/** A table in Markdown, a line each; the formatter aligns it. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `| ${head.map(() => '---').join(' | ')} |`,
  ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
];

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

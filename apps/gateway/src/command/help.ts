import type { Command } from './command.ts';

/** Characters to a line. */
const WIDTH = 108;
const COLUMN = 28;

/** What is said of all commands. */
export const helpText = (commands: Readonly<Record<string, Command>>): string =>
  [
    'Sluice, the AI gateway that a team runs itself.',
    '',
    'Usage: sluice [command]',
    '',
    ...Object.values(commands).flatMap(({ usage, summary }) => entry(usage, summary)),
    ...entry(['--help'], 'this text; behind a command, what it takes'),
    ...entry(['--version'], 'the version'),
    '',
    'Settings come from the environment and from sluice.config.yaml; docs/configuration.md lists them.',
  ].join('\n');

/** What is said of one. */
export const commandHelp = ({ usage, summary, told = {} }: Command): string =>
  [
    ...usage.map((form, index) => `${index === 0 ? 'Usage:' : '      '} sluice ${form}`),
    '',
    ...wrapped(summary, WIDTH),
    ...(Object.keys(told).length > 0 ? ['', ...Object.entries(told).flatMap(([option, meaning]) => entry([option], meaning))] : []),
  ].join('\n');

/** Names in the left column, what they mean in the right one. */
function entry(names: readonly string[], meaning: string): readonly string[] {
  const right = wrapped(meaning, WIDTH - COLUMN);
  const rows = Math.max(names.length, right.length);
  const wide = names.some((name) => name.length > COLUMN - 4);
  if (wide) return [...names.map((name) => `  ${name}`), ...right.map((line) => ' '.repeat(COLUMN) + line)];
  return Array.from({ length: rows }, (_, row) => `  ${(names[row] ?? '').padEnd(COLUMN - 2)}${right[row] ?? ''}`.trimEnd());
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

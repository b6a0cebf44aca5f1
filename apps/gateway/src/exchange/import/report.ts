import type { Kind } from './snapshot.ts';

/** What became of one thing. */
export interface Outcome {
  readonly kind: Kind;
  readonly name: string;
  /** `kept`: it was here already. */
  readonly outcome: 'made' | 'kept' | 'left';
  /** What of it, or why it, could not be taken. */
  readonly notes: readonly string[];
}

/** What an import came to. */
export interface Report {
  readonly outcomes: readonly Outcome[];
  /** Lists that could not be read. */
  readonly unread: readonly string[];
  /** What is left to do, each a command or a request. */
  readonly toDo: readonly string[];
  /** New keys, told this once. */
  readonly keys: readonly { readonly name: string; readonly key: string }[];
}

const WORDS = { made: 'made', kept: 'here already', left: 'not taken' } as const;

/** A report for people. */
export function reportText({ outcomes, unread, toDo, keys }: Report, dryRun: boolean): string {
  const count = (outcome: Outcome['outcome']) => outcomes.filter((each) => each.outcome === outcome).length;
  const lines = [
    ...outcomes.flatMap(({ kind, name, outcome, notes }) => [
      `${(dryRun && outcome === 'made' ? 'would make' : WORDS[outcome]).padEnd(13)} ${kind} ${name}`,
      ...notes.map((note) => `              ${note}`),
    ]),
    ...section('Not read:', unread),
    ...section(
      'New keys, shown this once:',
      keys.map(({ name, key }) => `${name}: ${key}`),
    ),
    ...section('Left to do, because secrets are told by nobody:', toDo),
    '',
    `${count('made')} ${dryRun ? 'to be made' : 'made'}, ${count('kept')} here already, ${count('left')} not taken`,
  ];
  return `${lines.join('\n')}\n`;
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = fileURLToPath(new URL('../../../../../', import.meta.url));

/** What the comment in front of a block says is to be done with it. */
export type Mark =
  /** Runs, exits with 0, and prints each of the fragments. */
  | { readonly kind: 'run'; readonly expected: readonly string[] }
  | { readonly kind: 'not run'; readonly reason: string }
  /** Stands in a file of this name when the page's examples run. */
  | { readonly kind: 'file'; readonly name: string }
  /** The config of the gateway that the page's examples call. */
  | { readonly kind: 'serve' }
  | { readonly kind: 'none' };

export interface Block {
  readonly language: string;
  readonly text: string;
  /** Of its first line in the page. */
  readonly line: number;
  readonly mark: Mark;
}

export interface Page {
  /** Below the repository's root. */
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

const BLOCK = /(?:^<!-- (?<mark>.+) -->\n\n?)?^```(?<language>\w*)\n(?<text>[^]*?)^```$/gm;

const readMark = (text: string | undefined): Mark => {
  if (text === undefined) return { kind: 'none' };
  if (text === 'serve') return { kind: 'serve' };
  const [, word, rest] = /^(run|not run|file)(?:: (.+))?$/.exec(text) ?? [];
  if (word === 'file' && rest !== undefined) return { kind: 'file', name: rest };
  if (word === 'not run' && rest !== undefined) return { kind: 'not run', reason: rest };
  if (word !== 'run') throw new Error(`no example can be marked "${text}"`);
  const expected = rest?.startsWith('expect ') ? (rest.match(/"(?:[^"\\]|\\.)*"/g) ?? []) : [];
  if (rest !== undefined && expected.length === 0) throw new Error(`"${text}" expects nothing`);
  return { kind: 'run', expected: expected.map((each) => JSON.parse(each) as string) };
};

export function readPage(name: string): Page {
  const text = readFileSync(join(repositoryRoot, name), 'utf8');
  const blocks = [...text.matchAll(BLOCK)].map(({ groups, index }) => ({
    language: groups!['language']!,
    text: groups!['text']!,
    line: text.slice(0, index).split('\n').length,
    mark: readMark(groups!['mark']),
  }));
  return { name, text, blocks };
}

/** Has tests of its own, which run it with the clients that it is written for. */
const TESTED_ELSEWHERE = 'docs/providers/groq.md';

/** The README and the pages below `docs/`. */
export const pages: readonly Page[] = [
  'README.md',
  ...readdirSync(join(repositoryRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .toSorted()
    .map((file) => join('docs', file)),
]
  .filter((name) => name !== TESTED_ELSEWHERE)
  .map(readPage);

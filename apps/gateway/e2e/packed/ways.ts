import { basename } from 'node:path';
import { readPage, type Page } from '../../test/docs/support/pages.ts';

/** A way to a gateway that a page of the documentation tells of. */
export interface Way {
  readonly name: string;
  /** What is typed first, line by line, in a shell. */
  readonly install: readonly string[];
  /** What is typed then, and serves. */
  readonly serve: string;
}

/** The blocks of a page that say that these tests run them. */
export const waysOf = (name: string): readonly Way[] => waysIn(readPage(name));

const waysIn = ({ name, blocks }: Page): readonly Way[] =>
  blocks
    .filter(({ mark }) => mark.kind === 'not run' && mark.reason.includes('e2e/packed runs it'))
    .map(({ text, line }) => {
      const lines = text.trim().split('\n');
      return { name: `${name}:${line}`, install: lines.slice(0, -1), serve: lines.at(-1)! };
    });

/** A line of a page with tarballs, which lie beside, in place of the names of packages that no registry has. */
export function fromTarballs(line: string, tarballs: Readonly<Record<string, string>>): string {
  if (!/^(?:npm install|npx @)/.test(line)) return line;
  return line
    .split(' ')
    .map((word) => (word in tarballs ? `./${basename(tarballs[word]!)}` : word))
    .join(' ');
}

/** The line that a page serves with, for another of the gateway's commands. */
export const otherCommand = (serve: string, command: string): string => `${serve.replace(/ start$/, '')} ${command}`;

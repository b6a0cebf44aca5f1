import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PAGE_ADDRESS, type Client } from './clients.ts';
import { python } from './needs.ts';
import { files } from './page.ts';
import { repositoryRoot } from './repository-root.ts';
import { runProgram, type Ran } from './run-program.ts';

/** What the reader of the page puts in for its placeholders. */
export interface ReaderValues {
  readonly address: string;
  readonly sluiceKey: string;
  readonly providerKey: string;
  readonly virtualKey: string;
}

export interface SnippetFolder {
  readonly path: string;
  /** Runs a block of the page with the client it is written for, address and keys put in, and nothing else about it changed. */
  readonly run: (code: string, language: Client['language'], values: ReaderValues, env?: Readonly<Record<string, string>>) => Promise<Ran>;
  readonly remove: () => void;
}

/** A directory as a reader of the page would set it up, the forwarder written as the page says. */
export function makeSnippetFolder(): SnippetFolder {
  const path = mkdtempSync(join(tmpdir(), 'sluice-snippets-'));
  const modules = join(path, 'node_modules');
  for (const [name, text] of files) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    writeFileSync(join(modules, name), text);
  }
  // As the page's `npm install` lays them, but from what is installed here already.
  symlinkSync(join(repositoryRoot, 'node_modules/portkey-ai'), join(modules, 'portkey-sdk'));
  symlinkSync(join(repositoryRoot, 'node_modules/openai'), join(modules, 'openai'));

  const run: SnippetFolder['run'] = async (code, language, values, env = {}) => {
    const { file, program, args } = PROGRAMS[language];
    const pointed = code.replaceAll(PAGE_ADDRESS, values.address);
    // The shell puts in variables by itself; in the other languages they are text that a reader replaces.
    const shell = { PORTKEY_API_KEY: values.sluiceKey, PROVIDER_API_KEY: values.providerKey, VIRTUAL_KEY: values.virtualKey };
    writeFileSync(join(path, file), language === 'bash' ? pointed : withValues(pointed, shell));
    return await runProgram(program, [...args, file], { cwd: path, env: language === 'bash' ? { ...shell, ...env } : env });
  };
  return { path, run, remove: () => rmSync(path, { recursive: true, force: true }) };
}

const PROGRAMS: Readonly<
  Record<Client['language'], { readonly file: string; readonly program: string; readonly args: readonly string[] }>
> = {
  python: { file: 'snippet.py', program: python, args: [] },
  node: { file: 'snippet.mjs', program: process.execPath, args: [] },
  bash: { file: 'snippet.sh', program: 'bash', args: ['-e'] },
};

const withValues = (code: string, values: Readonly<Record<string, string>>) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`$${name}`, value), code);

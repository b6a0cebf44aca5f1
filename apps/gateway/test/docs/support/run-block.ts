import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { python } from '../../../e2e/guide/needs.ts';
import type { Block } from './pages.ts';

export interface Surroundings {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What stands in a page → what stands there in the test. */
  readonly ports: Readonly<Record<string, number>>;
}

export interface Ran {
  readonly status: number | null;
  /** What it printed, on either stream. */
  readonly output: string;
}

const PATIENCE_MS = 20_000;

/** What runs a language that is no shell's, and how its files end. */
const PROGRAMS: Readonly<Record<string, readonly [ending: string, program: string]>> = {
  js: ['mjs', process.execPath],
  python: ['py', python],
};

/** Runs a block as somebody would who typed it off the page. */
export function runBlock({ language, text, line }: Block, { folder, environment, ports }: Surroundings): Promise<Ran> {
  const here = Object.entries(ports).reduce((code, [port, free]) => code.replaceAll(port, String(free)), text);
  const [ending, program] = PROGRAMS[language] ?? [];
  if (program === undefined) return run('bash', ['-e', '-c', here], { folder, environment });
  const file = join(folder, `example-${line}.${ending}`);
  writeFileSync(file, here);
  return run(program, [file], { folder, environment: { ...environment, PYTHONDONTWRITEBYTECODE: '1' } });
}

/** Runs a program in a process group of its own, so that nothing it started outlives it. */
export function run(
  program: string,
  args: readonly string[],
  { folder, environment }: Omit<Surroundings, 'ports'>,
  patienceMs = PATIENCE_MS,
): Promise<Ran> {
  const { PATH, HOME } = process.env;
  const child = spawn(program, args, {
    cwd: folder,
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const timer = setTimeout(() => {
    output += `\nstopped after ${patienceMs} ms`;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, patienceMs);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status, output });
    });
  });
}

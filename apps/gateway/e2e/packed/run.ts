import { spawn } from 'node:child_process';

/** Where a program runs and what it is given. */
export interface Setting {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly patienceMs?: number;
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  /** What it printed, on either stream. */
  readonly output: string;
}

/** Runs a program to its end, in a process group of its own, so that nothing it started outlives it. */
export function run(program: string, args: readonly string[], setting: Setting): Promise<Ran> {
  const { folder, environment, input = '', patienceMs = 60_000 } = setting;
  const child = spawn(program, args, { cwd: folder, env: environment, detached: true });
  let [stdout, output] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stdin.on('error', () => {}); // A program that does not read is free to be gone before it could.
  child.stdin.end(input);
  const timer = setTimeout(() => {
    output += `\nstopped after ${patienceMs} ms`;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, patienceMs);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status, stdout, output });
    });
  });
}

/** Runs a program that has to succeed. */
export async function must(program: string, args: readonly string[], setting: Setting): Promise<Ran> {
  const ran = await run(program, args, setting);
  if (ran.status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${ran.status}:\n${ran.output}`);
  return ran;
}

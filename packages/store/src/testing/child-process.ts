import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('child.js', import.meta.url));
const LOG_CHILD = fileURLToPath(new URL('log-child.js', import.meta.url));
const SOURCES = fileURLToPath(new URL('..', import.meta.url));
const BUILT = fileURLToPath(new URL('../../dist/', import.meta.url));

/**
 * `once` writes a pair of rows, `count` twenty of them, `forever` until it is killed, `hold` keeps a change open; `log-count`
 * keeps 5,000 records in a log, and `log-forever` fifty at a time until it is killed.
 */
export type Work = 'once' | 'count' | 'forever' | 'hold' | 'log-count' | 'log-forever';

/** A process that works on a store. */
export interface Child {
  /** The lines that it has printed: what was acknowledged. */
  readonly lines: readonly string[];
  /** When there are so many lines. */
  printed(count: number): Promise<void>;
  /** With what it ended, and what it complained of. */
  readonly ended: Promise<{ readonly status: number | null; readonly complaint: string }>;
  kill(): void;
  /** Says that it may end. */
  release(): void;
}

/** Starts one. */
export function startChild(work: Work, url: string): Child {
  refuseStale();
  const child = spawn(process.execPath, [work.startsWith('log-') ? LOG_CHILD : CHILD, work, url], { stdio: 'pipe' });
  const lines: string[] = [];
  const awaited: { readonly count: number; readonly resolve: () => void }[] = [];
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    awaited.filter(({ count }) => lines.length >= count).forEach(({ resolve }) => resolve());
  });
  const ended = new Promise<{ status: number | null; complaint: string }>((resolve) =>
    child.once('close', (status) => resolve({ status, complaint })),
  );
  return {
    lines,
    ended,
    printed: async (count) => {
      const enough = new Promise<void>((resolve) => (lines.length >= count ? resolve() : awaited.push({ count, resolve })));
      const early = ended.then(() => {
        if (lines.length < count) throw new Error(`the process ended: ${complaint}`);
      });
      await Promise.race([enough, early]);
    },
    kill: () => child.kill('SIGKILL'),
    release: () => child.stdin.end(),
  };
}

/** What was compiled before the last change would be tested in place of it. */
function refuseStale(): void {
  const built = `${BUILT}index.js`;
  const newest = Math.max(...readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).map(changedAt));
  if (!existsSync(built) || statSync(`${BUILT}tables.js`).mtimeMs + 1_000 < newest)
    throw new Error('packages/store is not built, or not since its last change: npx tsc -p packages/store');
}

const changedAt = (file: string) =>
  /(?<!\.test)\.(?:ts|js)$/.test(file) && !file.startsWith('testing') ? statSync(SOURCES + file).mtimeMs : 0;

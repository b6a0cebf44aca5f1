import { describe } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(fileURLToPath(new URL('../../../..', import.meta.url)));
const FOLDER = join(resolve(ROOT, process.env['SLUICE_RECORDED'] ?? '../shared/recorded'), 'dev');

/** One exchange with a live provider, as somebody recorded it. */
export interface Recording {
  readonly id: string;
  readonly endpoint: string;
  readonly request: { readonly url: string; readonly body: string } | null;
  readonly response: { readonly status: number | null; readonly headers: Readonly<Record<string, string>> | null; readonly body: string };
}

/** All that is recorded of a provider; nothing where the folder is absent. */
export function recordingsOf(provider: string): readonly Recording[] {
  const file = join(FOLDER, `${provider}.jsonl`);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Recording);
}

/** For a group of tests that needs the recordings: it is skipped where they are absent, and says so. */
export function describeWith(recordings: readonly Recording[]): (name: string, tests: () => void) => void {
  if (recordings.length === 0) process.stdout.write('skipped: recorded provider traffic is not here: set SLUICE_RECORDED to its folder\n');
  return recordings.length > 0 ? describe : describe.skip;
}

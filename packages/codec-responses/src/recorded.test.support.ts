import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface Recording {
  readonly id: string;
  readonly endpoint: string;
  readonly features: readonly string[];
  readonly request: { readonly body: string | null; readonly body_encoding: string } | null;
  readonly response: { readonly status: number; readonly body: string; readonly body_format: string; readonly body_encoding: string };
}

const ROOT = resolve(import.meta.dirname, '../../..');
const folder = join(resolve(ROOT, process.env['SLUICE_RECORDED'] ?? '../shared/recorded'), 'dev');

/** Real traffic of one kind, read in place; none where it is absent. */
export function recordings(wanted: (recording: Recording) => boolean): readonly Recording[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean))
    .map((line) => JSON.parse(line) as Recording)
    .filter(wanted);
}

/** For the names of tests that may be skipped. */
export const NEEDS = '(needs recorded provider traffic: SLUICE_RECORDED names its folder)';

/** JSON as `JSON.parse` gives it: an oracle reads what it expects to find, and fails where it is not there. */
export type Loose = Record<string, ReturnType<typeof JSON.parse>>;

/** The JSON of an SSE body's events; what is no JSON is left out. */
export function dataOf(body: string): readonly Loose[] {
  return body.split(/\r?\n/).flatMap((line) => {
    if (!line.startsWith('data:')) return [];
    try {
      const data: unknown = JSON.parse(line.slice(5));
      return typeof data === 'object' && data !== null ? [data as Loose] : [];
    } catch {
      return [];
    }
  });
}

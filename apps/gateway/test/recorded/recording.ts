import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Recording as Read } from '../support/recorded.ts';

/** A recording with all that these tests read of it. */
export interface Recording extends Read {
  readonly provider: string;
  readonly model: string | null;
  readonly response: Read['response'];
}

const ROOT = resolve(import.meta.dirname, '../../../..');
const FOLDER = join(resolve(ROOT, process.env['SLUICE_RECORDED'] ?? '../shared/recorded'), 'dev');

/** All that is recorded, of every provider; nothing where the folder is absent. */
export function allRecordings(): readonly Recording[] {
  if (!existsSync(FOLDER)) return [];
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));
  return files.toSorted().flatMap((name) =>
    readFileSync(join(FOLDER, name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => withStatus(JSON.parse(line) as Recording)),
  );
}

/** Of some answers only the body is known: they are taken for good ones. */
const withStatus = (recording: Recording): Recording => {
  const { status, headers } = recording.response as { readonly status: number | null; readonly headers: Record<string, string> | null };
  return { ...recording, response: { ...recording.response, status: status ?? 200, headers: headers ?? {} } };
};

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One interaction as it was recorded (see `recorded/README.md`). */
export interface Recorded {
  readonly id: string;
  readonly endpoint: string;
  readonly request: { readonly url: string; readonly body: string } | null;
  readonly response: { readonly status: number; readonly headers: Record<string, string>; readonly body: string };
}

const folder = process.env['SLUICE_RECORDED'] ?? join(import.meta.dirname, '../../../../shared/recorded');

/** The recordings of one provider; undefined on a clone that has none. */
export function recordings(name: string): readonly Recorded[] | undefined {
  const file = join(folder, 'dev', `${name}.jsonl`);
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Recorded);
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One interaction as it was recorded (see `recorded/README.md`). */
export interface Recorded {
  readonly id: string;
  readonly endpoint: string;
  readonly request: { readonly url: string; readonly body: string } | null;
  readonly response: { readonly status: number; readonly body: string; readonly body_format: string };
}

const folder = process.env['SLUICE_RECORDED'] ?? join(import.meta.dirname, '../../../../shared/recorded');

/** The recordings of one provider; undefined on a clone that has none. */
export function recordings(name: string): readonly Recorded[] | undefined {
  const file = join(folder, 'dev', `${name}.jsonl`);
  if (!existsSync(file)) return undefined;
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Recorded);
}

/** The payloads of a stream, whatever it is framed in. */
export function payloads({ body, body_format: format }: Recorded['response']): readonly unknown[] {
  if (format === 'json-array-stream') return JSON.parse(body) as unknown[];
  const events = body.split(/\r?\n\r?\n/).filter((event) => event.trim() !== '');
  return events.map((event) => JSON.parse(event.replace(/^data: ?/, '')) as unknown);
}

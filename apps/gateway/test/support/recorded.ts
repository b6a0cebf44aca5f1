import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One exchange with a live provider, recorded by others. Only what these tests read. */
export interface Recording {
  readonly id: string;
  readonly endpoint: string;
  readonly fidelity: { readonly request: string; readonly response: string };
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
    readonly body_encoding: 'utf8' | 'base64' | null;
  } | null;
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly body_encoding: 'utf8' | 'base64';
    readonly body_format: string;
  };
}

const ROOT = resolve(fileURLToPath(new URL('../../../..', import.meta.url)));
const FOLDER = resolve(ROOT, process.env['SLUICE_RECORDED'] ?? '../shared/recorded');

/** Recordings are other people's and are not in this repository; where they are absent the tests that need them are skipped. */
export function recordings(provider: string): readonly Recording[] | undefined {
  const file = join(FOLDER, 'dev', `${provider}.jsonl`);
  if (!existsSync(file)) return undefined;
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Recording);
}

export const bytesOf = (body: string | null, encoding: string | null) => Buffer.from(body ?? '', encoding === 'base64' ? 'base64' : 'utf8');

export const HOW_TO_GET = 'recorded provider traffic is not here: set SLUICE_RECORDED to its folder';

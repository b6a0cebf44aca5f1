import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

export interface Recording {
  readonly id: string;
  readonly endpoint: string;
  readonly request: { readonly url: string; readonly body: string } | null;
  readonly response: {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly body: string;
    readonly body_format: string;
  };
}

const folder = process.env['SLUICE_RECORDED'] ?? new URL('../../../../shared/recorded', import.meta.url).pathname;

const read = (file: string): readonly Recording[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Recording)
    : [];

/** One test for each recording that is wanted. */
export function forEachRecording(what: string, wanted: (recording: Recording) => boolean, test: (recording: Recording) => void): void {
  const rows = read(`${folder}/dev/mistral.jsonl`)
    .filter(wanted)
    .map((recording) => [recording.id, recording] as const);
  // oxlint-disable-next-line jest/no-disabled-tests, jest/expect-expect, jest/require-top-level-describe -- the recordings are not everywhere: where they are absent that is said, not failed
  if (rows.length === 0) it.skip(`${what} (no recordings here)`, () => undefined);
  else
    it.each(rows)(`${what} %s`, (_id, recording) => {
      expect.hasAssertions();
      test(recording);
    });
}

export const good =
  (endpoint: string, format?: string) =>
  ({ endpoint: actual, response }: Recording): boolean =>
    actual === endpoint && response.status < 300 && (format === undefined || response.body_format === format);

/** JSON as whoever asks expects it: the oracles read recordings with their own eyes. */
export const parse = <T>(text: string | undefined): T => JSON.parse(text ?? 'null') as T;

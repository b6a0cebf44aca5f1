import { describe } from '@jest/globals';
import { JsonDocument, operationFor, type Difference, type Json, type ProviderAdapter } from '@sluice/provider-sdk';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(fileURLToPath(new URL('../../..', import.meta.url)));
const FOLDER = join(resolve(ROOT, process.env['SLUICE_RECORDED'] ?? '../shared/recorded'), 'dev');

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

/** An adapter whose fields are not looked at. */
export const plain = (provider: unknown): ProviderAdapter => provider as ProviderAdapter;

/** The bytes that a provider is sent for a caller's. */
export function sentFor(provider: unknown, body: string, settings: Readonly<Record<string, string>> = {}): string {
  const document = JsonDocument.parse(Buffer.from(body));
  const model = document.root.text('model');
  const operation = operationFor(plain(provider).operations, 'chat', model);
  if (operation?.codec === undefined) operation?.prepare?.(document.root, { model, settings } as never);
  return document.toBytes().toString();
}

export const sent = (provider: unknown, body: object, settings?: Readonly<Record<string, string>>): Json =>
  JSON.parse(sentFor(provider, JSON.stringify(body), settings)) as Json;

/** What stands at a path without numbers, `messages[].content[].text`: all of it. */
function valuesAt(value: unknown, path: string): readonly unknown[] {
  let found: readonly unknown[] = [value];
  for (const step of path.split('.')) {
    const name = step.replaceAll('[]', '');
    found = found.flatMap((each) => (typeof each === 'object' && each !== null && name in each ? [(each as Json)[name]] : []));
    for (let depth = step.split('[]').length - 1; depth > 0; depth--) found = found.flatMap((each) => (Array.isArray(each) ? each : []));
  }
  return found;
}

/** What becomes of a declared difference's example, in the declaration's own words; `undefined` where the example shows nothing. */
export function fateOf(
  provider: unknown,
  { member, example }: Difference,
  settings?: Readonly<Record<string, string>>,
): string | undefined {
  const call = { model: 'm', messages: [{ role: 'user', content: 'hi' }], ...example };
  const before = valuesAt(call, member);
  if (before.length === 0) return undefined;
  try {
    const after = valuesAt(sent(provider, call, settings), member);
    if (after.length === 0) return 'dropped';
    return JSON.stringify(after) === JSON.stringify(before) ? undefined : 'changed';
  } catch (error) {
    const param = (error as { fault?: { param?: string } }).fault?.param;
    return param !== undefined && member.startsWith(param.replaceAll(/\[\d+\]/g, '[]')) ? 'refused' : `refused at ${String(param)}`;
  }
}

/** Values that stand where something else is meant. */
export const ODD: readonly unknown[] = [
  null,
  1,
  'x',
  true,
  [],
  [null, 1, []],
  [{ role: 1, content: [1, null, {}] }],
  { a: 1 },
  { type: 1 },
];

/** Asks for everything with a value of the wrong sort. */
export const oddCall = (odd: unknown, model = 'm'): Json => ({
  model,
  messages: odd,
  tools: odd,
  n: odd,
  stop: odd,
  thinking: odd,
  reasoning: odd,
  reasoning_effort: odd,
  response_format: odd,
  logprobs: odd,
  top_logprobs: odd,
  max_completion_tokens: odd,
});

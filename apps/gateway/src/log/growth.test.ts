import { describe, expect, it } from '@jest/globals';
import { bodyText } from './body-text.ts';
import { cleanerFor } from './cleaner.ts';
import { secretsInConfig } from './config-secrets.ts';
import { keptHeaders } from './kept-headers.ts';
import { redact, saysSecret } from './redact.ts';
import { toolSecrets } from './tool-secrets.ts';

const SIZES = [16_384, 65_536, 262_144, 1_048_576];

/** What takes less says nothing: the machine may have been busy. */
const LEAST_MS = 100;

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Whether four times as much never takes more than eight times as long. Stops at the first that does. */
function growsInStep(textOf: (size: number) => string, work: (text: string) => unknown): string {
  let before = LEAST_MS;
  for (const size of SIZES) {
    const text = textOf(size);
    const once = timeOf(() => work(text));
    const ms =
      once > 8 * before
        ? Math.min(
            once,
            timeOf(() => work(text)),
          )
        : once;
    if (size !== SIZES[0] && ms > 8 * before) return `${size} characters took ${ms} ms, a quarter of them ${before} ms`;
    before = Math.max(LEAST_MS, ms);
  }
  return 'in step';
}

const PARTS = [
  '-sk-',
  '-sk',
  '.sk_a',
  'AKIA',
  '-AKIA',
  'eyJ.eyJ.',
  'xoxb-',
  'Bearer ',
  'Bearer Basic\t',
  'Bearer abc',
  '----',
  '-----BEGIN ',
  '-----BEGIN PRIVATE KEY',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN PRIVATE KEY----------END ',
  'PRIVATE KEY',
  '"key',
  '"key"',
  '"key":',
  '"key": "',
  '"key":"\\',
  'key',
  '"',
  '\\"',
  '\\',
  '\\u0022',
  ' ',
  'A',
  '0',
  '"authorization":"\\',
  '"authorization" ',
  '"headers":{',
  '"headers":{"a":"\\"',
  '"url":"',
  '"url":"?',
  '{',
];

const WAYS: readonly (readonly [how: string, work: (text: string) => unknown])[] = [
  ['taking secrets out', (text) => redact(text, ['a-known-secret'])],
  ['looking for secrets', (text) => saysSecret(text, ['a-known-secret'])],
  [
    'making a body a text',
    (text) => {
      const bytes = Buffer.from(text);
      bodyText(
        { contentType: undefined, length: bytes.length, chunks: [bytes], kept: bytes.length },
        { limit: bytes.length, secrets: ['a-known-secret'], dialect: undefined },
      );
    },
  ],
  [
    'keeping headers',
    (text) =>
      keptHeaders(
        { requestHeaders: { 'x-foo': `{"${text}`, 'sensitive-headers': text, [text]: 'v' }, responseHeaders: ['x-bar', text] },
        cleanerFor([]),
      ),
  ],
  ['looking for credentials of tools', (text) => toolSecrets(Buffer.from(`"mcp${text}`))],
  ['looking for credentials in a config', (text) => secretsInConfig(JSON.stringify({ [text]: text, url: `https://a/?${text}` }))],
];

describe('the work on what callers and providers say', () => {
  it.each(WAYS)('grows no faster than that, in %s', (_how, work) => {
    const grown = PARTS.map((part) => [part, growsInStep((size) => part.repeat(Math.ceil(size / part.length)), work)]);

    expect(grown.filter(([, how]) => how !== 'in step')).toEqual([]);
  });
});

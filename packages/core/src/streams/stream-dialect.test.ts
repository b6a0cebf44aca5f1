import { describe, expect, it } from '@jest/globals';
import type { Dialect } from '@sluice/provider-sdk';
import { EventRelay } from './event-relay.ts';
import { eventJson, streamDialectOf } from './stream-dialect.ts';

const DIALECTS = [
  'openai-chat',
  'openai-completions',
  'openai-responses',
  'anthropic-messages',
  'openai-images',
] as const satisfies readonly Dialect[];

const LINES = [
  '5',
  '[]',
  'nul',
  'd',
  'data',
  'data:',
  'data: ',
  ':',
  'event',
  'event:',
  'event: error',
  'id',
  '"error"',
  '"response"',
  '"type"',
  '"ping"',
];
const DATA = [
  '5',
  '[]',
  'null',
  'nul',
  '""',
  'true',
  '{}',
  '{"error":5}',
  '[DONE',
  '{"usage":null}',
  '{"response":null}',
  '{"message":null}',
];
const ODD = [
  ...LINES.map((line) => Buffer.from(`${line}\n\n`)),
  ...DATA.map((data) => Buffer.from(`data: ${data}\n\n`)),
  ...DATA.map((data) => Buffer.from(`event: x\ndata:${data}\n\n`)),
  Buffer.from([0xff, 0xfe, 0x0a, 0x0a]),
  Buffer.from([0x64, 0x0a, 0x0a]),
];

function relayed(dialect: Dialect, bytes: Buffer): { readonly written: Buffer; readonly failed: readonly unknown[] } {
  const written: Buffer[] = [];
  const failed: unknown[] = [];
  let send: ((piece: Buffer) => void) | undefined;
  const relay = new EventRelay(
    {
      pipe: (sink) => (send = (piece) => sink.data(piece)),
      pause: () => {},
      resume: () => {},
      cancel: () => {},
    },
    {
      dialect: streamDialectOf(dialect),
      hideUsage: false,
      choices: 1,
      idleTimeoutMs: 0,
      faultOf: () => ({ kind: 'stream_broken', message: 'cut' }),
      errorAsFault: () => ({ kind: 'upstream_error', message: 'said so' }),
      failsOnFirstError: false,
      tellsBreak: 'caller',
      onFirst: () => {},
      onEnd: () => {},
    },
  );
  relay.pipe({ data: (chunk) => written.push(Buffer.from(chunk)), end: () => {}, fail: (error) => failed.push(error) });
  send!(bytes);
  return { written: Buffer.concat(written), failed };
}

describe.each(DIALECTS)('an event that %s does not know', (dialect) => {
  it.each(ODD.map((bytes) => [JSON.stringify(bytes.toString('latin1')), bytes] as const))('is passed on as it is: %s', (_text, bytes) => {
    const { written, failed } = relayed(dialect, bytes);

    expect(failed).toEqual([]);
    expect(written.subarray(0, bytes.length)).toEqual(bytes);
  });

  it('has no usage, and is no reason to throw', () => {
    const events = streamDialectOf(dialect);

    for (const bytes of ODD) {
      const event = eventJson(bytes, 0, bytes.length);
      expect([events.usage(event) ?? undefined, events.opening?.(event) ?? undefined]).toEqual([undefined, undefined]);
      expect(events.brings?.(bytes, 0, bytes.length) ?? false).toBe(false);
    }
  });
});

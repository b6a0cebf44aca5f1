import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Fault } from '@sluice/provider-sdk';
import type { ByteSink, ByteSource } from '../wire/bytes.ts';
import { EventRelay, type RelayOptions } from './event-relay.ts';
import { openAIChatStream } from './stream-dialect.ts';

const BROKEN: Fault = { kind: 'stream_broken', message: 'cut' };

/** Relays these pieces, and then the break or the end of their connection; gives what the caller gets. */
function relayed(pieces: readonly string[], { breaks = true, ...options }: Partial<RelayOptions> & { readonly breaks?: boolean } = {}) {
  let upstream: ByteSink | undefined;
  const source: ByteSource = { pipe: (sink) => (upstream = sink), pause: () => {}, resume: () => {}, cancel: () => {} };
  const relay = new EventRelay(source, {
    dialect: openAIChatStream,
    hideUsage: false,
    choices: 1,
    idleTimeoutMs: 0,
    faultOf: () => BROKEN,
    errorAsFault: () => BROKEN,
    failsOnFirstError: false,
    tellsBreak: 'caller',
    onFirst: () => {},
    onEnd: () => {},
    ...options,
  });
  const seen = { bytes: '', ends: 0, faults: [] as unknown[] };
  relay.pipe({
    data: (chunk) => (seen.bytes += chunk.toString()),
    end: () => seen.ends++,
    fail: (error) => seen.faults.push(isFaultError(error) ? error.fault : error),
  });
  for (const piece of pieces) upstream!.data(Buffer.from(piece));
  if (breaks) upstream!.fail(new Error('cut'));
  else upstream!.end();
  return seen;
}

const piece = (content: string, finish: string | null = null) =>
  `data: {"choices":[{"index":0,"delta":{"content":"${content}"},"finish_reason":${JSON.stringify(finish)}}]}`;

/** What a client sees that knows one way only to end an event. */
const eventsOf = (bytes: string, end: RegExp) => bytes.split(end).filter((event) => event.trim() !== '');

const ENDS = ['\n', '\r\n', '\r'];

describe('an answer that breaks', () => {
  it.each(ENDS)('tells so in an event of its own behind lines that end in %j, wherever it was cut', (end) => {
    const whole = piece('one') + end + end + piece('two') + end + end;
    const next = piece('three') + end;
    const error = openAIChatStream.broken(BROKEN);

    for (let at = (piece('one') + end + end).length; at <= whole.length + next.length; at++) {
      const written = (whole + next).slice(0, at);
      const pieces = [written, ...[1, 2, 3].map((size) => [written.slice(0, -size), written.slice(-size)])];

      for (const each of pieces) {
        const { bytes } = relayed([each].flat());

        expect(bytes.endsWith(`\n\n${error}`)).toBe(true);
        expect(written.startsWith(bytes.slice(0, -error.length).replace(/\n+$/, ''))).toBe(true);
        expect(eventsOf(bytes, /\n\n/).at(-1)).toBe(error.trimEnd());
        expect(eventsOf(bytes, /\r\n|\n|\r/).at(-1)).toBe(error.trimEnd());
      }
    }
  });

  it('adds nothing but the event where lines end in a line feed', () => {
    const { bytes } = relayed([`${piece('one')}\n\n`]);

    expect(bytes).toBe(`${piece('one')}\n\n${openAIChatStream.broken(BROKEN)}`);
  });

  it('passes the end of its last line on to a reader who may know a way on', () => {
    const seen = relayed([`${piece('one')}\r\n\r`, '\ndata: {"cho\r\n'], { tellsBreak: 'reader' });

    expect(seen).toEqual({ bytes: `${piece('one')}\r\n\r\n`, ends: 0, faults: [BROKEN] });
  });
});

describe('an answer that finished', () => {
  it.each(ENDS)('has its mark in an event of its own behind lines that end in %j', (end) => {
    const { bytes } = relayed([piece('one', 'stop') + end + end], { breaks: false });

    expect(bytes.slice(bytes.indexOf('data: [DONE]') - 2)).toBe('\n\ndata: [DONE]\n\n');
  });

  it('has it where its last blank line was forgotten, too', () => {
    const seen = ['', '\n', '\r', '\r\n'].map((end) => relayed([piece('a') + '\n\n', piece('b', 'stop') + end], { breaks: false }).bytes);

    for (const bytes of seen) expect(eventsOf(bytes.replaceAll('\r\n', '\n'), /\n\n/)).toHaveLength(3);
  });

  it('keeps the ends of its lines where token counts are hidden', () => {
    const usage = 'data: {"choices":[],"usage":{"prompt_tokens":1}}\r\n\r\n';
    const shown = `${piece('one', 'stop')}\r\n\r\n`;
    const done = 'data: [DONE]\r\n\r\n';

    const whole = relayed([shown + usage + done], { hideUsage: true, breaks: false });
    const split = relayed([shown.slice(0, -1), shown.slice(-1), usage, done.slice(0, -1), `\n`], { hideUsage: true, breaks: false });

    expect(whole.bytes).toBe(shown + done);
    expect(split.bytes).toBe(shown + done);
  });
});

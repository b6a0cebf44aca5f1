import { describe, expect, it } from '@jest/globals';
import type { ByteSink, Outcome } from '@sluice/core';
import { JsonDocument } from '@sluice/provider-sdk';
import { Readable } from 'node:stream';
import { Spoken } from './spoken.ts';

const json = (text: string) => ({ kind: 'json', document: JsonDocument.parse(Buffer.from(text)) }) as const;

const JSON_TYPE = { 'content-type': 'application/json' };

const whole = (text: string): Outcome => ({
  kind: 'whole',
  status: 200,
  headers: ['x-a', 'b', 'content-type', 'application/json'],
  body: Buffer.from(text),
  usage: undefined,
});

/** An answer that streams, with the sink that its bytes go to. */
function flow() {
  let sink: ByteSink | undefined;
  const outcome: Outcome = {
    kind: 'flow',
    status: 200,
    headers: ['content-type', 'text/event-stream'],
    body: { pipe: (to) => (sink = to), pause() {}, resume() {}, cancel() {} },
    ended: () => ({ fault: undefined, usage: undefined }),
  };
  return { outcome, push: (text: string) => sink!.data(Buffer.from(text)) };
}

const textOf = (chunks: readonly Uint8Array[]) => Buffer.concat(chunks).toString();

describe('what is said on both sides of a request', () => {
  it('is held as it is, without a copy', () => {
    const spoken = new Spoken(100);
    const [body, answer] = [json('{"a":1}'), whole('{"b":2}')];

    spoken.heard(body, JSON_TYPE);
    const sent = spoken.said(answer, undefined);

    expect(sent).toBe(answer);
    const { request, response } = spoken.bodies;
    expect(request).toEqual({ contentType: 'application/json', length: 7, chunks: [Buffer.from('{"a":1}')], kept: 7 });
    expect(request!.chunks[0]).toBe(body.document.bytes);
    expect(response).toMatchObject({ contentType: 'application/json', length: 7, kept: 7 });
  });

  it('is held up to its limit, and what is behind it is let go', () => {
    const spoken = new Spoken(4);

    spoken.heard(json('{"a":12345}'), JSON_TYPE);

    const { request } = spoken.bodies;
    expect(request).toMatchObject({ length: 11, kept: 4 });
    expect(textOf(request!.chunks)).toBe('{"a"');
    expect(request!.chunks[0]!.buffer.byteLength).not.toBe(11);
  });

  it.each([
    ['a form', { kind: 'bytes', bytes: Buffer.from('12345'), model: undefined } as const, {}, 5],
    ['an upload', { kind: 'stream', source: Readable.from(['x']) } as const, { 'content-length': '99' }, 99],
  ])('is described where it is %s', (_, body, more, length) => {
    const spoken = new Spoken(100);

    spoken.heard(body, { 'content-type': 'multipart/form-data', ...more });

    expect(spoken.bodies.request).toEqual({ contentType: 'multipart/form-data', length, chunks: [], kept: 0 });
  });

  it('has nothing of a request without a body, and nothing of an answer that never came', () => {
    const spoken = new Spoken(100);

    spoken.heard({ kind: 'none' }, {});

    expect(spoken.bodies).toEqual({ request: undefined, response: undefined });
  });

  it('has an error as it left', () => {
    const spoken = new Spoken(100);
    const failure: Outcome = { kind: 'failure', status: 400, fault: { kind: 'invalid_request', message: 'no' }, headers: [], body: {} };

    spoken.said(failure, Buffer.from('{"error":1}'));

    expect(textOf(spoken.bodies.response!.chunks)).toBe('{"error":1}');
  });

  it('has the pieces of a stream up to four times its limit, without a hole, and counts the rest', () => {
    const spoken = new Spoken(3);
    const { outcome, push } = flow();
    const passed: string[] = [];
    const sent = spoken.said(outcome, undefined);
    if (sent.kind === 'flow') sent.body.pipe({ data: (chunk) => passed.push(chunk.toString()), end() {}, fail() {} });

    for (const piece of ['12345', '6789', 'too long', '+']) push(piece);

    const { response } = spoken.bodies;
    expect(passed.join('')).toBe('123456789too long+');
    expect(response).toMatchObject({ contentType: 'text/event-stream', length: 18, kept: 9 });
    expect(textOf(response!.chunks)).toBe('123456789');
  });
});

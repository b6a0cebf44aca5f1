import { describe, expect, it } from '@jest/globals';
import { crc32 } from 'node:zlib';
import type { Framing } from '../codec.ts';
import { createClient } from './create-client.ts';
import { apiKey, codecOf, foreign } from './provider.test.support.ts';
import { all, events, fetching, inPieces, json, serving } from './server.test.support.ts';

const messages = [{ role: 'user', content: 'hi' }];

/** A frame as AWS sends it, with its two checksums. */
function awsFrame(payload: string): Buffer {
  const four = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const prelude = Buffer.concat([four(16 + Buffer.byteLength(payload)), four(0)]);
  const whole = Buffer.concat([prelude, four(crc32(prelude)), Buffer.from(payload)]);
  return Buffer.concat([whole, four(crc32(whole))]);
}

const WRITERS: Readonly<Record<Framing, readonly [type: string, write: (texts: readonly string[]) => Buffer]>> = {
  sse: ['text/event-stream', (texts) => Buffer.from(events(...texts))],
  ndjson: ['application/x-ndjson', (texts) => Buffer.from(texts.map((text) => `${text}\n`).join(''))],
  'json-array': ['application/json', (texts) => Buffer.from(`[${texts.join(',\r\n')}]`)],
  'aws-event-stream': ['application/vnd.amazon.eventstream', (texts) => Buffer.concat(texts.map(awsFrame))],
};

const framings = Object.keys(WRITERS) as Framing[];

describe('a provider that speaks a format of its own', () => {
  it('is asked and read by its codec', async () => {
    const server = await serving(json({ say: 'hé' }));
    const client = createClient(foreign('sse'), { apiKey }, { baseURL: server.url, now: () => 5_000_000 });

    const { id, ...reply } = await client.chat({ model: 'm', messages });

    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(reply).toEqual({
      model: 'm',
      created: 5000,
      cost: 1,
      choices: [
        {
          index: 0,
          finish_reason: 'stop',
          native_finish_reason: 'DONE',
          grounded: true,
          message: { role: 'assistant', content: 'hé', content_blocks: [{ type: 'text' }], cited: 'a' },
        },
      ],
    });
    expect(server.asked[0]).toMatchObject({
      method: 'POST',
      url: '/models/m:ask',
      headers: { 'x-own': 'yes', 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    });
    expect(JSON.parse(server.asked[0]!.body)).toEqual({ ask: messages });
  });

  it('is sent numbers that JavaScript cannot hold as they were written', async () => {
    const server = await serving(json({ say: 'ok' }));

    await createClient(foreign('sse'), { apiKey }, { baseURL: server.url }).chat({
      model: 'm',
      messages,
      given: '{"id":12345678901234567890}',
    });

    expect(server.asked[0]!.body).toContain('"given":{"id":12345678901234567890}');
  });

  it.each(framings.flatMap((framing) => [1, 7, 4096].map((size) => [framing, size] as const)))(
    'streams by %s, %i bytes at a time',
    async (framing, size) => {
      const [type, write] = WRITERS[framing];
      const bytes = write(['{"say":"é😀"}', '{"tool":{"id":12345678901234567890}}', '{"end":true}']);
      const server = await serving(inPieces(type, bytes, size));
      const client = createClient(foreign(framing), { apiKey }, { baseURL: server.url });

      const found = await all(await client.chat({ model: 'm', messages, stream: true }));

      expect(found.map(({ choices }) => choices[0])).toEqual([
        { index: 0, delta: { content: 'é😀' }, finish_reason: null },
        { index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: '{"id":12345678901234567890}' } }] }, finish_reason: null },
        { index: 0, delta: {}, finish_reason: 'stop', why: 'native' },
      ]);
    },
  );

  it.each(framings)('that stops in the middle of an answer by %s is a broken stream', async (framing) => {
    const [type, write] = WRITERS[framing];
    const server = await serving(inPieces(type, write(['{"say":"a"}']), 4096));
    const stream = await createClient(foreign(framing), { apiKey }, { baseURL: server.url }).chat({ model: 'm', messages, stream: true });

    await expect(all(stream)).rejects.toMatchObject({ fault: { kind: 'stream_broken' } });
  });

  it.each([
    ['a failure that the codec knows', { broken: 'gone to lunch' }, 'overloaded', 'foreign error: gone to lunch'],
    [
      'an answer that the codec stumbles over',
      { say: 7 },
      'unreadable_reply',
      'foreign error: the answer could not be read (say is no text)',
    ],
  ])('fails by %s, in spite of its status', async (_what, reply, kind, message) => {
    const { fetch } = fetching(() => Response.json(reply));

    const asking = createClient(foreign('sse'), { apiKey }, { fetch }).chat({ model: 'm', messages });

    await expect(asking).rejects.toMatchObject({ fault: { kind, message } });
  });

  it('rejects where its stream begins with a failure, and throws where one comes later', async () => {
    const [type, write] = WRITERS.ndjson;
    const { fetch } = fetching(
      () => new Response(write(['{"error":1}']), { headers: { 'content-type': type } }),
      () => new Response(write(['{"say":"a"}', '{"error":1}']), { headers: { 'content-type': type } }),
    );
    const client = createClient(foreign('ndjson'), { apiKey }, { fetch });
    const fault = { kind: 'rate_limited', message: 'foreign error: too many words' };

    await expect(client.chat({ model: 'm', messages, stream: true })).rejects.toMatchObject({ fault });

    const later = await client.chat({ model: 'm', messages, stream: true });
    const found: unknown[] = [];
    const reading = (async () => {
      for await (const each of later) found.push(each.choices[0]?.delta.content);
    })();
    await expect(reading).rejects.toMatchObject({ fault });
    expect(found).toEqual(['a']);
  });

  it('refuses to stream before anything is sent, where its codec cannot', async () => {
    const { fetch, asked } = fetching(() => Response.json({}));
    const { stream: _stream, ...whole } = codecOf('sse');

    const asking = createClient(foreign('sse', whole), { apiKey }, { fetch }).chat({ model: 'm', messages, stream: true });

    await expect(asking).rejects.toMatchObject({ fault: { kind: 'invalid_request', param: 'stream' } });
    expect(asked).toHaveLength(0);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Frame, Framing } from '../codec.ts';
import { isFaultError } from '../fault.ts';
import { withLongNumbers } from '../json/index.ts';
import fc from 'fast-check';
import { crc32 } from 'node:zlib';
import { decoderOf } from './decoder-of.ts';

/** A frame as AWS sends it: an independent writer, so that a reader that misunderstands is seen. */
function awsFrame(headers: Readonly<Record<string, string>>, payload: string): Buffer {
  const head = Buffer.concat(
    Object.entries(headers).map(([name, value]) => {
      const bytes = Buffer.alloc(1 + name.length + 3 + Buffer.byteLength(value));
      bytes.writeUInt8(name.length, 0);
      bytes.write(name, 1);
      bytes.writeUInt8(7, 1 + name.length);
      bytes.writeUInt16BE(Buffer.byteLength(value), 2 + name.length);
      bytes.write(value, 4 + name.length);
      return bytes;
    }),
  );
  const body = Buffer.from(payload);
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(16 + head.length + body.length, 0);
  prelude.writeUInt32BE(head.length, 4);
  const sum = (bytes: Buffer) => {
    const four = Buffer.alloc(4);
    four.writeUInt32BE(crc32(bytes), 0);
    return four;
  };
  const whole = Buffer.concat([prelude, sum(prelude), head, body]);
  return Buffer.concat([whole, sum(whole)]);
}

const event = (name: string, data: object) =>
  awsFrame({ ':message-type': 'event', ':event-type': name, ':content-type': 'application/json' }, JSON.stringify(data));

const frame = (data: unknown, name?: string, failed = false): Frame => ({ event: name, data, failed });

const STREAMS: readonly (readonly [string, Framing, Buffer, readonly Frame[]])[] = [
  [
    'server-sent events',
    'sse',
    Buffer.from(': hi\n\nevent: a\ndata: {"t":"é😀"}\n\ndata: {"x":\ndata: 1}\n\nevent: error\ndata: {"e":1}\n\ndata: [DONE]\n\n'),
    [frame({ t: 'é😀' }, 'a'), frame({ x: 1 }), frame({ e: 1 }, 'error', true), frame('[DONE]')],
  ],
  [
    'server-sent events with CRLF',
    'sse',
    Buffer.from('data: {"t":"é"}\r\n\r\n: ping\r\n\r\ndata: {"u":2}\r\n\r\ndata: {"last":true}'),
    [frame({ t: 'é' }), frame({ u: 2 }), frame({ last: true })],
  ],
  ['lines', 'ndjson', Buffer.from('{"a":"😀"}\n\n{"b":2}\r\n{"c":3}'), [frame({ a: '😀' }), frame({ b: 2 }), frame({ c: 3 })]],
  [
    'an array',
    'json-array',
    Buffer.from('[{"a":"]}\\"é"},\r\n{"b":[1,{"c":"\\\\"}]}\n]\n'),
    [frame({ a: ']}"é' }), frame({ b: [1, { c: '\\' }] })],
  ],
  ['an error in place of an array', 'json-array', Buffer.from('{"error":{"code":400}}'), [frame({ error: { code: 400 } })]],
  [
    'an AWS event stream',
    'aws-event-stream',
    Buffer.concat([
      event('messageStart', { role: 'assistant', p: 'abcd' }),
      awsFrame({ ':message-type': 'exception', ':exception-type': 'throttlingException' }, '{"message":"é"}'),
      awsFrame({ ':message-type': 'error', ':error-code': '500', ':error-message': 'bad' }, ''),
    ]),
    [
      frame({ role: 'assistant', p: 'abcd' }, 'messageStart'),
      frame({ message: 'é' }, 'throttlingException', true),
      frame({ message: 'bad' }, '500', true),
    ],
  ],
];

function decoded(framing: Framing, pieces: readonly Buffer[]): readonly Frame[] {
  const decoder = decoderOf(framing);
  return [...pieces.flatMap((piece) => decoder.push(piece)), ...decoder.end()];
}

describe('a stream cut into frames', () => {
  it.each(STREAMS)('gives the frames of %s, wherever its one cut is', (_name, framing, bytes, frames) => {
    for (let at = 0; at <= bytes.length; at++) {
      expect([at, decoded(framing, [bytes.subarray(0, at), bytes.subarray(at)])]).toEqual([at, frames]);
    }
  });

  it.each(STREAMS)('gives the frames of %s, byte by byte', (_name, framing, bytes, frames) => {
    expect(
      decoded(
        framing,
        [...bytes].map((byte) => Buffer.from([byte])),
      ),
    ).toEqual(frames);
  });

  it('gives the same frames of lines and arrays of anything, cut anywhere', () => {
    const values = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 5 });
    const cuts = fc.array(fc.nat(), { maxLength: 6 });
    fc.assert(
      fc.property(values, cuts, (objects, where) => {
        const frames = objects.map((object) => frame(JSON.parse(JSON.stringify(object))));
        const texts = objects.map((object) => JSON.stringify(object));
        for (const [framing, text] of [
          ['ndjson', texts.join('\n')],
          ['json-array', `[${texts.join(',\n')}]`],
          ['sse', texts.map((each) => `data: ${each}\n\n`).join('')],
        ] as const) {
          const bytes = Buffer.from(text);
          const at = [...new Set(where.map((each) => each % (bytes.length + 1)))].toSorted((a, b) => a - b);
          const pieces = [0, ...at].map((start, index) => bytes.subarray(start, at[index] ?? bytes.length));
          // Numbers too long for JavaScript are marked on their way.
          const found = JSON.parse(withLongNumbers(JSON.stringify(decoded(framing, pieces)))) as unknown;
          expect(found).toEqual(JSON.parse(JSON.stringify(frames)));
        }
      }),
    );
  });
});

describe('bytes that are no such stream', () => {
  it('are a fault and nothing else, for every framing', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.constantFrom<Framing>('sse', 'ndjson', 'json-array', 'aws-event-stream'),
        (bytes, framing) => {
          try {
            decoded(framing, [Buffer.from(bytes)]);
          } catch (error) {
            expect(isFaultError(error) && error.fault.kind).toBe('unreadable_reply');
          }
        },
      ),
    );
  });

  it.each([
    ['a length that its checksum denies', (bytes: Buffer) => bytes.writeUInt32BE(bytes.length + 1, 0)],
    ['a letter changed on its way', (bytes: Buffer) => bytes.writeUInt8(bytes[bytes.length - 6]! ^ 1, bytes.length - 6)],
  ])('are refused with %s', (_what, spoil) => {
    const bytes = event('x', { a: 1 });
    spoil(bytes);

    expect(() => decoded('aws-event-stream', [bytes])).toThrow(/checksum/);
  });
});

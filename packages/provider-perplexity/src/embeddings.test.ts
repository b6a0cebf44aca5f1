import { describe, expect, it } from '@jest/globals';
import { embeddings } from './embeddings.ts';

const target = { model: 'pplx-embed', settings: {} };
const reply = (json: unknown, call = {}) =>
  embeddings.reply({ headers: {}, json, bytes: new Uint8Array() }, { call, target, id: 'i', createdS: 1 }) as {
    data: { embedding: unknown }[];
  };

describe('embeddings of Perplexity', () => {
  it('are asked for in the one form that they come in', () => {
    expect(embeddings.request({ model: 'm', input: 'x', dimensions: 2, encoding_format: 'float', user: 'u' }, target)).toEqual({
      path: '/v1/embeddings',
      body: { model: 'm', input: 'x', dimensions: 2, encoding_format: 'base64_int8' },
    });
    expect(() => embeddings.request({ encoding_format: 'hex' }, target)).toThrow('encoding_format');
  });

  it('come back as numbers, or as floats in base64', () => {
    const json = { data: [{ index: 0, embedding: Buffer.from([127, 0, 0x81]).toString('base64') }], usage: { total_tokens: 1 } };
    const floats = Buffer.from((reply(json, { encoding_format: 'base64' }).data[0]!.embedding as string) ?? '', 'base64');

    expect(reply(json)).toEqual({
      object: 'list',
      data: [{ object: 'embedding', index: 0, embedding: [1, 0, -1] }],
      usage: { total_tokens: 1 },
    });
    expect([floats.readFloatLE(0), floats.readFloatLE(4), floats.readFloatLE(8)]).toEqual([1, 0, -1]);
  });

  it.each([undefined, null, 'x', {}, { data: 1 }])('are unreadable where there are none: %j', (json) => {
    expect(() => reply(json)).toThrow(expect.objectContaining({ fault: expect.objectContaining({ kind: 'unreadable_reply' }) }));
  });

  it('keeps items that are no embeddings', () => {
    expect(reply({ data: [null, 1, { embedding: [1] }] }).data).toEqual([null, 1, { embedding: [1] }]);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Asked, Json } from '@sluice/provider-sdk';
import { embeddingsCodec } from './embeddings.ts';

const target = { model: 'm', settings: {} };
const asked = (call: Json): Asked => ({ call, target, id: 'r1', createdS: 7 });

// Written from docs/openapi.yaml of 2026.
describe('vectors of Ollama’s own', () => {
  it('are asked for with what Ollama knows', () => {
    const call = { input: ['a'], dimensions: 3, encoding_format: 'base64', user: 'u', keep_alive: '5m', truncate: false };

    expect(embeddingsCodec.request(call, target)).toEqual({
      path: '/api/embed',
      body: { model: 'm', input: ['a'], dimensions: 3, keep_alive: '5m', truncate: false },
    });
    expect(() => embeddingsCodec.request({ input: [1, 2] }, target)).toThrow(/^input\[0\]/);
    expect(() => embeddingsCodec.request({}, target)).toThrow(/^input/);
  });

  it('are packed where they are wanted so', () => {
    const answer = { headers: {}, json: { embeddings: [[1, -2.5]], prompt_eval_count: 2 }, bytes: Buffer.alloc(0) };

    expect(embeddingsCodec.reply(answer, asked({ encoding_format: 'base64' }))).toMatchObject({
      data: [{ index: 0, embedding: Buffer.from(new Float32Array([1, -2.5]).buffer).toString('base64') }],
      usage: { prompt_tokens: 2, total_tokens: 2 },
    });
    expect(() => embeddingsCodec.reply({ ...answer, json: { embeddings: null } }, asked({}))).toThrow(/no "embeddings"/);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Codec, Json } from '@sluice/provider-sdk';
import { nomicEmbeddings } from './nomic-embeddings.ts';
import { predibaseChat } from './predibase-chat.ts';
import { segmindImages } from './segmind-images.ts';
import { stabilityImages } from './stability-images.ts';
import { voyageRerank } from './voyage-rerank.ts';

const at = (model: string) => ({ model, settings: {} });
const reply = (codec: Codec, json: unknown, model = 'm') =>
  codec.reply({ headers: {}, json, bytes: new Uint8Array() }, { call: {}, target: at(model), id: 'i', createdS: 7 }) as Json;
const refused = (param: string): unknown => expect.objectContaining({ fault: expect.objectContaining({ kind: 'invalid_request', param }) });
const unreadable: unknown = expect.objectContaining({ fault: expect.objectContaining({ kind: 'unreadable_reply' }) });

describe('the order of documents by Voyage', () => {
  it('is asked for in its own names', () => {
    expect(voyageRerank.request({ model: 'm', query: 'q', documents: ['a', { text: 'b' }], top_n: 2 }, at('m'))).toEqual({
      path: '/rerank',
      body: { model: 'm', query: 'q', documents: ['a', 'b'], top_k: 2 },
    });
  });

  it('comes back in the door’s', () => {
    expect(reply(voyageRerank, { object: 'list', data: [{ index: 1, relevance_score: 0.5, document: 'b' }, null], model: 'm' })).toEqual({
      object: 'list',
      model: 'm',
      results: [{ index: 1, relevance_score: 0.5, document: { text: 'b' } }, null],
    });
    for (const odd of [undefined, null, {}, { data: 1 }]) expect(() => reply(voyageRerank, odd)).toThrow(unreadable);
  });
});

describe('embeddings of Nomic', () => {
  it('are asked for texts, and nothing else', () => {
    expect(nomicEmbeddings.request({ model: 'm', input: 'x', dimensions: 64, task_type: 'search_query', user: 'u' }, at('m'))).toEqual({
      path: '/embedding/text',
      body: { model: 'm', texts: ['x'], dimensionality: 64, task_type: 'search_query' },
    });
    expect(() => nomicEmbeddings.request({ input: [1] }, at('m'))).toThrow(refused('input'));
    expect(() => nomicEmbeddings.request({ input: 'x', encoding_format: 'base64' }, at('m'))).toThrow(refused('encoding_format'));
  });

  it('come back in OpenAI’s form', () => {
    expect(reply(nomicEmbeddings, { embeddings: [[1, 2]], usage: { total_tokens: 3 } })).toEqual({
      object: 'list',
      data: [{ object: 'embedding', index: 0, embedding: [1, 2] }],
      model: 'm',
      usage: { prompt_tokens: 3, total_tokens: 3 },
    });
    for (const odd of [undefined, [], { embeddings: null }]) expect(() => reply(nomicEmbeddings, odd)).toThrow(unreadable);
  });
});

describe('pictures of Segmind', () => {
  it('are asked of the model’s own address', () => {
    expect(segmindImages.request({ model: 'x', prompt: 'p', n: 2, size: '512x768', seed: 1 }, at('sdxl1.0-txt2img'))).toEqual({
      path: '/sdxl1.0-txt2img',
      body: { prompt: 'p', samples: 2, img_width: 512, img_height: 768, seed: 1, base64: true },
    });
    expect(() => segmindImages.request({ response_format: 'url' }, at('m'))).toThrow(refused('response_format'));
    expect(() => segmindImages.request({ size: 'big' }, at('m'))).toThrow(refused('size'));
  });

  it('come back in base64, however they came', () => {
    const bytes = { headers: { 'content-type': 'image/png' }, json: undefined, bytes: Buffer.from('x') };

    expect(reply(segmindImages, { image: 'aa' })).toEqual({ created: 7, data: [{ b64_json: 'aa' }] });
    expect(segmindImages.reply(bytes, { call: {}, target: at('m'), id: 'i', createdS: 7 })).toEqual({
      created: 7,
      data: [{ b64_json: 'eA==' }],
    });
    expect(() => reply(segmindImages, { status: 'failed' })).toThrow(unreadable);
  });
});

describe('pictures of Stability', () => {
  it('are asked for in its own words', () => {
    expect(
      stabilityImages.request({ model: 'x', prompt: 'p', n: 1, size: '1024x1024', style: 'anime' }, at('stable-diffusion-xl')),
    ).toEqual({
      path: '/v1/generation/stable-diffusion-xl/text-to-image',
      headers: { accept: 'application/json' },
      body: { text_prompts: [{ text: 'p', weight: 1 }], samples: 1, width: 1024, height: 1024, style_preset: 'anime' },
    });
    expect(() => stabilityImages.request({ prompt: 'p' }, at('sd3.5-large'))).toThrow(refused('model'));
  });

  it('come back in base64, unless the filter kept them', () => {
    expect(reply(stabilityImages, { artifacts: [{ base64: 'aa', finishReason: 'SUCCESS' }] })).toEqual({
      created: 7,
      data: [{ b64_json: 'aa' }],
    });
    expect(() => reply(stabilityImages, { artifacts: [{ base64: 'aa', finishReason: 'CONTENT_FILTERED' }] })).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ kind: 'content_refused' }) }),
    );
    expect(() => reply(stabilityImages, {})).toThrow(unreadable);
  });
});

describe('chat of Predibase', () => {
  it('has the tenant and the model in its address', () => {
    expect(predibaseChat.request({ model: 'base:ad/1', user: 'a/b', messages: [] }, at('base:ad/1'))).toEqual({
      path: '/a%2Fb/deployments/v2/llms/base/v1/chat/completions',
      body: { model: 'ad/1', messages: [] },
    });
    expect(() => predibaseChat.request({ messages: [] }, at('m'))).toThrow(refused('user'));
  });

  it('streams as it came, and tells failures', () => {
    const reader = predibaseChat.stream!.reader({ call: {}, target: at('m'), id: 'i', createdS: 7 });
    const frame = (data: unknown) => ({ event: undefined, data, failed: false });

    expect([frame({ id: 'x' }), frame('[DONE]'), frame(null)].flatMap((each) => reader.read(each))).toEqual([{ id: 'x' }]);
    expect(() => reader.read(frame({ error: { message: 'm' } }))).toThrow('m');
    expect(reader.end()).toEqual([]);
  });
});

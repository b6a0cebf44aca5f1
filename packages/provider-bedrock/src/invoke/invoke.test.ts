import { describe, expect, it } from '@jest/globals';
import { operationFor, type Json } from '@sluice/provider-sdk';
import bedrock from '../index.ts';
import { embeddings } from './embeddings.ts';
import { images } from './images.ts';

// Bodies here are ours, written from the pages of the Bedrock user guide that the models' tables name.
const TITAN = 'amazon.titan-embed-text-v2:0';
const COHERE_3 = 'cohere.embed-english-v3';
const COHERE_4 = 'us.cohere.embed-v4:0';
const NOVA = 'amazon.nova-2-multimodal-embeddings-v1:0';
const CANVAS = 'amazon.nova-canvas-v1:0';
const STABILITY = 'stability.stable-image-core-v1:1';

const target = (model: string) => ({ model, settings: {} });
const asked = (model: string, call: Json = {}) => ({ call, target: target(model), id: 'x', createdS: 7 });
const answer = (json: unknown, headers: Readonly<Record<string, string>> = {}) => ({ json, headers, bytes: Buffer.of() });

describe('embeddings by InvokeModel', () => {
  it.each<readonly [string, Json, Json]>([
    ['amazon.titan-embed-text-v1', { input: 'a' }, { inputText: 'a' }],
    [TITAN, { input: ['a'], dimensions: 256 }, { inputText: 'a', dimensions: 256 }],
    [
      'amazon.titan-embed-image-v1',
      { input: [{ text: 'a', image: 'data:image/png;base64,AAAA' }], dimensions: 384 },
      { inputText: 'a', inputImage: 'AAAA', embeddingConfig: { outputEmbeddingLength: 384 } },
    ],
    [COHERE_3, { input: ['a', 'b'] }, { texts: ['a', 'b'], input_type: 'search_document', embedding_types: ['float'] }],
    [
      COHERE_4,
      { input: 'a', input_type: 'search_query', dimensions: 512 },
      { texts: ['a'], input_type: 'search_query', embedding_types: ['float'], output_dimension: 512 },
    ],
    [
      COHERE_3,
      { input: { image: 'data:image/png;base64,AAAA' } },
      { images: ['data:image/png;base64,AAAA'], input_type: 'image', embedding_types: ['float'] },
    ],
    [
      NOVA,
      { input: 'a', dimensions: 1024 },
      {
        taskType: 'SINGLE_EMBEDDING',
        singleEmbeddingParams: {
          embeddingPurpose: 'GENERIC_INDEX',
          embeddingDimension: 1024,
          text: { truncationMode: 'NONE', value: 'a' },
        },
      },
    ],
  ])('asks %s for %j', (model, call, body) => {
    const draft = embeddings.request(call, target(model));

    expect(draft.path).toBe(`/model/${encodeURIComponent(model)}/invoke`);
    expect(draft.body).toEqual(body);
  });

  it.each<readonly [string, Json]>([
    ['amazon.titan-embed-text-v1', { embedding: [1, 2] }],
    [TITAN, { embeddingsByType: { float: [1, 2] } }],
    [COHERE_3, { embeddings: [[1, 2]] }],
    [COHERE_4, { embeddings: { float: [[1, 2]] } }],
    [NOVA, { embeddings: [{ embeddingType: 'TEXT', embedding: [1, 2] }] }],
  ])('reads what %s answers: %j', (model, json) => {
    const reply = embeddings.reply(answer(json, { 'x-amzn-bedrock-input-token-count': '3' }), asked(model));

    expect(reply).toEqual({
      object: 'list',
      data: [{ object: 'embedding', index: 0, embedding: [1, 2] }],
      model,
      usage: { prompt_tokens: 3, total_tokens: 3 },
    });
  });

  it.each<readonly [string, Json, string]>([
    [TITAN, { input: ['a', 'b'] }, 'input'],
    [TITAN, { input: [1, 2] }, 'input'],
    [TITAN, { input: [] }, 'input'],
    [TITAN, {}, 'input'],
    [TITAN, { input: { image: 'AAAA' } }, 'input.image'],
    [COHERE_3, { input: 'a', dimensions: 3 }, 'dimensions'],
    [COHERE_3, { input: ['a', { image: 'AAAA' }] }, 'input[0]'],
    [COHERE_3, { input: { image: 'https://example.com/a.png' } }, 'input.image'],
    [TITAN, { input: 'a', encoding_format: 'int8' }, 'encoding_format'],
    ['amazon.nova-lite-v1:0', { input: 'a' }, 'model'],
  ])('refuses for %s by name: %j', (model, call, param) => {
    expect(() => embeddings.request(call, target(model))).toThrow(expect.objectContaining({ fault: expect.objectContaining({ param }) }));
  });

  it.each([undefined, {}, { embedding: 'a' }, { embedding: [1, null] }])('cannot read %j', (json) => {
    expect(() => embeddings.reply(answer(json), asked(TITAN))).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ kind: 'unreadable_reply' }) }),
    );
  });
});

describe('pictures by InvokeModel', () => {
  it('are asked of Canvas and Titan', () => {
    const draft = images.request({ prompt: 'a sea', n: 2, size: '1024x512', quality: 'hd', seed: 3 }, target(CANVAS));

    expect(draft.body).toEqual({
      taskType: 'TEXT_IMAGE',
      textToImageParams: { text: 'a sea' },
      imageGenerationConfig: { numberOfImages: 2, width: 1024, height: 512, quality: 'premium', seed: 3 },
    });
  });

  it("are asked of Stability's models by the nearest ratio", () => {
    const ratio = (size: string) => (images.request({ prompt: 'a', size }, target(STABILITY)).body as Json)['aspect_ratio'];

    expect([ratio('1024x1024'), ratio('1792x1024'), ratio('1024x1536')]).toEqual(['1:1', '16:9', '2:3']);
  });

  it('are read, and what was held back is said', () => {
    const refused = { kind: 'content_refused', message: 'Filter reason: prompt' };

    expect(images.reply(answer({ images: ['AAAA'], error: 'one was held back' }), asked(CANVAS))).toEqual({
      created: 7,
      data: [{ b64_json: 'AAAA' }],
    });
    expect(() => images.reply(answer({ images: [], finish_reasons: ['Filter reason: prompt'] }), asked(STABILITY))).toThrow(
      expect.objectContaining({ fault: expect.objectContaining(refused) }),
    );
    expect(() => images.reply(answer(null), asked(CANVAS))).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ kind: 'unreadable_reply' }) }),
    );
  });

  it.each<readonly [Json, string]>([
    [{ prompt: 'a', response_format: 'url' }, 'response_format'],
    [{ prompt: '' }, 'prompt'],
    [{ prompt: 'a', size: 'big' }, 'size'],
    [{ prompt: 'a', n: 2 }, 'n'],
    [{ prompt: 'a', stream: true }, 'stream'],
  ])('are refused by name: %j', (call, param) => {
    expect(() => images.request(call, target(STABILITY))).toThrow(expect.objectContaining({ fault: expect.objectContaining({ param }) }));
  });
});

it('each operation is there for the models that have it', () => {
  const has = (name: 'embeddings' | 'images' | 'chat', model?: string) => operationFor(bedrock.operations, name, model) !== undefined;

  expect([has('embeddings', TITAN), has('images', CANVAS), has('embeddings'), has('images'), has('chat', 'any')]).toEqual([
    true,
    true,
    true,
    true,
    true,
  ]);
  expect([has('embeddings', CANVAS), has('images', TITAN)]).toEqual([false, false]);
});

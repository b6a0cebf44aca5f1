import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Asked, type Codec, type Json } from '@sluice/provider-sdk';
import fc from 'fast-check';
import { chatCodec } from './chat/codec.ts';
import { embeddingsCodec } from './embeddings.ts';
import { modelsCodec } from './models.ts';
import { rerankCodec } from './rerank.ts';

const target = { model: 'm', settings: {} };
const asked = (call: Json): Asked => ({ call, target, id: 'r1', createdS: 7 });
const answer = (json: unknown) => ({ headers: {}, json, bytes: Buffer.alloc(0) });
const HI = Buffer.from(new Float32Array([1, -2.5]).buffer).toString('base64');

// Written from cohere-typescript of 2026-08-18.
describe('Cohere’s other operations', () => {
  it('asks for vectors of texts and pictures', () => {
    expect(
      embeddingsCodec.request({ input: 'a', dimensions: 256, encoding_format: 'base64', user: 'u', input_type: 'search_query' }, target),
    ).toEqual({
      path: '/v2/embed',
      body: { model: 'm', texts: ['a'], input_type: 'search_query', embedding_types: ['base64'], output_dimension: 256 },
    });
    expect(embeddingsCodec.request({ input: ['a', { text: 'b', image: { base64: 'AA' } }] }, target).body).toMatchObject({
      inputs: [
        { content: [{ type: 'text', text: 'a' }] },
        {
          content: [
            { type: 'text', text: 'b' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } },
          ],
        },
      ],
    });
    expect(embeddingsCodec.request({ images: ['data:image/png;base64,AA'], input_type: 'image' }, target).body).toEqual({
      model: 'm',
      images: ['data:image/png;base64,AA'],
      input_type: 'image',
      embedding_types: ['float'],
    });
  });

  it.each([
    ['floats as floats', 'float', { float: [[1, -2.5]] }, [1, -2.5]],
    ['base64 as base64', 'base64', { base64: [HI] }, HI],
    ['floats as base64', 'base64', { float: [[1, -2.5]] }, HI],
    ['base64 as floats', 'float', { base64: [HI] }, [1, -2.5]],
    ['small numbers as they are', 'float', { int8: [[3]] }, [3]],
    ['version 1’s bare floats', 'float', [[1, -2.5]], [1, -2.5]],
  ])('gives %s', (_what, encoding_format, embeddings, embedding) => {
    const reply = embeddingsCodec.reply(
      answer({ embeddings, meta: { billed_units: { input_tokens: 2, image_tokens: 3 } } }),
      asked({ encoding_format }),
    );

    expect(reply).toEqual({
      object: 'list',
      data: [{ object: 'embedding', index: 0, embedding }],
      model: 'm',
      usage: { prompt_tokens: 5, total_tokens: 5 },
    });
  });

  it('ranks objects by their text, or by the fields that are named', () => {
    const documents = ['a', { text: 'b', id: 1 }, { title: 't', tags: ['x'] }];

    expect(rerankCodec.request({ query: 'q', documents, top_n: 1, return_documents: true }, target).body).toEqual({
      model: 'm',
      query: 'q',
      top_n: 1,
      documents: ['a', 'b', 'title: t\ntags: ["x"]'],
    });
    expect(rerankCodec.request({ query: 'q', documents: [documents[2]], rank_fields: ['title'] }, target).body).toMatchObject({
      documents: ['title: t'],
    });
    expect(() => rerankCodec.request({ query: 'q', documents: [7] }, target)).toThrow(/documents\[0\]/);
    expect(() => rerankCodec.request({ documents }, target)).toThrow(/query/);
  });

  it('lists models with all that Cohere says of them', () => {
    expect(modelsCodec.request({}, target)).toMatchObject({ method: 'GET', path: '/v1/models?page_size=1000' });
    expect(modelsCodec.reply(answer({ models: [{ name: 'command-a', endpoints: ['chat'], context_length: 9 }] }), asked({}))).toEqual({
      object: 'list',
      data: [
        { id: 'command-a', name: 'command-a', object: 'model', created: 7, owned_by: 'cohere', endpoints: ['chat'], context_length: 9 },
      ],
    });
  });

  it.each<[string, Codec]>([
    ['chat', chatCodec],
    ['embeddings', embeddingsCodec],
    ['rerank', rerankCodec],
    ['models', modelsCodec],
  ])('fails by a fault or not at all, whatever %s is given', (_name, codec) => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.record({
        message: fc.oneof(fc.jsonValue(), fc.record({ content: fc.jsonValue(), tool_calls: fc.jsonValue() })),
        usage: fc.jsonValue(),
        logprobs: fc.jsonValue(),
      }),
      fc.record({ embeddings: fc.jsonValue(), results: fc.array(fc.jsonValue()), models: fc.array(fc.jsonValue()), meta: fc.jsonValue() }),
    );
    const call = fc.record(
      { input: fc.jsonValue(), query: fc.jsonValue(), documents: fc.jsonValue(), return_documents: fc.boolean() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(odd, call, (json, given) => {
        for (const act of [() => codec.reply(answer(json), asked(given)), () => codec.request(given, target)]) {
          try {
            expect(act()).toBeDefined();
          } catch (error) {
            expect(isFaultError(error) ? '' : error).toBe('');
          }
        }
      }),
    );
  });
});

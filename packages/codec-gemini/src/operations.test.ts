import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Codec, type Json, type Media } from '@sluice/provider-sdk';
import { geminiCountTokens } from './count-tokens.ts';
import { batchEmbeddings, predictedEmbeddings, singleEmbedding } from './embeddings.ts';
import { generatedImages } from './generated-images.ts';
import { answerOf, askedFor, host } from './host.test.support.ts';
import { geminiModels } from './models.ts';
import { predictedImages } from './predicted-images.ts';
import { recordings } from './recordings.test.support.ts';
import { geminiSpeech } from './speech.ts';

const ask = (codec: Codec, call: Json, model = 'm') => codec.request(call, { model, settings: {} });
const paramOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (isFaultError(error)) return [error.fault.kind, error.fault.param];
    throw error;
  }
  return undefined;
};

describe('embeddings', () => {
  const batch = batchEmbeddings(host);

  it('are asked for all at once, or one by one, or as predictions', () => {
    const call = { input: ['a', 'b'], dimensions: 8, task_type: 'RETRIEVAL_QUERY' };

    expect(ask(batch, call)).toEqual({
      path: '/models/m:batchEmbedContents',
      body: {
        requests: ['a', 'b'].map((text) => ({
          model: 'models/m',
          content: { parts: [{ text }] },
          outputDimensionality: 8,
          taskType: 'RETRIEVAL_QUERY',
        })),
      },
    });
    expect(ask(singleEmbedding(host), { input: 'a', dimensions: 8 }).body).toEqual({
      content: { parts: [{ text: 'a' }] },
      embedContentConfig: { outputDimensionality: 8 },
    });
    expect(ask(predictedEmbeddings(host), call).body).toEqual({
      instances: ['a', 'b'].map((content) => ({ content, task_type: 'RETRIEVAL_QUERY' })),
      parameters: { outputDimensionality: 8 },
    });
  });

  it.each<[Codec, Json, string]>([
    [batch, { input: [1, 2] }, 'input'],
    [batch, { input: [{}] }, 'input[0]'],
    [batch, {}, 'input'],
    [singleEmbedding(host), { input: ['a', 'b'] }, 'input'],
    [predictedEmbeddings(host), { input: [{ image: { base64: 'aGk=' } }] }, 'input[0]'],
  ])('%# are refused at the input', (codec, call, path) => {
    expect(paramOf(() => ask(codec, call))).toEqual(['invalid_request', path]);
  });

  it('come as numbers or as bytes', () => {
    const values = [0.5, -1];
    const bytes = Buffer.from(new Float32Array(values).buffer).toString('base64');

    const plain = batch.reply(answerOf({ embeddings: [{ values }] }), askedFor({}));
    const packed = batch.reply(answerOf({ embeddings: [{ values }] }), askedFor({ encoding_format: 'base64' }));
    const predicted = predictedEmbeddings(host).reply(
      answerOf({
        predictions: [
          { embeddings: { values, statistics: { token_count: 3 } } },
          { embeddings: { values, statistics: { token_count: 4 } } },
        ],
      }),
      askedFor({}),
    );

    expect(plain).toEqual({ object: 'list', model: 'm', data: [{ object: 'embedding', index: 0, embedding: values }] });
    expect(packed).toMatchObject({ data: [{ embedding: bytes }] });
    expect(predicted).toMatchObject({ data: [{ index: 0 }, { index: 1 }], usage: { prompt_tokens: 7, total_tokens: 7 } });
  });
});

describe('recorded traffic beside chats', () => {
  const named = new Map([...(recordings('gemini') ?? []), ...(recordings('vertex') ?? [])].map((recorded) => [recorded.id, recorded]));
  const given = named.size > 0 ? it : it.skip;
  const body = (id: string) => JSON.parse(named.get(id)!.request!.body) as Json;
  const answer = (id: string) => JSON.parse(named.get(id)!.response.body) as Json;

  given('embeds a picture beside text', () => {
    const id = 'gemini-embeddings-fc56f9fcef';
    const [recorded] = body(id)['requests'] as [{ content: { parts: Json[] } }];
    const input = [{ parts: recorded.content.parts }];

    expect(ask(batchEmbeddings(host), { input, dimensions: 768 }, 'gemini-embedding-2').body).toEqual(body(id));
    expect(batchEmbeddings(host).reply(answerOf(answer(id)), askedFor({}))).toMatchObject({
      data: [{ embedding: (answer(id)['embeddings'] as { values: number[] }[])[0]!.values }],
      usage: { prompt_tokens: 261 },
    });
  });

  given('asks for embeddings of a model that is not there', () => {
    const call = { input: 'Hello, world!', task_type: 'RETRIEVAL_QUERY' };

    expect(ask(batchEmbeddings(host), call, 'nonexistent-model').body).toEqual(body('gemini-embeddings-b303ea9c74'));
  });

  given('embeds one text', () => {
    const id = 'vertex-embeddings-977ab53a89';

    expect(ask(singleEmbedding(host), { input: 'task: question answering | query: Hello, world!' }).body).toEqual(body(id));
    expect(singleEmbedding(host).reply(answerOf(answer(id)), askedFor({}))).toMatchObject({
      data: [{ index: 0 }],
      usage: { prompt_tokens: 11, total_tokens: 11 },
    });
  });

  given.each([
    ['vertex-count_tokens-d6c29dc050', 'What is the capital of France?'],
    ['gemini-count_tokens-68cf03b3e5', 'Hello, world!'],
  ])('counts the tokens of %s', (id, content) => {
    expect(ask(geminiCountTokens(host), { messages: [{ role: 'user', content }] }).body).toEqual(body(id));
  });

  given('says how many tokens there are', () => {
    expect(geminiCountTokens(host).reply(answerOf(answer('vertex-count_tokens-d6c29dc050')), askedFor({}))).toEqual({ input_tokens: 7 });
  });

  given.each(['gemini-models-b3b7741a58', 'gemini-models-f2c243ba5e'])('lists the models of %s', (id) => {
    const names = (answer(id)['models'] as { name: string }[]).map(({ name }) => name.slice('models/'.length));

    const { object, data } = geminiModels({ path: '/models', ownedBy: 'us' }).reply(answerOf(answer(id)), askedFor({})) as {
      object: string;
      data: Json[];
    };

    expect([object, data.map((model) => model['id'])]).toEqual(['list', names]);
    expect(data[0]).toMatchObject({ object: 'model', owned_by: 'us', inputTokenLimit: expect.any(Number) });
  });
});

describe('counting tokens', () => {
  it('wraps the request where the host wants it', () => {
    const wrapped = geminiCountTokens({ ...host, counts: 'wrapped' });

    expect(ask(wrapped, { messages: [{ role: 'user', content: 'a' }] }).body).toEqual({
      generateContentRequest: { model: 'models/m', contents: [{ role: 'user', parts: [{ text: 'a' }] }] },
    });
  });
});

describe('images', () => {
  it('are predicted, or drawn in an answer', () => {
    const call = { prompt: 'a cat', n: 2, size: '1792x1024', output_format: 'jpeg', negative_prompt: 'dogs' };

    expect(ask(predictedImages(host), call)).toEqual({
      path: '/models/m:predict',
      body: {
        instances: [{ prompt: 'a cat' }],
        parameters: { sampleCount: 2, aspectRatio: '16:9', outputOptions: { mimeType: 'image/jpeg' }, negativePrompt: 'dogs' },
      },
    });
    expect(ask(generatedImages(host), { prompt: 'a cat', size: '1024x1536' }).body).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'a cat' }] }],
      generationConfig: { responseModalities: ['TEXT', 'IMAGE'], imageConfig: { aspectRatio: '2:3' } },
    });
  });

  it('come as bytes', () => {
    const drawn = {
      candidates: [{ content: { parts: [{ text: 'here' }, { inlineData: { mimeType: 'image/png', data: 'aGk=' } }] } }],
      usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 2 },
    };

    expect(predictedImages(host).reply(answerOf({ predictions: [{ bytesBase64Encoded: 'aGk=' }] }), askedFor({}))).toEqual({
      created: 7,
      data: [{ b64_json: 'aGk=' }],
    });
    expect(generatedImages(host).reply(answerOf(drawn), askedFor({}))).toEqual({
      created: 7,
      data: [{ b64_json: 'aGk=' }],
      usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
    });
  });

  it.each<[Codec, Json, string]>([
    [predictedImages(host), {}, 'content_refused'],
    [predictedImages(host), { predictions: [{ raiFilteredReason: 'r' }] }, 'content_refused'],
    [generatedImages(host), { promptFeedback: { blockReason: 'SAFETY' } }, 'content_refused'],
    [generatedImages(host), { candidates: [{ finishReason: 'IMAGE_SAFETY' }] }, 'content_refused'],
    [generatedImages(host), { candidates: [{ finishReason: 'NO_IMAGE' }] }, 'generation_failed'],
  ])('%# that were not made are a fault', (codec, answer, kind) => {
    expect(paramOf(() => codec.reply(answerOf(answer), askedFor({})))?.[0]).toBe(kind);
  });
});

describe('speech', () => {
  const codec = geminiSpeech(host);
  const answer = answerOf({
    candidates: [{ content: { parts: [{ inlineData: { mimeType: 'audio/L16;codec=pcm;rate=16000', data: 'AQID' } }] } }],
  });

  it('is asked for with its voice', () => {
    expect(ask(codec, { input: 'hello', voice: 'Kore', instructions: 'Say cheerfully' }).body).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'Say cheerfully:\nhello' }] }],
      generationConfig: { responseModalities: ['AUDIO'], speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } } },
    });
  });

  it('comes with a head that says how fast it is played, or bare', () => {
    const wav = codec.reply(answer, askedFor({})) as Media;
    const head = Buffer.from(wav.bytes);

    expect([wav.contentType, head.toString('latin1', 0, 4), head.readUInt32LE(24), head.readUInt32LE(40), head.length]).toEqual([
      'audio/wav',
      'RIFF',
      16_000,
      3,
      47,
    ]);
    expect(codec.reply(answer, askedFor({ response_format: 'pcm' }))).toEqual({ contentType: 'audio/pcm', bytes: Buffer.from([1, 2, 3]) });
  });

  it.each<[Json, string]>([
    [{ input: 'a', response_format: 'mp3' }, 'response_format'],
    [{ input: 'a', speed: 2 }, 'speed'],
    [{}, 'input'],
  ])('%j is refused at %s', (call, path) => {
    expect(paramOf(() => ask(codec, call))?.[1]).toBe(path);
  });

  it('that is not there is a fault', () => {
    expect(paramOf(() => codec.reply(answerOf({}), askedFor({})))?.[0]).toBe('generation_failed');
  });
});

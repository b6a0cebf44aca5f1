import { describe, expect, it } from '@jest/globals';
import { isFaultError, JsonDocument, type Asked, type Json } from '@sluice/provider-sdk';
import fc from 'fast-check';
import { prepareEmbeddings } from './embeddings.ts';
import { readFault } from './fault.ts';
import { fimCodec } from './fim/codec.ts';
import { mendModerations } from './moderations.ts';
import { speechCodec } from './speech.ts';

const target = { model: 'codestral-latest', settings: {} };
const asked: Asked = { call: { response_format: 'wav' }, target, id: 'r1', createdS: 7 };
const answer = (json: unknown) => ({ headers: {}, json, bytes: Buffer.alloc(0) });

// Written from mistralai/client-ts of 2026-08-05.
describe('a completion by Mistral', () => {
  it('fills the gap between a prompt and a suffix', () => {
    expect(fimCodec.request({ model: 'x', prompt: ['a'], suffix: 'b', max_tokens: 3, seed: 1, best_of: 2, stop: null }, target)).toEqual({
      path: '/fim/completions',
      body: { model: 'codestral-latest', prompt: 'a', suffix: 'b', max_tokens: 3, random_seed: 1 },
    });
    expect(() => fimCodec.request({ prompt: [1, 2] }, target)).toThrow(/^prompt/);
  });

  it('is read as text, whole and in a stream', () => {
    const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };
    const whole = {
      id: 'x',
      object: 'chat.completion',
      created: 5,
      model: 'm',
      usage,
      choices: [{ index: 0, message: { content: 'mid' }, finish_reason: 'model_length' }],
    };

    expect(fimCodec.reply(answer(whole), asked)).toEqual({
      id: 'x',
      object: 'text_completion',
      created: 5,
      model: 'm',
      usage,
      choices: [{ index: 0, text: 'mid', logprobs: null, finish_reason: 'length' }],
    });
    const reader = fimCodec.stream!.reader(asked);
    const read = (data: unknown) => reader.read({ event: undefined, data, failed: false });
    expect(read({ id: 'x', choices: [{ index: 0, delta: { role: 'assistant', content: 'mi' }, finish_reason: null }] })).toEqual([
      { id: 'x', object: 'text_completion', choices: [{ index: 0, text: 'mi', logprobs: null, finish_reason: null }] },
    ]);
    expect([...read('[DONE]'), ...read({ new: 1 }), ...reader.end()]).toEqual([]);
    expect(() => read({ object: 'error', message: 'broken' })).toThrow('broken');
  });
});

describe('Mistral’s other operations', () => {
  it('asks for vectors in its own words', () => {
    const document = JsonDocument.parse(Buffer.from('{"model":"m","input":"a","dimensions":3,"user":"u","encoding_format":"base64"}'));

    prepareEmbeddings(document.root);

    expect(document.toBytes().toString()).toBe('{"model":"m","input":"a","output_dimension":3,"encoding_format":"base64"}');
  });

  it('finds a text too much where one category is', () => {
    const bad = { categories: { sexual: false, pii: true }, category_scores: { sexual: 0, pii: 1 } };
    const fine = { categories: { sexual: false }, category_scores: {} };
    const told = { results: [{ flagged: false, categories: { pii: true } }] };

    expect(mendModerations.reply!({ results: [bad, fine] })).toEqual({
      results: [
        { flagged: true, ...bad },
        { flagged: false, ...fine },
      ],
    });
    expect(mendModerations.reply!(told)).toBe(told);
    expect(mendModerations.reply!({ results: 7 })).toEqual({ results: 7 });
  });

  it('speaks in the format that is asked for', () => {
    expect(speechCodec.reply(answer({ audio_data: 'AAEC' }), asked)).toEqual({ contentType: 'audio/wav', bytes: Buffer.from([0, 1, 2]) });
    expect(() => speechCodec.reply(answer({}), asked)).toThrow(/no "audio_data"/);
  });

  it('fails by a fault or not at all, whatever it is given', () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          choices: fc.array(fc.jsonValue()),
          results: fc.array(fc.jsonValue()),
          message: fc.jsonValue(),
          detail: fc.jsonValue(),
          usage: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(
        odd,
        fc.dictionary(fc.constantFrom('prompt', 'suffix', 'input', 'response_format', 'stream'), fc.jsonValue()),
        (json, call) => {
          const acts = [fimCodec, speechCodec].flatMap((codec) => [
            () => codec.reply(answer(json), { ...asked, call }),
            () => codec.request(call, target),
          ]);
          const reader = fimCodec.stream!.reader(asked);
          acts.push(() => ({ chunks: reader.read({ event: undefined, data: json, failed: false }) }) as Json);
          for (const act of acts) {
            try {
              expect(act()).toBeDefined();
            } catch (error) {
              expect(isFaultError(error) ? '' : error).toBe('');
            }
          }
          expect(readFault({ status: 422, headers: {}, body: json }).message).not.toBe('');
        },
      ),
    );
  });
});

describe('a failure of Mistral’s', () => {
  it.each([
    [
      400,
      { message: 'Prompt contains 40000 tokens, too large for model with 32768 maximum context length', code: '3051' },
      { kind: 'context_too_long', code: '3051' },
    ],
    [
      429,
      { message: 'Service tier capacity exceeded for this model.', type: 'service_tier_capacity_exceeded', code: '3505' },
      { kind: 'rate_limited', code: '3505' },
    ],
    [
      422,
      { detail: [{ type: 'missing', loc: ['body', 'messages', 0, 'content'], msg: 'Field required' }] },
      { message: 'messages[0].content: Field required', param: 'messages[0].content' },
    ],
    [422, { message: { odd: 1 }, code: 7 }, { message: '{"odd":1}', code: '7' }],
    [401, { message: 'Unauthorized', request_id: 'r' }, { kind: 'credential_refused', message: 'Unauthorized' }],
    [503, '', { kind: 'overloaded', message: 'the provider answered 503 and no reason' }],
  ])('with status %i says %j', (status, body, expected) => {
    expect(readFault({ status, headers: {}, body })).toMatchObject(expected);
  });
});

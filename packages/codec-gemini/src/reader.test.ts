import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Json } from '@sluice/provider-sdk';
import fc from 'fast-check';
import { geminiCodec } from './chat.ts';
import { answerOf, askedFor, host } from './host.test.support.ts';
import { heardInStream } from './heard.test.support.ts';

const codec = geminiCodec(host);

function stream(...frames: readonly unknown[]): readonly Json[] {
  const reader = codec.stream!.reader(askedFor({}));
  return [...frames.flatMap((data) => reader.read({ event: undefined, data, failed: false })), ...reader.end()];
}

const saying = (parts: readonly unknown[], more: Json = {}) => ({ candidates: [{ content: { parts }, ...more }] });

const faultOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (isFaultError(error)) return error.fault;
    throw error;
  }
  return undefined;
};

describe('a stream of Gemini’s', () => {
  it('has arguments that come in pieces together when the call is whole', () => {
    const piece = (partialArgs: readonly unknown[]) => saying([{ functionCall: { partialArgs, willContinue: true } }]);

    const chunks = stream(
      saying([{ functionCall: { name: 'plan', willContinue: true }, thoughtSignature: 'sig' }]),
      piece([{ jsonPath: '$.city', stringValue: 'Bos', willContinue: true }]),
      piece([
        { jsonPath: '$.city', stringValue: 'ton' },
        { jsonPath: '$.days[0].high', numberValue: 4 },
      ]),
      piece([
        { jsonPath: "$.days[0]['is wet']", boolValue: true },
        { jsonPath: '$.__proto__', nullValue: 'NULL_VALUE' },
      ]),
      saying([{ functionCall: {} }], { finishReason: 'STOP' }),
    );

    const { calls, finish } = heardInStream(chunks);
    expect(calls).toMatchObject([{ name: 'plan', signature: 'sig', id: 'call_x1_0' }]);
    expect(JSON.stringify(calls[0]!.args)).toBe('{"city":"Boston","days":[{"high":4,"is wet":true}],"__proto__":null}');
    expect(finish).toBe('tool_calls');
  });

  it('hands arguments on as soon as the call is whole', () => {
    const reader = codec.stream!.reader(askedFor({}));
    const read = (call: Json) => JSON.stringify(reader.read({ event: undefined, data: saying([{ functionCall: call }]), failed: false }));

    const said = [{ name: 'f', willContinue: true }, { partialArgs: [{ jsonPath: '$.a', numberValue: 1 }], willContinue: true }, {}].map(
      read,
    );

    expect(said.map((chunks) => chunks.includes('{\\"a\\":1}'))).toEqual([false, false, true]);
  });

  it('keeps several answers apart, each with calls of its own', () => {
    const answer = (index: number, name: string) => ({
      index,
      finishReason: 'STOP',
      content: { parts: [{ functionCall: { name, args: {} } }] },
    });

    const chunks = stream({ candidates: [answer(1, 'b'), answer(0, 'a')] });

    expect([0, 1].map((index) => heardInStream(chunks, index).calls)).toMatchObject([
      [{ name: 'a', id: 'call_x1_0' }],
      [{ name: 'b', id: 'call_x1_1_0' }],
    ]);
  });

  it('numbers blocks of thinking as the whole answer would', () => {
    const chunks = stream(
      saying([{ text: 'hm', thought: true }]),
      saying([{ text: 'a' }]),
      saying([{ text: 'so', thought: true, thoughtSignature: 's' }]),
    );

    const blocks = chunks.flatMap(({ choices }) => (choices as { delta: Json }[]).flatMap(({ delta }) => delta['content_blocks'] ?? []));
    expect(blocks).toEqual([
      { index: 0, delta: { thinking: 'hm' } },
      { index: 2, delta: { thinking: 'so' } },
      { index: 2, delta: { signature: 's' } },
    ]);
  });

  it('ends at the filter where the prompt was refused', () => {
    const chunks = stream({ promptFeedback: { blockReason: 'SAFETY' }, usageMetadata: { promptTokenCount: 3 } });

    expect(heardInStream(chunks)).toMatchObject({ finish: 'content_filter', usage: { prompt: 3 } });
    expect(chunks.some(({ extras }) => (extras as Json | undefined)?.['promptFeedback'] !== undefined)).toBe(true);
  });

  it('tells no end that was not told', () => {
    expect(heardInStream(stream(saying([{ text: 'half' }]))).finish).toBeUndefined();
  });

  it.each([
    [{ error: { code: 503, message: 'm', status: 'UNAVAILABLE' } }, 'overloaded'],
    [[{ error: { code: 429, message: 'm', status: 'RESOURCE_EXHAUSTED' } }], 'rate_limited'],
    [saying([], { finishReason: 'MALFORMED_FUNCTION_CALL', finishMessage: 'bad' }), 'generation_failed'],
    [{ error: { message: 'm' } }, 'upstream_error'],
  ])('fails at %j', (frame, kind) => {
    expect(faultOf(() => stream(saying([{ text: 'a' }]), frame))?.kind).toBe(kind);
  });

  it('is a good one whatever comes, or a fault', () => {
    const part = fc.oneof(
      fc.record({ text: fc.string(), thought: fc.boolean(), thoughtSignature: fc.string() }, { requiredKeys: [] }),
      fc.record({
        functionCall: fc.record(
          {
            name: fc.string({ minLength: 1 }),
            args: fc.dictionary(fc.string(), fc.jsonValue()),
            willContinue: fc.boolean(),
            id: fc.string(),
          },
          { requiredKeys: [] },
        ),
      }),
      fc.record({
        functionCall: fc.record({
          partialArgs: fc.array(
            fc.record({
              jsonPath: fc.constantFrom('$.a', '$.a.b', '$.c[0]', '$.c[1].d', '$'),
              stringValue: fc.string(),
              willContinue: fc.boolean(),
            }),
          ),
          willContinue: fc.boolean(),
        }),
      }),
      fc.record({ inlineData: fc.record({ mimeType: fc.constantFrom('image/png', 'audio/L16'), data: fc.string() }) }),
      fc.jsonValue(),
    );
    const candidate = fc.oneof(
      fc.record(
        {
          content: fc.oneof(fc.record({ parts: fc.array(part) }), fc.jsonValue()),
          finishReason: fc.oneof(fc.constantFrom('STOP', 'MAX_TOKENS', 'SAFETY', 'OTHER', 'NEW', 1), fc.jsonValue()),
          index: fc.constantFrom(0, 1),
          groundingMetadata: fc.jsonValue(),
          logprobsResult: fc.oneof(fc.jsonValue(), fc.record({ chosenCandidates: fc.array(fc.jsonValue()) })),
        },
        { requiredKeys: [] },
      ),
      fc.jsonValue(),
    );
    const frame = fc.oneof(
      fc.record(
        {
          candidates: fc.oneof(fc.array(candidate), fc.jsonValue()),
          usageMetadata: fc.oneof(fc.record({ promptTokenCount: fc.nat(), candidatesTokenCount: fc.nat() }), fc.jsonValue()),
          promptFeedback: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
      fc.jsonValue(),
    );

    let good = 0;
    fc.assert(
      fc.property(fc.array(frame), (frames) => {
        let chunks: readonly Json[] = [];
        const fault = faultOf(() => (chunks = stream(...frames)));
        if (!fault) good += [0, 1].map((index) => heardInStream(chunks, index)).length;
        for (const each of frames) faultOf(() => codec.reply(answerOf(each), askedFor({})));
      }),
      { numRuns: 500 },
    );
    expect(good).toBeGreaterThan(100);
  });
});

describe('a whole answer of Gemini’s', () => {
  const reply = (answer: unknown) =>
    codec.reply(answerOf(answer), askedFor({})) as {
      choices: { message: Json; finish_reason: string; logprobs: Json; extras: Json }[];
      usage: Json;
      service_tier: string;
    };

  it('gives pictures, thinking in its place, and what chat has no word for', () => {
    const code = { executableCode: { language: 'PYTHON', code: '1' } };
    const parts = [
      { text: 'hm', thought: true },
      code,
      { text: 'a' },
      { text: 'b', thoughtSignature: 's' },
      { inlineData: { mimeType: 'image/png', data: 'aGk=' }, thoughtSignature: 'p' },
    ];

    const { choices } = reply(saying(parts, { finishReason: 'STOP', citationMetadata: { citations: [1] } }));

    expect(choices[0]).toMatchObject({
      finish_reason: 'stop',
      native_finish_reason: 'STOP',
      extras: { citationMetadata: { citations: [1] } },
      message: {
        content: 'ab',
        reasoning_content: 'hm',
        content_blocks: [
          { type: 'thinking', thinking: 'hm' },
          { type: 'text', text: 'ab' },
        ],
        images: [
          { type: 'image_url', image_url: { url: 'data:image/png;base64,aGk=' }, extra_content: { google: { thought_signature: 'p' } } },
        ],
        extras: { native_parts: [code], extra_content: { google: { thought_signature: 's' } } },
      },
    });
    expect(choices[0]!.message['tool_calls']).toBeUndefined();
  });

  it('tells how likely its tokens were', () => {
    const logprobsResult = {
      chosenCandidates: [{ token: 'é', logProbability: -0.5 }],
      topCandidates: [{ candidates: [{ token: 'e', logProbability: -1 }] }],
    };

    expect(reply(saying([{ text: 'é' }], { finishReason: 'STOP', logprobsResult })).choices[0]!.logprobs).toEqual({
      content: [{ token: 'é', logprob: -0.5, bytes: [195, 169], top_logprobs: [{ token: 'e', logprob: -1, bytes: [101] }] }],
      refusal: null,
    });
  });

  it('counts sound apart and says which tier served it', () => {
    const usageMetadata = {
      promptTokenCount: 5,
      promptTokensDetails: [{ modality: 'AUDIO', tokenCount: 4 }],
      cachedContentTokenCount: 2,
      trafficType: 'ON_DEMAND_FLEX',
    };

    const { usage, service_tier } = reply({ ...saying([{ text: 'a' }], { finishReason: 'STOP' }), usageMetadata });

    expect(usage).toMatchObject({ prompt_tokens: 5, total_tokens: 5, prompt_tokens_details: { audio_tokens: 4, cached_tokens: 2 } });
    expect(service_tier).toBe('flex');
  });

  it.each([
    [{}, 'unreadable_reply'],
    [undefined, 'unreadable_reply'],
    [saying([{ functionCall: {} }]), 'unreadable_reply'],
    [saying([], { finishReason: 'UNEXPECTED_TOOL_CALL' }), 'generation_failed'],
    [{ error: { code: 400, message: 'm', details: [{ reason: 'API_KEY_INVALID' }] } }, 'credential_refused'],
  ])('%j is a fault', (answer, kind) => {
    expect(faultOf(() => reply(answer))?.kind).toBe(kind);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Cohere, CohereClientV2, type CohereError } from 'cohere-ai';
import { heardBy, refuses, says, startStage, STARTING_MS, type Stage } from './stage.ts';
import { CALLS, CITY, HELLO, LOOK, RESULTS, ROME, ROME_AS_JSON, TWO_LOOKS } from './story.ts';

const ASKED = { role: 'user', content: 'How is the weather in Paris and in Rome?' } as const;
const TOOLS: Cohere.ToolV2[] = [{ type: 'function', function: LOOK }];

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(['cohere']);
}, STARTING_MS);
afterAll(async () => stage?.close());

/** It speaks its own dialect at `/v2/chat`, which below `/v1` passes through to the provider. */
const client = () =>
  new CohereClientV2({ environment: `${stage.origin}/v1`, token: stage.key, headers: stage.at('cohere').headers, maxRetries: 0 });

describe('the Cohere SDK, passed through to cohere', () => {
  it('says hello, whole and streamed', async () => {
    const place = stage.at('cohere');
    const request = { model: place.model, messages: [{ role: 'user' as const, content: 'Say hello to Ann.' }] };
    says(place, HELLO);

    const whole = await client().chat(request);
    let text = '';
    let end: unknown;
    for await (const event of await client().chatStream(request)) {
      if (event.type === 'content-delta') text += event.delta?.message?.content?.text ?? '';
      if (event.type === 'message-end') end = event.delta;
    }

    expect(whole.message.content).toMatchObject([{ type: 'text', text: HELLO.text }]);
    expect(whole.usage?.tokens).toMatchObject({ inputTokens: 100, outputTokens: 30 });
    expect(text).toBe(HELLO.text);
    expect(end).toMatchObject({ finishReason: 'COMPLETE', usage: { tokens: { inputTokens: 100, outputTokens: 30 } } });
  });

  it('thinks, calls two tools at once, and goes on with their answers', async () => {
    const place = stage.at('cohere');
    says(place, TWO_LOOKS);
    const { message, finishReason } = await client().chat({ model: place.model, messages: [ASKED], tools: TOOLS });
    says(place, { text: 'Rain, and sun.' });

    const second = await client().chat({
      model: place.model,
      tools: TOOLS,
      messages: [
        ASKED,
        message as Cohere.ChatMessageV2,
        ...message.toolCalls!.map(({ id }, index) => ({ role: 'tool' as const, toolCallId: id, content: RESULTS[index]! })),
      ],
    });

    expect(finishReason).toBe('TOOL_CALL');
    expect(second.message.content).toMatchObject([{ type: 'text', text: 'Rain, and sun.' }]);
    expect(heardBy(place).calls.map(({ name, input }) => ({ name, input }))).toEqual(CALLS);
    expect(heardBy(place).results.map(({ text }) => text)).toEqual(RESULTS);
    expect(heardBy(place).thought).toEqual([TWO_LOOKS.reasoning]);
  });

  it('streams two calls, each of them whole once its pieces are put together', async () => {
    const place = stage.at('cohere');
    says(place, TWO_LOOKS);
    const calls: { name: string; input: string }[] = [];

    for await (const event of await client().chatStream({ model: place.model, messages: [ASKED], tools: TOOLS })) {
      if (event.type === 'tool-call-start') calls.push({ name: event.delta?.message?.toolCalls?.function?.name ?? '', input: '' });
      if (event.type === 'tool-call-delta') calls.at(-1)!.input += event.delta?.message?.toolCalls?.function?.arguments ?? '';
    }

    expect(calls.map(({ name, input }) => ({ name, input: JSON.parse(input) as unknown }))).toEqual(CALLS);
  });

  it('has an answer that keeps to a schema', async () => {
    const place = stage.at('cohere');
    says(place, ROME_AS_JSON);

    const { message } = await client().chat({
      model: place.model,
      messages: [{ role: 'user', content: 'Name a city as JSON.' }],
      responseFormat: { type: 'json_object', jsonSchema: CITY },
    });

    expect(message.content?.map((part) => (part.type === 'text' ? (JSON.parse(part.text) as unknown) : undefined))).toEqual([ROME]);
    expect(heardBy(place).schema).toMatchObject({ type: 'object', required: ['city', 'people'] });
  });

  it('throws the error of its own for a limit, with the time to wait', async () => {
    const place = stage.at('cohere');
    refuses(place);

    const failed = await client()
      .chat({ model: place.model, messages: [ASKED] })
      .catch((error: unknown) => error);

    expect(failed).toBeInstanceOf(Cohere.TooManyRequestsError);
    const { statusCode, body, rawResponse } = failed as CohereError;
    expect({ statusCode, body }).toMatchObject({ statusCode: 429, body: { message: expect.stringContaining('Too many requests') } });
    expect(rawResponse?.headers.get('retry-after')).toBe('7');
  });
});

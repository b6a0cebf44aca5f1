import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Mistral } from '@mistralai/mistralai';
import { MistralError } from '@mistralai/mistralai/models/errors';
import { z } from 'zod';
import { heardBy, refuses, says, startStage, STARTING_MS, type Place, type Stage } from './stage.ts';
import { CALLS, HELLO, LOOK, RESULTS, ROME, ROME_AS_JSON, TWO_LOOKS } from './story.ts';

const PROVIDERS = ['mistral-ai', 'anthropic', 'google', 'groq'] as const;

const ASKED = { role: 'user', content: 'How is the weather in Paris and in Rome?' } as const;
const City = z.object({ city: z.string(), people: z.number() });

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(PROVIDERS);
}, STARTING_MS);
afterAll(async () => stage?.close());

const client = () => new Mistral({ serverURL: stage.origin, apiKey: stage.key, retryConfig: { strategy: 'none' } });

/** It takes headers call by call. */
const to = ({ headers }: Place) => ({ headers: { ...headers } });

describe.each(PROVIDERS)('the Mistral SDK, answered by %s', (name) => {
  it('says hello, whole and streamed', async () => {
    const place = stage.at(name);
    const request = { model: place.model, messages: [{ role: 'user' as const, content: 'Say hello to Ann.' }] };
    says(place, HELLO);

    const whole = await client().chat.complete(request, to(place));
    let text = '';
    let usage: unknown;
    for await (const { data } of await client().chat.stream(request, to(place))) {
      const piece = data.choices[0]?.delta.content;
      if (typeof piece === 'string') text += piece;
      usage = data.usage ?? usage;
    }

    expect(whole.choices[0]!.message!.content).toBe(HELLO.text);
    expect(whole.usage).toMatchObject({ promptTokens: 100, completionTokens: 30 });
    expect(text).toBe(HELLO.text);
    // The SDK has no way to ask for counts; who gives them unasked, gives them here.
    if (name === 'mistral-ai' || name === 'groq') expect(usage).toMatchObject({ promptTokens: 100, completionTokens: 30 });
  });

  it('calls two tools at once, and goes on with their answers', async () => {
    const place = stage.at(name);
    const tools = [{ type: 'function' as const, function: LOOK }];
    const { reasoning: _none, ...looks } = TWO_LOOKS;
    says(place, looks);
    const message = (await client().chat.complete({ model: place.model, messages: [ASKED], tools }, to(place))).choices[0]!.message!;
    says(place, { text: 'Rain, and sun.' });

    const second = await client().chat.complete(
      {
        model: place.model,
        tools,
        messages: [
          ASKED,
          { ...message, role: 'assistant' },
          ...message.toolCalls!.map(({ id }, index) => ({ role: 'tool' as const, toolCallId: id!, content: RESULTS[index]! })),
        ],
      },
      to(place),
    );

    expect(second.choices[0]!.message!.content).toBe('Rain, and sun.');
    expect(heardBy(place).calls.map(({ name: called, input }) => ({ name: called, input }))).toEqual(CALLS);
    expect(heardBy(place).results.map(({ text }) => text)).toEqual(RESULTS);
  });

  it('parses an answer that keeps to a schema', async () => {
    const place = stage.at(name);
    says(place, ROME_AS_JSON);

    const { choices } = await client().chat.parse(
      { model: place.model, messages: [{ role: 'user', content: 'Name a city as JSON.' }], responseFormat: City },
      to(place),
    );

    expect(choices![0]!.message!.parsed).toEqual(ROME);
    expect(heardBy(place).schema).toMatchObject({ type: 'object', required: ['city', 'people'] });
  });

  it('throws the error of its own for a limit, with the time to wait', async () => {
    const place = stage.at(name);
    refuses(place);

    const failed = await client()
      .chat.complete({ model: place.model, messages: [ASKED] }, to(place))
      .catch((error: unknown) => error);

    expect(failed).toBeInstanceOf(MistralError);
    expect(failed as MistralError).toMatchObject({ statusCode: 429, body: expect.stringContaining('Too many requests') });
    expect((failed as MistralError).headers.get('retry-after')).toBe('7');
  });
});

// Its SDK reads a streamed call only where it comes in one piece, as Mistral and Gemini send it; OpenAI's pieces it refuses.
describe.each(['mistral-ai', 'google'] as const)('the Mistral SDK in a stream, answered by %s', (name) => {
  it('streams two calls, each of them whole once its pieces are put together', async () => {
    const place = stage.at(name);
    says(place, TWO_LOOKS);
    const calls: { name: string; input: string }[] = [];

    for await (const { data } of await client().chat.stream(
      { model: place.model, messages: [ASKED], tools: [{ type: 'function', function: LOOK }] },
      to(place),
    )) {
      for (const { index = 0, function: piece } of data.choices[0]?.delta.toolCalls ?? []) {
        const call = (calls[index] ??= { name: '', input: '' });
        call.name += piece.name;
        call.input += typeof piece.arguments === 'string' ? piece.arguments : JSON.stringify(piece.arguments);
      }
    }

    expect(calls.map(({ name: called, input }) => ({ name: called, input: JSON.parse(input) as unknown }))).toEqual(CALLS);
  });
});

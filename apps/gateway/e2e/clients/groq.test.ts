import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Groq from 'groq-sdk';
import { heardBy, refuses, says, startStage, STARTING_MS, type Place, type Stage } from './stage.ts';
import { CALLS, CITY, HELLO, LOOK, RESULTS, ROME, ROME_AS_JSON, TWO_LOOKS } from './story.ts';

const PROVIDERS = ['groq', 'anthropic', 'google'] as const;

const ASKED = { role: 'user', content: 'How is the weather in Paris and in Rome?' } as const;

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(PROVIDERS);
}, STARTING_MS);
afterAll(async () => stage?.close());

/** The SDK has `/openai/v1` in each of its paths, where the gateway has `/v1`. */
const inOurPaths: typeof fetch = (url, init) => fetch(String(url instanceof Request ? url.url : url).replace('/openai/v1/', '/v1/'), init);

const clientFor = ({ headers }: Place) =>
  new Groq({ baseURL: stage.origin, apiKey: stage.key, defaultHeaders: headers, maxRetries: 0, fetch: inOurPaths });

describe.each(PROVIDERS)('the Groq SDK, answered by %s', (name) => {
  it('says hello, whole and streamed', async () => {
    const place = stage.at(name);
    const client = clientFor(place);
    const request = { model: place.model, messages: [{ role: 'user' as const, content: 'Say hello to Ann.' }] };
    says(place, HELLO);

    const whole = await client.chat.completions.create(request);
    let text = '';
    let usage: unknown;
    for await (const chunk of await client.chat.completions.create({ ...request, stream: true })) {
      text += chunk.choices[0]?.delta.content ?? '';
      usage = (chunk as { readonly usage?: unknown }).usage ?? usage;
    }

    expect(whole.choices[0]!.message.content).toBe(HELLO.text);
    expect(whole.usage).toMatchObject({ prompt_tokens: 100, completion_tokens: 30 });
    expect(text).toBe(HELLO.text);
    // Groq counts unasked, and its SDK has no way to ask.
    if (name === 'groq') expect(usage).toMatchObject({ prompt_tokens: 100, completion_tokens: 30 });
  });

  it('calls two tools at once, and goes on with their answers', async () => {
    const place = stage.at(name);
    const client = clientFor(place);
    const tools = [{ type: 'function' as const, function: LOOK }];
    says(place, TWO_LOOKS);
    const { message } = (await client.chat.completions.create({ model: place.model, messages: [ASKED], tools })).choices[0]!;
    says(place, { text: 'Rain, and sun.' });

    const second = await client.chat.completions.create({
      model: place.model,
      tools,
      messages: [
        ASKED,
        message,
        ...message.tool_calls!.map(({ id }, index) => ({ role: 'tool' as const, tool_call_id: id, content: RESULTS[index]! })),
      ],
    });

    expect(second.choices[0]!.message.content).toBe('Rain, and sun.');
    expect(heardBy(place).calls.map(({ name: called, input }) => ({ name: called, input }))).toEqual(CALLS);
    expect(heardBy(place).results.map(({ text }) => text)).toEqual(RESULTS);
  });

  it('streams two calls, each of them whole once its pieces are put together', async () => {
    const place = stage.at(name);
    says(place, TWO_LOOKS);
    const calls: { name: string; input: string }[] = [];

    for await (const { choices } of await clientFor(place).chat.completions.create({
      model: place.model,
      messages: [ASKED],
      tools: [{ type: 'function', function: LOOK }],
      stream: true,
    })) {
      for (const { index, function: piece } of choices[0]?.delta.tool_calls ?? []) {
        calls[index] ??= { name: '', input: '' };
        calls[index].name += piece?.name ?? '';
        calls[index].input += piece?.arguments ?? '';
      }
    }

    expect(calls.map(({ name: called, input }) => ({ name: called, input: JSON.parse(input) as unknown }))).toEqual(CALLS);
  });

  it('has an answer that keeps to a schema', async () => {
    const place = stage.at(name);
    says(place, ROME_AS_JSON);

    const { choices } = await clientFor(place).chat.completions.create({
      model: place.model,
      messages: [{ role: 'user', content: 'Name a city as JSON.' }],
      response_format: { type: 'json_schema', json_schema: { name: 'city', schema: CITY, strict: true } },
    });

    expect(JSON.parse(choices[0]!.message.content!)).toEqual(ROME);
    expect(heardBy(place).schema).toMatchObject({ type: 'object', required: ['city', 'people'] });
  });

  it('throws the error of its own for a limit, with the time to wait', async () => {
    const place = stage.at(name);
    refuses(place);

    const failed = await clientFor(place)
      .chat.completions.create({ model: place.model, messages: [ASKED] })
      .catch((error: unknown) => error);

    expect(failed).toBeInstanceOf(Groq.RateLimitError);
    expect((failed as InstanceType<typeof Groq.RateLimitError>).headers?.get('retry-after')).toBe('7');
  });
});

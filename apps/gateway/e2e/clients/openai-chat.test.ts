import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { asSaid } from './as-said.ts';
import { breaksOff, heardBy, refuses, says, startStage, STARTING_MS, type Place, type Stage } from './stage.ts';
import { CALLS, HELLO, LOOK, RESULTS, ROME, ROME_AS_JSON, TWO_LOOKS } from './story.ts';

/** Each with whether calls come back signed, as they have to. */
const PROVIDERS = [
  { name: 'anthropic', signs: false },
  { name: 'google', signs: true },
  { name: 'bedrock Claude', signs: false },
  { name: 'cohere', signs: false },
  { name: 'groq', signs: false },
] as const;

const SYSTEM = { role: 'system', content: 'Be brief.' } as const;
const ASKED = { role: 'user', content: 'How is the weather in Paris and in Rome?' } as const;
const TOOLS: OpenAI.ChatCompletionFunctionTool[] = [{ type: 'function', function: LOOK }];
const City = z.object({ city: z.string(), people: z.number() });

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(PROVIDERS.map(({ name }) => name));
}, STARTING_MS);
afterAll(async () => stage?.close());

const clientFor = ({ headers }: Place) =>
  new OpenAI({ baseURL: `${stage.origin}/v1`, apiKey: stage.key, defaultHeaders: headers, maxRetries: 0 });

const callsOf = ({ tool_calls: calls = [] }: OpenAI.ChatCompletionMessage) =>
  calls.flatMap((call) =>
    call.type === 'function' ? [{ id: call.id, name: call.function.name, input: JSON.parse(call.function.arguments) as unknown }] : [],
  );

describe.each(PROVIDERS)('the OpenAI SDK at chat, answered by $name', ({ name, signs }) => {
  it('says hello, whole and streamed', async () => {
    const place = stage.at(name);
    const client = clientFor(place);
    const request = { model: place.model, messages: [SYSTEM, { role: 'user' as const, content: 'Say hello to Ann.' }] };
    says(place, HELLO);

    const told = [
      await client.chat.completions.create(request),
      await client.chat.completions.stream({ ...request, stream_options: { include_usage: true } }).finalChatCompletion(),
    ];

    for (const { choices, usage } of told) {
      expect(choices).toMatchObject([{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: HELLO.text } }]);
      expect(usage).toMatchObject({ prompt_tokens: 100, completion_tokens: 30, total_tokens: 130 });
    }
    expect(heardBy(place)).toMatchObject({ stream: true, system: 'Be brief.', said: [{ role: 'user', text: 'Say hello to Ann.' }] });
  });

  it('calls two tools at once, and goes on with their answers', async () => {
    const place = stage.at(name);
    const client = clientFor(place);
    const request = { model: place.model, messages: [SYSTEM, ASKED] as OpenAI.ChatCompletionMessageParam[], tools: TOOLS };
    const { reasoning: _none, ...looks } = TWO_LOOKS;
    says(place, looks);
    const told = [await client.chat.completions.create(request), await client.chat.completions.stream(request).finalChatCompletion()];

    for (const { choices } of told) {
      const { message, finish_reason: finish } = choices[0]!;
      const calls = callsOf(message);
      says(place, { text: 'Rain, and sun.' });
      const second = await client.chat.completions.create({
        ...request,
        messages: [
          ...request.messages,
          asSaid(message),
          ...calls.map(({ id }, index) => ({ role: 'tool' as const, tool_call_id: id, content: RESULTS[index]! })),
        ],
      });

      expect(finish).toBe('tool_calls');
      expect(calls.map(({ name: called, input }) => ({ name: called, input }))).toEqual(CALLS);
      expect(second.choices[0]!.message.content).toBe('Rain, and sun.');
      const heard = heardBy(place);
      expect(heard.calls.map(({ name: called, input }) => ({ name: called, input }))).toEqual(CALLS);
      expect(heard.results.map(({ text }) => text)).toEqual(RESULTS);
      if (signs) expect(heard.signatures).toHaveLength(1);
    }
  });

  it('runs tools by itself until there is an answer', async () => {
    const place = stage.at(name);
    const cities: string[] = [];
    const { reasoning: _none, ...looks } = TWO_LOOKS;
    says(place, looks);

    const runner = clientFor(place).chat.completions.runTools({
      model: place.model,
      messages: [ASKED],
      tools: [
        {
          type: 'function',
          function: {
            ...LOOK,
            parse: JSON.parse as (input: string) => { city: string },
            function: ({ city }: { city: string }) => {
              cities.push(city);
              // From the second look on, the model has what it needs.
              if (cities.length === 2) place.standIn.script = { kind: 'say', turn: { text: 'Rain, and sun.' } };
              return RESULTS[cities.length - 1]!;
            },
          },
        },
      ],
    });

    expect(await runner.finalContent()).toBe('Rain, and sun.');
    expect(cities).toEqual(['Paris', 'Rome']);
  });

  it('parses an answer that keeps to a schema, whole and streamed', async () => {
    const place = stage.at(name);
    const client = clientFor(place);
    says(place, ROME_AS_JSON);
    const request = {
      model: place.model,
      messages: [{ role: 'user' as const, content: 'Name a city as JSON.' }],
      response_format: zodResponseFormat(City, 'city'),
    };

    const told = [await client.chat.completions.parse(request), await client.chat.completions.stream(request).finalChatCompletion()];

    for (const { choices } of told) expect(choices[0]!.message.parsed).toEqual(ROME);
    expect(heardBy(place).schema).toMatchObject({ type: 'object', required: ['city', 'people'] });
  });

  it('parses whole numbers, to which zod adds the bounds of what JavaScript can count', async () => {
    const place = stage.at(name);
    says(place, ROME_AS_JSON);

    const { choices } = await clientFor(place).chat.completions.parse({
      model: place.model,
      messages: [{ role: 'user', content: 'Name a city as JSON.' }],
      response_format: zodResponseFormat(z.object({ city: z.string(), people: z.number().int() }), 'city'),
    });

    expect(choices[0]!.message.parsed).toEqual(ROME);
  });

  it('throws the error of its own for a limit, with the time to wait', async () => {
    const place = stage.at(name);
    refuses(place);

    const failed = await clientFor(place)
      .chat.completions.create({ model: place.model, messages: [ASKED] })
      .catch((error: unknown) => error);

    expect(failed).toBeInstanceOf(OpenAI.RateLimitError);
    const error = failed as InstanceType<typeof OpenAI.RateLimitError>;
    expect(error.message).toContain('Too many requests');
    expect(error.headers?.get('retry-after')).toBe('7');
  });

  it('throws where a stream breaks off, and keeps what came before', async () => {
    const place = stage.at(name);
    breaksOff(place, HELLO);
    let text = '';

    const stream = await clientFor(place).chat.completions.create({ model: place.model, messages: [ASKED], stream: true });
    const failed = await (async () => {
      for await (const { choices } of stream) text += choices[0]?.delta.content ?? '';
    })().catch((error: unknown) => error);

    expect(failed).toBeInstanceOf(OpenAI.APIError);
    expect((failed as Error).message).toContain('It broke');
    expect(text).toBe(HELLO.text);
  });

  it('tries again by itself, and then has the answer', async () => {
    const place = stage.at(name);
    refuses(place, { status: 429, retryAfterS: 1 });
    const client = clientFor(place);
    const asking = client.chat.completions.create({ model: place.model, messages: [ASKED] }, { maxRetries: 1 });
    setTimeout(() => (place.standIn.script = { kind: 'say', turn: HELLO }), 300);

    expect((await asking).choices[0]!.message.content).toBe(HELLO.text);
  });
});

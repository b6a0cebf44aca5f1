import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { asSaid } from './as-said.ts';
import { breaksOff, heardBy, refuses, says, startStage, STARTING_MS, type Place, type Stage } from './stage.ts';
import { CALLS, HELLO, LOOK, RESULTS, ROME, ROME_AS_JSON, THOUGHT, TWO_LOOKS } from './story.ts';

/** Each with whether its thinking is signed, and whether it comes back as text. */
const PROVIDERS = [
  { name: 'anthropic', signs: true, replays: true },
  { name: 'google', signs: true, replays: false },
  { name: 'bedrock Claude', signs: true, replays: true },
  { name: 'mistral-ai', signs: false, replays: true },
  { name: 'openai', signs: true, replays: true },
] as const;

const ASKED = { type: 'message', role: 'user', content: 'How is the weather in Paris and in Rome?' } as const;
const TOOLS: OpenAI.Responses.FunctionTool[] = [{ type: 'function', ...LOOK, strict: false }];
const City = z.object({ city: z.string(), people: z.number() });

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(PROVIDERS.map(({ name }) => name));
}, STARTING_MS);
afterAll(async () => stage?.close());

const clientFor = ({ headers }: Place) =>
  new OpenAI({ baseURL: `${stage.origin}/v1`, apiKey: stage.key, defaultHeaders: headers, maxRetries: 0 });

describe.each(PROVIDERS)('the OpenAI SDK at responses, answered by $name', ({ name, signs, replays }) => {
  it('says hello, whole and streamed', async () => {
    const place = stage.at(name);
    const client = clientFor(place);
    const request = { model: place.model, instructions: 'Be brief.', input: 'Say hello to Ann.', store: false };
    says(place, HELLO);

    const told = [await client.responses.create(request), await client.responses.stream(request).finalResponse()];

    for (const response of told) {
      expect(response).toMatchObject({ object: 'response', status: 'completed', error: null, output_text: HELLO.text });
      expect(response.usage).toMatchObject({ input_tokens: 100, output_tokens: 30, total_tokens: 130 });
    }
    expect(heardBy(place)).toMatchObject({ stream: true, system: 'Be brief.', said: [{ role: 'user', text: 'Say hello to Ann.' }] });
  });

  it('hands every piece of a stream on as it comes', async () => {
    const place = stage.at(name);
    says(place, HELLO);
    const pieces: string[] = [];

    const stream = clientFor(place).responses.stream({ model: place.model, input: 'Say hello to Ann.', store: false });
    stream.on('response.output_text.delta', ({ delta }) => pieces.push(delta));
    await stream.done();

    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('')).toBe(HELLO.text);
  });

  it('thinks, calls two tools, and goes on with what it thought', async () => {
    const place = stage.at(name);
    const client = clientFor(place);
    const request = {
      model: place.model,
      max_output_tokens: 8192,
      input: [ASKED] as OpenAI.Responses.ResponseInput,
      tools: TOOLS,
      reasoning: { effort: 'high' as const, summary: 'auto' as const },
      include: ['reasoning.encrypted_content' as const],
      store: false,
    };
    says(place, TWO_LOOKS);
    const told: OpenAI.Responses.Response[] = [
      await client.responses.create(request),
      await client.responses.stream(request).finalResponse(),
    ];

    for (const { output } of told) {
      const calls = output.filter((item) => item.type === 'function_call');
      says(place, { text: 'Rain, and sun.' });
      const second = await client.responses.create({
        ...request,
        input: [
          ASKED,
          ...(output.map(asSaid) as OpenAI.Responses.ResponseInput),
          ...calls.map(({ call_id }, index) => ({ type: 'function_call_output' as const, call_id, output: RESULTS[index]! })),
        ],
      });

      expect(calls.map(({ name: called, arguments: input }) => ({ name: called, input: JSON.parse(input) as unknown }))).toEqual(CALLS);
      expect(output.find(({ type }) => type === 'reasoning')).toMatchObject({ summary: [{ type: 'summary_text', text: THOUGHT }] });
      expect(second.output_text).toBe('Rain, and sun.');
      const heard = heardBy(place);
      expect(heard.calls.map(({ name: called, input }) => ({ name: called, input }))).toEqual(CALLS);
      expect(heard.results.map(({ text }) => text)).toEqual(RESULTS);
      if (signs) expect(heard.signatures).toHaveLength(1);
      if (replays) expect(heard.thought).toEqual([THOUGHT]);
    }
  });

  it('parses an answer that keeps to a schema, whole and streamed', async () => {
    const place = stage.at(name);
    const client = clientFor(place);
    says(place, ROME_AS_JSON);
    const request = { model: place.model, input: 'Name a city as JSON.', store: false, text: { format: zodTextFormat(City, 'city') } };

    const told = [await client.responses.parse(request), await client.responses.stream(request).finalResponse()];

    for (const response of told) expect(response.output_parsed).toEqual(ROME);
    expect(heardBy(place).schema).toMatchObject({ type: 'object', required: ['city', 'people'] });
  });

  it('throws the error of its own for a limit, with the time to wait', async () => {
    const place = stage.at(name);
    refuses(place);

    const failed = await clientFor(place)
      .responses.create({ model: place.model, input: 'Hello', store: false })
      .catch((error: unknown) => error);

    expect(failed).toBeInstanceOf(OpenAI.RateLimitError);
    const error = failed as InstanceType<typeof OpenAI.RateLimitError>;
    expect(error.message).toContain('Too many requests');
    expect(error.headers?.get('retry-after')).toBe('7');
  });

  it('tells that a stream failed, and keeps what came before', async () => {
    const place = stage.at(name);
    breaksOff(place, HELLO);
    let text = '';
    let failure = '';

    const stream = await clientFor(place).responses.create({ model: place.model, input: 'Hello', store: false, stream: true });
    const failed = await (async () => {
      for await (const event of stream) {
        if (event.type === 'response.output_text.delta') text += event.delta;
        if (event.type === 'response.failed') failure = event.response.error?.message ?? '';
        if (event.type === 'error') failure = event.message;
      }
    })().catch((error: unknown) => error);

    // The SDK throws for an event of the name `error`, and hands on a response that failed.
    expect(failure || String(failed)).toContain('It broke');
    expect(text).toBe(HELLO.text);
  });
});

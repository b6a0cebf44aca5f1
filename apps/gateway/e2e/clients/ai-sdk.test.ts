import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { APICallError, generateText, jsonSchema, Output, stepCountIs, streamText, tool, type LanguageModel } from 'ai';
import { heardBy, refuses, says, startStage, STARTING_MS, type Place, type Stage } from './stage.ts';
import { CALLS, CITY, HELLO, LOOK, RESULTS, ROME, ROME_AS_JSON, THOUGHT, TWO_LOOKS } from './story.ts';

const PROVIDERS = ['anthropic', 'google', 'bedrock Claude', 'groq', 'openai'] as const;

/** By itself the AI SDK has whoever answers keep what was said, and names it only; nobody but OpenAI keeps anything. */
const OPTIONS = { openai: { store: false } };

/** The ways in which the AI SDK speaks to a server that is not its maker's. */
const WAYS = ['createOpenAI, chat', 'createOpenAI, responses', 'createAnthropic', 'createOpenAICompatible'] as const;

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(PROVIDERS);
  // It tells on the console of what a model's name says to it.
  Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false });
}, STARTING_MS);
afterAll(async () => stage?.close());

function modelOf(way: (typeof WAYS)[number], { headers, model }: Place): LanguageModel {
  const given = { baseURL: `${stage.origin}/v1`, apiKey: stage.key, headers: { ...headers } };
  switch (way) {
    case 'createOpenAI, chat':
      return createOpenAI(given).chat(model);
    case 'createOpenAI, responses':
      return createOpenAI(given).responses(model);
    case 'createAnthropic':
      return createAnthropic(given)(model);
    case 'createOpenAICompatible':
      return createOpenAICompatible({ ...given, name: 'sluice', includeUsage: true, supportsStructuredOutputs: true })(model);
  }
}

const looking = (cities: string[]) =>
  tool({
    description: LOOK.description,
    inputSchema: jsonSchema<{ city: string }>(LOOK.parameters as Parameters<typeof jsonSchema>[0]),
    execute: ({ city }) => {
      cities.push(city);
      return RESULTS[CALLS.findIndex(({ input }) => input.city === city)]!;
    },
  });

const cells = WAYS.flatMap((way) => PROVIDERS.map((name) => ({ way, name })));

describe.each(cells)('the AI SDK by $way, answered by $name', ({ way, name }) => {
  it('says hello, whole and streamed', async () => {
    const place = stage.at(name);
    says(place, HELLO);
    const asking = {
      model: modelOf(way, place),
      system: 'Be brief.',
      prompt: 'Say hello to Ann.',
      providerOptions: OPTIONS,
      maxRetries: 0,
    };

    const whole = await generateText(asking);
    const streamed = streamText(asking);
    const pieces: string[] = [];
    for await (const piece of streamed.textStream) pieces.push(piece);

    expect(whole).toMatchObject({ text: HELLO.text, finishReason: 'stop', usage: { inputTokens: 100, outputTokens: 30 } });
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('')).toBe(HELLO.text);
    expect(await streamed.finishReason).toBe('stop');
    expect(await streamed.usage).toMatchObject({ inputTokens: 100, outputTokens: 30 });
    expect(heardBy(place)).toMatchObject({ system: 'Be brief.', said: [{ role: 'user', text: 'Say hello to Ann.' }] });
  });

  it.each(['whole', 'streamed'])('lets the model call two tools and go on by itself, %s', async (how) => {
    const place = stage.at(name);
    const cities: string[] = [];
    says(place, TWO_LOOKS);
    const asking = {
      model: modelOf(way, place),
      prompt: 'How is the weather in Paris and in Rome?',
      tools: { look: looking(cities) },
      stopWhen: stepCountIs(3),
      providerOptions: OPTIONS,
      maxRetries: 0,
      onStepFinish: () => void (place.standIn.script = { kind: 'say', turn: { text: 'Rain, and sun.' } }),
    };

    const run = how === 'whole' ? await generateText(asking) : streamText({ ...asking, onError: () => {} });
    const steps = await run.steps;

    expect(await run.text).toBe('Rain, and sun.');
    expect(cities.toSorted()).toEqual(['Paris', 'Rome']);
    expect(steps).toHaveLength(2);
    // OpenAI's own chat tells nothing of what it thinks, and its client in the AI SDK does not look for it there.
    if (name !== 'openai' && way !== 'createOpenAI, chat') expect(steps[0]!.reasoningText).toBe(THOUGHT);
    const heard = heardBy(place);
    expect(heard.calls.map(({ name: called, input }) => ({ name: called, input }))).toEqual(CALLS);
    expect(heard.results.map(({ text }) => text)).toEqual(RESULTS);
  });

  it('has an object that keeps to a schema', async () => {
    const place = stage.at(name);
    says(place, ROME_AS_JSON);

    const { output } = await generateText({
      model: modelOf(way, place),
      prompt: 'Name a city as JSON.',
      output: Output.object({ schema: jsonSchema<typeof ROME>(CITY as Parameters<typeof jsonSchema>[0]) }),
      maxRetries: 0,
    });

    expect(output).toEqual(ROME);
  });

  it('throws the error of its own for a limit, with the time to wait', async () => {
    const place = stage.at(name);
    refuses(place);

    const failed = await generateText({ model: modelOf(way, place), prompt: 'Hello', maxRetries: 0 }).catch((error: unknown) => error);

    expect(APICallError.isInstance(failed)).toBe(true);
    expect(failed as APICallError).toMatchObject({ statusCode: 429, isRetryable: true, responseHeaders: { 'retry-after': '7' } });
    expect((failed as APICallError).message).toContain('Too many requests');
  });
});

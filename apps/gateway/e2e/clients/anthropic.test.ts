import Anthropic from '@anthropic-ai/sdk';
import { jsonSchemaOutputFormat } from '@anthropic-ai/sdk/helpers/json-schema';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { COUNTED } from './counting.ts';
import { breaksOff, heardBy, refuses, says, startStage, STARTING_MS, type Place, type Stage } from './stage.ts';
import { CALLS, HELLO, LOOK, RESULTS, ROME, ROME_AS_JSON, THOUGHT, TWO_LOOKS } from './story.ts';

/** Each with what it tells of its thinking, and whether that comes back signed. */
const PROVIDERS = [
  { name: 'anthropic', thinks: true, signs: true, replays: true, counts: true },
  { name: 'google', thinks: true, signs: true, replays: false, counts: true },
  { name: 'bedrock Claude', thinks: true, signs: true, replays: true, counts: true },
  { name: 'groq', thinks: true, signs: false, replays: true, counts: false },
  { name: 'openai', thinks: false, signs: false, replays: false, counts: false },
  { name: 'mistral-ai', thinks: true, signs: false, replays: true, counts: false },
  { name: 'cohere', thinks: true, signs: false, replays: true, counts: false },
] as const;

const ASKED = { role: 'user', content: 'How is the weather in Paris and in Rome?' } as const;
const TOOLS: Anthropic.Tool[] = [
  { name: LOOK.name, description: LOOK.description, input_schema: LOOK.parameters as Anthropic.Tool.InputSchema },
];
const THINKING = { type: 'enabled', budget_tokens: 2048 } as const;

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(PROVIDERS.map(({ name }) => name));
}, STARTING_MS);
afterAll(async () => stage?.close());

/** The SDK warns of models that are to end; which they are is not our concern. */
beforeAll(() => void jest.spyOn(console, 'warn').mockImplementation(() => {}));

const clientFor = ({ headers }: Place) =>
  new Anthropic({ baseURL: stage.origin, apiKey: stage.key, defaultHeaders: headers, maxRetries: 0 });

/** The answer whole, and put together from a stream by the SDK itself. */
const both = async (client: Anthropic, request: Anthropic.MessageCreateParamsNonStreaming) => [
  await client.messages.create(request),
  await client.messages.stream(request).finalMessage(),
];

describe.each(PROVIDERS)('the Anthropic SDK, answered by $name', ({ name, thinks, signs, replays, counts }) => {
  it('says hello, whole and streamed', async () => {
    const place = stage.at(name);
    says(place, HELLO);

    const told = await both(clientFor(place), {
      model: place.model,
      max_tokens: 300,
      system: 'Be brief.',
      messages: [{ role: 'user', content: 'Say hello to Ann.' }],
    });

    for (const message of told) {
      expect(message).toMatchObject({
        type: 'message',
        role: 'assistant',
        stop_reason: 'end_turn',
        usage: { input_tokens: 100, output_tokens: 30 },
      });
      expect(message.content).toMatchObject([{ type: 'text', text: HELLO.text }]);
    }
    expect(heardBy(place)).toMatchObject({ stream: true, system: 'Be brief.', said: [{ role: 'user', text: 'Say hello to Ann.' }] });
  });

  it('hands every piece of a stream on as it comes', async () => {
    const place = stage.at(name);
    says(place, HELLO);
    const pieces: string[] = [];

    const stream = clientFor(place).messages.stream({ model: place.model, max_tokens: 300, messages: [ASKED] });
    stream.on('text', (piece) => pieces.push(piece));
    await stream.done();

    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('')).toBe(HELLO.text);
  });

  it('thinks, calls two tools, and goes on with what it thought', async () => {
    const place = stage.at(name);
    const client = clientFor(place);
    const request = {
      model: place.model,
      max_tokens: 4096,
      thinking: THINKING,
      tools: TOOLS,
      messages: [ASKED] as Anthropic.MessageParam[],
    };
    says(place, TWO_LOOKS);

    for (const message of await both(client, request)) {
      says(place, { text: 'Rain, and sun.' });
      const uses = message.content.filter((block) => block.type === 'tool_use');
      const results = uses.map(({ id }, index) => ({ type: 'tool_result' as const, tool_use_id: id, content: RESULTS[index]! }));
      const { content } = await client.messages.create({
        ...request,
        messages: [ASKED, { role: 'assistant', content: message.content }, { role: 'user', content: results }],
      });

      expect(message.stop_reason).toBe('tool_use');
      expect(uses.map(({ name: called, input }) => ({ name: called, input }))).toEqual(CALLS);
      if (thinks) expect(message.content[0]).toMatchObject({ type: 'thinking', thinking: THOUGHT });
      expect(content).toMatchObject([{ type: 'text', text: 'Rain, and sun.' }]);
      const heard = heardBy(place);
      expect(heard.calls.map(({ name: called, input }) => ({ name: called, input }))).toEqual(CALLS);
      expect(heard.results.map(({ text }) => text)).toEqual(RESULTS);
      if (signs) expect(heard.signatures).toHaveLength(1);
      if (replays) expect(heard.thought).toEqual([THOUGHT]);
      says(place, TWO_LOOKS);
    }
  });

  it('parses an answer that keeps to a schema', async () => {
    const place = stage.at(name);
    says(place, ROME_AS_JSON);

    const message = await clientFor(place).messages.parse({
      model: place.model,
      max_tokens: 300,
      messages: [{ role: 'user', content: 'Name a city as JSON.' }],
      output_config: {
        format: jsonSchemaOutputFormat({
          type: 'object',
          properties: { city: { type: 'string' }, people: { type: 'integer' } },
          required: ['city', 'people'],
          additionalProperties: false,
        }),
      },
    });

    expect(message.parsed_output).toEqual(ROME);
    expect(heardBy(place).schema).toMatchObject({ type: 'object', required: ['city', 'people'] });
  });

  it('throws the error of its own for a limit, with the time to wait', async () => {
    const place = stage.at(name);
    refuses(place);

    const failed = await clientFor(place)
      .messages.create({ model: place.model, max_tokens: 300, messages: [ASKED] })
      .catch((error: unknown) => error);

    expect(failed).toBeInstanceOf(Anthropic.RateLimitError);
    const error = failed as InstanceType<typeof Anthropic.RateLimitError>;
    expect(error.status).toBe(429);
    expect(error.headers.get('retry-after')).toBe('7');
    expect(error.error).toMatchObject({
      type: 'error',
      error: { message: expect.stringContaining('Too many requests') },
    });
  });

  it('throws where a stream breaks off, and keeps what came before', async () => {
    const place = stage.at(name);
    breaksOff(place, HELLO);
    const pieces: string[] = [];

    const stream = clientFor(place).messages.stream({ model: place.model, max_tokens: 300, messages: [ASKED] });
    stream.on('text', (piece) => pieces.push(piece));
    const failed = await stream.done().catch((error: unknown) => error);

    expect(failed).toBeInstanceOf(Anthropic.APIError);
    expect((failed as Error).message).toContain('It broke');
    expect(pieces.join('')).toBe(HELLO.text);
  });

  it('counts tokens', async () => {
    const place = stage.at(name);
    says(place, HELLO);

    const { data, response } = await clientFor(place)
      .messages.countTokens({ model: place.model, system: 'Be brief.', messages: [ASKED] })
      .withResponse();

    if (counts) expect(data.input_tokens).toBe(COUNTED);
    else expect(data.input_tokens).toBeGreaterThan(0);
    expect(response.headers.has('x-sluice-estimated')).toBe(!counts);
  });
});

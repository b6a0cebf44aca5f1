import { describe, expect, it } from '@jest/globals';
import { isFaultError, JsonDocument, operationFor, type OperationName } from '@sluice/provider-sdk';
import vertex from './index.ts';
import { recordingsOf } from '@sluice/provider-testkit/recorded';

const settings = { apiKey: 'ya29.t', projectId: 'p', region: 'us-east5' };
const below = '/v1/projects/p/locations/us-east5';

function pathOf(
  name: OperationName,
  model: string,
  call: Record<string, unknown> = {},
  given: typeof settings = settings,
): string | undefined {
  const operation = operationFor(vertex.operations, name, model);
  if (!operation) return undefined;
  if (operation.codec)
    return operation.codec.request({ model, messages: [{ role: 'user', content: 'hi' }], ...call }, { model, settings: given }).path;
  const streamed = call['stream'] === true;
  return typeof operation.path === 'string' ? operation.path : operation.path({ model, settings: given, streamed });
}

const paramOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (isFaultError(error)) return error.fault.param;
    throw error;
  }
  return undefined;
};

describe('a model on Vertex', () => {
  const google = `${below}/publishers/google/models`;
  const anthropic = `${below}/publishers/anthropic/models`;

  it.each<[OperationName, string, Record<string, unknown>, string | undefined]>([
    ['chat', 'gemini-2.5-pro', {}, `${google}/gemini-2.5-pro:generateContent`],
    ['chat', 'google.gemini-2.5-pro', { stream: true }, `${google}/gemini-2.5-pro:streamGenerateContent?alt=sse`],
    ['chat', 'google/gemini-2.5-pro', {}, `${google}/gemini-2.5-pro:generateContent`],
    ['chat', 'endpoints.123', {}, `${below}/endpoints/123:generateContent`],
    ['chat', 'anthropic.claude-sonnet-4-5@20250929', {}, `${anthropic}/claude-sonnet-4-5@20250929:rawPredict`],
    ['chat', 'claude-sonnet-4-5', { stream: true }, `${anthropic}/claude-sonnet-4-5:streamRawPredict`],
    ['chat', 'meta.llama-4-maverick-17b-128e-instruct-maas', {}, `${below}/endpoints/openapi/chat/completions`],
    ['chat', 'deepseek-ai/deepseek-v3.1-maas', {}, `${below}/endpoints/openapi/chat/completions`],
    ['chat', 'publishers/meta/models/llama-x', {}, `${below}/endpoints/openapi/chat/completions`],
    ['chat', 'mistralai.mistral-medium-3', { stream: true }, `${below}/publishers/mistralai/models/mistral-medium-3:streamRawPredict`],
    ['chat', 'google/../a?b', {}, `${google}/..%2Fa%3Fb:generateContent`],
    ['messages', 'claude-sonnet-4-5', { stream: true }, `${anthropic}/claude-sonnet-4-5:streamRawPredict`],
    ['messages', 'gemini-2.5-pro', {}, undefined],
    ['countTokens', 'claude-sonnet-4-5', {}, `${anthropic}/count-tokens:rawPredict`],
    ['countTokens', 'gemini-2.5-pro', {}, `${google}/gemini-2.5-pro:countTokens`],
    ['embeddings', 'text-embedding-005', { input: 'a' }, `${google}/text-embedding-005:predict`],
    ['embeddings', 'gemini-embedding-001', { input: 'a' }, `${google}/gemini-embedding-001:predict`],
    ['embeddings', 'gemini-embedding-2', { input: 'a' }, `${google}/gemini-embedding-2:embedContent`],
    ['images', 'imagen-4.0-generate-001', { prompt: 'a' }, `${google}/imagen-4.0-generate-001:predict`],
    ['images', 'gemini-2.5-flash-image', { prompt: 'a' }, `${google}/gemini-2.5-flash-image:generateContent`],
    ['speech', 'gemini-2.5-flash-tts', { input: 'a' }, `${google}/gemini-2.5-flash-tts:generateContent`],
    ['embeddings', 'claude-sonnet-4-5', {}, undefined],
  ])('is asked for %s as %s where it is', (name, model, call, path) => {
    expect(pathOf(name, model, call)).toBe(path);
  });

  it.each([
    [{ region: 'us-east5' }, 'https://us-east5-aiplatform.googleapis.com'],
    [{ region: 'global' }, 'https://aiplatform.googleapis.com'],
    [{}, 'https://aiplatform.googleapis.com'],
    [{ region: 'eu' }, 'https://aiplatform.eu.rep.googleapis.com'],
  ])('is at the host of %j', (where, host) => {
    expect(vertex.baseURL({ apiKey: 'ya29.t', projectId: 'p', ...where })).toBe(host);
  });

  it('is at no host that a caller makes up', () => {
    expect(paramOf(() => vertex.baseURL({ ...settings, region: 'evil.test/' }))).toBe('vertex-region');
    expect(pathOf('chat', 'gemini-2.5-pro', {}, { ...settings, projectId: '../a' })).toMatch(/^\/v1\/projects\/\.\.%2Fa\//);
  });

  it('needs a project, but for a key of express mode', () => {
    const express = { apiKey: 'AIzaX' };

    expect(paramOf(() => pathOf('chat', 'gemini-2.5-pro', {}, { apiKey: 'ya29.t' } as never))).toBe('vertex-project-id');
    expect(pathOf('chat', 'gemini-2.5-pro', {}, express as never)).toBe('/v1/publishers/google/models/gemini-2.5-pro:generateContent');
    expect(vertex.baseURL(express)).toBe('https://aiplatform.googleapis.com');
  });

  it('has its tier asked for by headers', () => {
    const { codec } = operationFor(vertex.operations, 'chat', 'gemini-2.5-pro')!;
    const call = { messages: [{ role: 'user', content: 'hi' }], service_tier: 'flex' };

    const { headers, body } = codec!.request(call, { model: 'gemini-2.5-pro', settings });

    expect(headers).toMatchObject({ 'x-vertex-ai-llm-shared-request-type': 'flex' });
    expect(body).not.toHaveProperty('serviceTier');
  });
});

describe('a body that passes through', () => {
  function prepared(name: OperationName, model: string, body: object): unknown {
    const operation = operationFor(vertex.operations, name, model)!;
    const document = JsonDocument.parse(Buffer.from(JSON.stringify(body)));
    if (!operation.codec) operation.prepare?.(document.root, { model, settings });
    return JSON.parse(document.toBytes().toString());
  }

  it.each<[OperationName, string, object, object]>([
    ['messages', 'claude-sonnet-4-5', { model: 'claude-sonnet-4-5', a: 1 }, { a: 1, anthropic_version: 'vertex-2023-10-16' }],
    ['messages', 'claude-sonnet-4-5', { anthropic_version: 'x' }, { anthropic_version: 'x' }],
    ['countTokens', 'anthropic.claude-x', { a: 1 }, { a: 1, model: 'claude-x', anthropic_version: 'vertex-2023-10-16' }],
    ['chat', 'meta.llama-x', { model: 'meta.llama-x' }, { model: 'meta/llama-x' }],
    [
      'chat',
      'mistralai.mistral-x',
      { model: 'm', max_completion_tokens: 1, seed: 2, user: 'u' },
      { model: 'mistral-x', max_tokens: 1, random_seed: 2 },
    ],
  ])('%s of %s %j is sent as %j', (name, model, body, expected) => {
    expect(prepared(name, model, body)).toEqual(expected);
  });
});

describe('recorded traffic', () => {
  const named = new Map(recordingsOf('vertex').map((recorded) => [recorded.id, recorded]));
  const given = named.size > 0 ? it : it.skip;
  const at = (id: string) => {
    const { request, response } = named.get(id)!;
    return { ...response, url: request?.url ?? '', asked: JSON.parse(request?.body ?? '{}') as Record<string, unknown> };
  };
  const chatOfClaude = operationFor(vertex.operations, 'chat', 'claude-3-7-sonnet@20250219')!.codec!;
  const asking = { model: 'claude-3-7-sonnet@20250219', settings };

  given('asks Claude in chat what a client of Anthropic’s asked', () => {
    const { asked, url } = at('vertex-messages-e91fc0c352');
    const call = {
      model: asking.model,
      max_tokens: 4000,
      messages: [
        { role: 'system', content: 'You are a helpful assistant' },
        { role: 'user', content: "What's the weather in Florence,Italy?" },
        {
          role: 'assistant',
          content: "I'll get the current weather information for Florence, Italy for you.",
          tool_calls: [
            {
              id: 'toolu_vrtx_01PKrjavVyDh3fufyVCkCJ49',
              type: 'function',
              function: { name: 'weather', arguments: '{"location":"Florence,Italy"}' },
            },
          ],
        },
        { role: 'tool', tool_call_id: 'toolu_vrtx_01PKrjavVyDh3fufyVCkCJ49', content: '40 C' },
      ],
      tools: [
        {
          type: 'function',
          function: {
            name: 'weather',
            description: 'Get weather information for a location',
            parameters: (asked['tools'] as { input_schema: object }[])[0]!.input_schema,
          },
        },
      ],
    };

    const { path, body } = chatOfClaude.request(call, asking);

    expect(url.endsWith(path.replace('/projects/p/', '/projects/test-project/'))).toBe(true);
    expect(body).toMatchObject({ anthropic_version: 'vertex-2023-10-16', max_tokens: 4000, tools: [{ name: 'weather' }] });
    expect(body).not.toHaveProperty('model');
  });

  given('tells in chat what Claude said', () => {
    const json = JSON.parse(at('vertex-messages-e91fc0c352').body) as { id: string; content: { text: string }[] };

    const reply = chatOfClaude.reply({ headers: {}, json, bytes: Buffer.alloc(0) }, { call: {}, target: asking, id: 'x', createdS: 1 });

    expect(reply).toMatchObject({
      choices: [{ message: { content: json.content[0]!.text }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 476, completion_tokens: 77 },
    });
  });

  given('streams in chat what Claude streamed', () => {
    const reader = chatOfClaude.stream!.reader({ call: {}, target: asking, id: 'x', createdS: 1 });
    const frames = at('vertex-messages-e3dd1007a0')
      .body.split(/\r?\n\r?\n/)
      .map((event) => /data: ?(.*)/.exec(event)?.[1])
      .filter((data) => data !== undefined)
      .map((data) => JSON.parse(data) as { type: string; delta?: { partial_json?: string } });

    const chunks = [...frames.flatMap((data) => reader.read({ event: data.type, data, failed: false })), ...reader.end()];

    type Chunk = { choices: { delta: { tool_calls?: { function: { arguments?: string } }[] } }[] };
    const said = (chunks as unknown as Chunk[]).flatMap(({ choices }) => choices.flatMap(({ delta }) => delta.tool_calls ?? []));
    const recorded = frames.map(({ delta }) => delta?.partial_json ?? '').join('');
    expect(JSON.parse(said.map((call) => call.function.arguments ?? '').join(''))).toEqual(JSON.parse(recorded));
    expect(chunks.at(-1)).toMatchObject({ usage: { prompt_tokens: 548, completion_tokens: 128 } });
  });

  given.each([
    ['vertex-generateContent-q9edf135ce', 'rate_limited', 'RESOURCE_EXHAUSTED'],
    ['vertex-generateContent-238006150a', 'invalid_request', 'INVALID_ARGUMENT'],
    ['vertex-generateContent-aae2a86b12', 'model_not_found', 'NOT_FOUND'],
  ])('%s is %s', (id, kind, type) => {
    const { status, headers, body } = at(id);

    const fault = vertex.readFault!({ status: status ?? 0, headers: headers ?? {}, body: JSON.parse(body) });

    expect(fault).toMatchObject({ kind, type });
  });

  it('has failures in Anthropic’s words too', () => {
    const body = { type: 'error', error: { type: 'overloaded_error', message: 'm' } };

    expect(vertex.readFault!({ status: 529, headers: { 'retry-after': '2' }, body })).toMatchObject({
      kind: 'overloaded',
      message: 'm',
      retryAfterMs: 2000,
    });
  });
});

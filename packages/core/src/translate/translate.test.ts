import { describe, expect, it } from '@jest/globals';
import {
  defineProvider,
  FaultError,
  JsonDocument,
  secret,
  type Bridge,
  type Codec,
  type Json,
  type Operations,
  type ProviderAdapter,
} from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { ChatChunks, chatReply, usageOf } from '@sluice/provider-sdk/chat';
import { openAIOperations, readOpenAIFault } from '@sluice/provider-sdk/openai';
import { chatRequest, testHouse, type Does } from '../house.test.support.ts';
import type { Incoming } from '../incoming.ts';
import type { Outcome } from '../outcome.ts';

/** A provider with a language of its own: it shouts, line by line. */
const shouting: Codec = {
  request: (call, { model }) => {
    if (call['seed'] !== undefined) throw new FaultError({ kind: 'invalid_request', message: 'seed: no', param: 'seed' });
    return { path: `/shout/${model}?v=2`, headers: { 'x-shout': 'yes' }, body: { shout: JSON.stringify(call['messages']).toUpperCase() } };
  },
  reply: ({ json }, asked) =>
    chatReply(
      {
        choices: [
          {
            text: (json as { heard: string }).heard,
            blocks: [{ type: 'thinking', thinking: 'hm', signature: 's' }],
            finish: 'stop',
            nativeFinish: 'TIRED',
            extras: { mood: 'loud' },
          },
        ],
        usage: usageOf({ prompt: 3, completion: 4, cached: 1 }),
      },
      asked,
    ),
  stream: {
    framing: 'ndjson',
    reader(asked) {
      const chunks = new ChatChunks(asked);
      return {
        read({ data }) {
          const { heard, end, wrong } = data as { heard?: string; end?: string; wrong?: string };
          if (wrong !== undefined) throw new FaultError({ kind: 'overloaded', message: wrong, type: 'hoarse' });
          if (heard !== undefined) chunks.choice().text(heard);
          if (heard === 'sign') chunks.choice().block(0, { signature: 's' });
          if (end !== undefined) chunks.choice().finish('stop', end);
          chunks.usage(usageOf({ prompt: 3, completion: 4 }));
          return chunks.take();
        },
        end: () => chunks.end(),
      };
    },
  },
};

const provider = (operations: Operations): ProviderAdapter =>
  defineProvider({
    id: 'acme',
    name: 'Acme',
    fields: { apiKey: secret('API key') },
    baseURL: 'https://api.acme.example',
    authorize: bearer('apiKey'),
    readFault: readOpenAIFault,
    operations,
  }) as unknown as ProviderAdapter;

const foreign = provider({ chat: { dialect: 'openai-chat', codec: shouting } });

/** A door with words of its own. */
const telegram: Bridge = {
  forget: (body) => body.drop('ours'),
  paths: [[/^seed/, 'grain']],
  request: (call) => ({ model: call['model'], stream: call['stream'], messages: [{ role: 'user', content: call['telegram'] }] }),
  reply: (reply) => ({ stop: (reply['choices'] as readonly { readonly message: Json }[])[0]!.message['content'] }),
  writer: () => ({
    write: (chunk) => [{ event: 'piece', data: { choices: chunk['choices'] } }],
    end: () => [{ event: 'message_stop', data: { type: 'message_stop' } }],
  }),
};

const messages = [{ role: 'user', content: 'hi' }];
const headers = { authorization: 'own', 'x-portkey-provider': 'acme' };
const loose = { ...headers, 'x-portkey-strict-open-ai-compliance': 'false' };
const chat = (body: object, given: Incoming['headers'] = headers) => chatRequest(given, { model: 'new', messages, ...body });
const atMessages = (body: object): Incoming => ({
  ...chatRequest(headers, { model: 'new', ...body }),
  door: { kind: 'operation', operation: 'messages', dialect: 'anthropic-messages', reply: 'json' },
  path: '/messages',
  query: '?beta=true',
});

const lines = (...events: readonly object[]): Does => ({
  status: 200,
  type: 'application/x-ndjson',
  text: events.map((event) => `${JSON.stringify(event)}\n`).join(''),
});

async function textOf(outcome: Outcome): Promise<string> {
  if (outcome.kind === 'failure') return JSON.stringify(outcome.body);
  if (outcome.kind === 'whole') return outcome.body.toString();
  if (outcome.kind === 'joined') throw new Error('a connection has no text');
  return new Promise((resolve, reject) => {
    let text = '';
    outcome.body.pipe({ data: (bytes) => void (text += bytes.toString()), end: () => resolve(text), fail: reject });
  });
}

const dataIn = (text: string): readonly Json[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line) => JSON.parse(line.slice(6)) as Json);

describe('a call to a provider with a language of its own', () => {
  it('leaves in that language, at its address, signed, and without the caller’s query', async () => {
    const { ask, sent } = testHouse(() => ({ status: 200, text: '{"heard":"HI"}' }), { providers: [foreign] });

    await ask({ ...chat({}), query: '?pretty' });

    expect(sent[0]).toMatchObject({
      method: 'POST',
      url: 'https://api.acme.example/shout/new?v=2',
      headers: { 'x-shout': 'yes', authorization: 'Bearer own', 'content-type': 'application/json' },
    });
    expect(JSON.parse((sent[0]!.body as Buffer).toString())).toEqual({ shout: '[{"ROLE":"USER","CONTENT":"HI"}]' });
  });

  it('comes back in chat’s words, and strictly in OpenAI’s', async () => {
    const { ask } = testHouse(() => ({ status: 200, text: '{"heard":"HI"}' }), { providers: [foreign] });

    const { outcome } = await ask(chat({}));

    expect(JSON.parse(await textOf(outcome))).toEqual({
      id: 'chatcmpl-i',
      object: 'chat.completion',
      created: 1000,
      model: 'new',
      choices: [{ index: 0, message: { role: 'assistant', content: 'HI' }, logprobs: null, finish_reason: 'stop' }],
      usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7, prompt_tokens_details: { cached_tokens: 1 } },
    });
  });

  it('brings the provider’s own words where they are wanted', async () => {
    const { ask } = testHouse(() => ({ status: 200, text: '{"heard":"HI"}' }), { providers: [foreign] });

    const { outcome } = await ask(chat({}, loose));

    expect(JSON.parse(await textOf(outcome))).toMatchObject({
      choices: [
        {
          message: { content_blocks: [{ type: 'thinking', thinking: 'hm', signature: 's' }] },
          finish_reason: 'TIRED',
          mood: 'loud',
        },
      ],
      usage: { cache_read_input_tokens: 1 },
    });
  });

  it('is refused with the name of what cannot be said, and nothing is sent', async () => {
    const { ask, sent } = testHouse(() => ({ status: 200, text: '{}' }), { providers: [foreign] });

    const { outcome } = await ask(chat({ seed: 1 }));

    expect(outcome).toMatchObject({ kind: 'failure', status: 400, fault: { param: 'seed' } });
    expect(sent).toEqual([]);
  });

  it('does not follow a model’s name out of the provider’s address', async () => {
    const { ask, sent } = testHouse(() => ({ status: 200, text: '{}' }), { providers: [foreign] });

    const { outcome } = await ask(chat({ model: '..' }));

    expect(outcome).toMatchObject({ kind: 'failure', status: 400, fault: { code: 'invalid_path' } });
    expect(sent).toEqual([]);
  });

  it('is a bad gateway where the answer cannot be read', async () => {
    const { ask } = testHouse(() => ({ status: 200, text: '<html>' }), { providers: [foreign] });

    const { outcome } = await ask(chat({}));

    expect(outcome).toMatchObject({ kind: 'failure', status: 502, fault: { kind: 'unreadable_reply' } });
  });

  it('keeps the provider’s own error', async () => {
    const { ask } = testHouse(() => ({ status: 429, text: '{"error":{"message":"slow","type":"t"}}', headers: ['retry-after', '7'] }), {
      providers: [foreign],
    });

    const { outcome } = await ask(chat({}));

    expect(outcome).toMatchObject({ status: 429, body: { error: { message: 'acme error: slow', type: 't' } } });
    expect(outcome.headers).toContain('7');
  });
});

describe('a stream of such a provider', () => {
  it('is chat’s, ends with the mark, and counts only for who asked', async () => {
    const { ask } = testHouse(() => lines({ heard: 'A' }, { heard: 'sign' }, { end: 'TIRED' }), { providers: [foreign] });

    const plain = await textOf((await ask(chat({ stream: true }))).outcome);
    const counted = await textOf((await ask(chat({ stream: true, stream_options: { include_usage: true } }, loose))).outcome);

    expect(dataIn(plain).map(({ choices, usage }) => [(choices as readonly Json[])[0]?.['delta'], usage])).toEqual([
      [{ role: 'assistant', content: '' }, undefined],
      [{ content: 'A' }, undefined],
      [{ content: 'sign' }, undefined],
      [{}, undefined],
    ]);
    expect(plain.endsWith('data: [DONE]\n\n')).toBe(true);
    expect(dataIn(counted)[3]).toMatchObject({ choices: [{ delta: { content_blocks: [{ index: 0, delta: { signature: 's' } }] } }] });
    expect(dataIn(counted).at(-2)).toMatchObject({ choices: [{ finish_reason: 'TIRED' }] });
    expect(dataIn(counted).at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 7 } });
  });

  it('that begins with a failure is one', async () => {
    const { ask } = testHouse(() => lines({ wrong: 'hoarse' }), { providers: [foreign] });

    const { outcome } = await ask(chat({ stream: true }));

    expect(outcome).toMatchObject({ kind: 'failure', status: 503, fault: { kind: 'overloaded', type: 'hoarse' } });
  });

  it('that fails later says so, and has no clean end', async () => {
    const { ask } = testHouse(() => lines({ heard: 'A' }, { wrong: 'lost' }), { providers: [foreign] });

    const text = await textOf((await ask(chat({ stream: true }))).outcome);

    expect(dataIn(text).at(-1)).toEqual({ error: { message: 'acme error: lost', type: 'hoarse', param: null, code: 'overloaded' } });
    expect(text).not.toContain('[DONE]');
  });

  it('that is cut off is not whole', async () => {
    const { ask } = testHouse(() => lines({ heard: 'A' }), { providers: [foreign] });

    const text = await textOf((await ask(chat({ stream: true }))).outcome);

    expect(dataIn(text).at(-1)).toMatchObject({ error: { code: 'stream_broken' } });
  });
});

describe('a door whose dialect the provider does not speak', () => {
  const changes = { bridges: { messages: telegram, countTokens: telegram } };

  it.each([
    ['by a codec', foreign, '{"heard":"HI"}'],
    ['by chat itself', provider({ chat: openAIOperations.chat }), '{"choices":[{"message":{"content":"HI"}}]}'],
  ])('is told %s', async (_how, adapter, text) => {
    const { ask, sent } = testHouse(() => ({ status: 200, text }), { providers: [adapter], changes });

    const { outcome } = await ask(atMessages({ telegram: 'hi' }));

    expect(JSON.parse((sent[0]!.body as Buffer).toString())).toMatchObject(
      adapter === foreign ? { shout: '[{"ROLE":"USER","CONTENT":"HI"}]' } : { messages },
    );
    expect(sent[0]!.url).not.toContain('beta');
    expect(JSON.parse(await textOf(outcome))).toEqual({ stop: 'HI' });
  });

  it('is told what cannot be said by the name that it has there', async () => {
    const asking: Bridge = { ...telegram, request: (call) => ({ ...telegram.request(call), seed: call['grain'] }) };
    const { ask } = testHouse(() => ({ status: 200, text: '{}' }), { providers: [foreign], changes: { bridges: { messages: asking } } });

    const { outcome } = await ask(atMessages({ telegram: 'hi', grain: 1 }));

    expect(outcome).toMatchObject({ status: 400, fault: { param: 'grain', message: 'grain: no' } });
  });

  it('streams in its own events', async () => {
    const chunk = (choice: object) => `data: ${JSON.stringify({ choices: [{ index: 0, ...choice }] })}\n\n`;
    const text = `${chunk({ delta: { content: 'HI' } })}${chunk({ delta: {}, finish_reason: 'stop' })}data: [DONE]\n\n`;
    const { ask, sent } = testHouse(() => ({ status: 200, type: 'text/event-stream', text }), {
      providers: [provider({ chat: openAIOperations.chat })],
      changes,
    });

    const streamed = await textOf((await ask(atMessages({ telegram: 'hi', stream: true }))).outcome);

    expect(JSON.parse((sent[0]!.body as Buffer).toString())).toMatchObject({ stream_options: { include_usage: true } });
    expect(streamed.split('\n').filter((line) => line.startsWith('event'))).toEqual([
      'event: piece',
      'event: piece',
      'event: message_stop',
    ]);
  });

  it('tells an error that its provider streams in its own way', async () => {
    const text = 'data: {"choices":[{"index":0,"delta":{"content":"a"}}]}\n\ndata: {"error":{"message":"broke","type":"t"}}\n\n';
    const { ask } = testHouse(() => ({ status: 200, type: 'text/event-stream', text }), {
      providers: [provider({ chat: openAIOperations.chat })],
      changes,
    });

    const streamed = await textOf((await ask(atMessages({ telegram: 'hi', stream: true }))).outcome);

    expect(streamed).toContain('event: error\ndata: {"type":"error","error":{"message":"acme error: broke"');
    expect(streamed).not.toContain('message_stop');
  });

  it('is told by way of chat what the provider’s own address for it declines', async () => {
    const both = provider({
      chat: openAIOperations.chat,
      messages: { dialect: 'anthropic-messages', path: '/messages', declines: (body) => body.has('odd') },
    });
    const { ask, sent } = testHouse(() => ({ status: 200, text: '{"choices":[{"message":{"content":"HI"}}]}' }), {
      providers: [both],
      changes,
    });

    await ask(atMessages({ telegram: 'hi' }));
    await ask(atMessages({ telegram: 'hi', odd: 1 }));

    expect(sent.map(({ url }) => url)).toEqual([
      'https://api.acme.example/messages?beta=true',
      'https://api.acme.example/chat/completions',
    ]);
  });

  it('hides from the dialect’s owner what the bridge has put into answers', async () => {
    const owner = provider({ messages: { dialect: 'anthropic-messages', path: '/messages' } });
    const { ask, sent } = testHouse(() => ({ status: 200, text: '{}' }), { providers: [owner], changes });

    await ask(atMessages({ telegram: 'hi', ours: 1 }));

    expect(JSON.parse((sent[0]!.body as Buffer).toString())).toEqual({ model: 'new', telegram: 'hi' });
  });

  it.each(['whole', 'streamed'])('has its own names of tools in what is said %s', async (how) => {
    const tools = [{ type: 'function', function: { name: 'a.b' } }];
    const offering: Bridge = {
      ...telegram,
      request: (call) => ({ ...telegram.request(call), tools }),
      reply: (reply) => ({ told: reply['choices'] }),
    };
    const called = { tool_calls: [{ index: 0, id: 'c', function: { name: 'a_b', arguments: '{}' } }] };
    const end = { index: 0, finish_reason: 'tool_calls' };
    const does: Does =
      how === 'whole'
        ? { status: 200, text: JSON.stringify({ choices: [{ ...end, message: called }] }) }
        : { status: 200, type: 'text/event-stream', text: `data: ${JSON.stringify({ choices: [{ ...end, delta: called }] })}\n\n` };
    const { ask, sent } = testHouse(() => does, {
      providers: [provider({ chat: openAIOperations.chat })],
      changes: { bridges: { messages: offering } },
    });

    const text = await textOf((await ask(atMessages({ telegram: 'hi', stream: how === 'streamed' }))).outcome);

    expect((sent[0]!.body as Buffer).toString()).toContain('"a_b"');
    expect(text).toContain('"name":"a.b"');
  });

  it('is told an end by a stream that has only the mark of one', async () => {
    const text = 'data: {"choices":[{"index":0,"delta":{"content":"a"}}]}\n\ndata: [DONE]\n\n';
    const { ask } = testHouse(() => ({ status: 200, type: 'text/event-stream', text }), {
      providers: [provider({ chat: openAIOperations.chat })],
      changes,
    });

    const streamed = await textOf((await ask(atMessages({ telegram: 'hi', stream: true }))).outcome);

    expect(streamed).toContain('"finish_reason":"stop"');
  });

  it('estimates a count that its provider cannot give', async () => {
    const { ask, sent } = testHouse(() => ({ status: 500, text: '' }), { providers: [foreign], changes });

    const { outcome } = await ask({
      ...atMessages({ messages: [{ role: 'user', content: 'x'.repeat(400) }] }),
      door: { kind: 'operation', operation: 'countTokens', dialect: 'anthropic-count-tokens', reply: 'json' },
    });

    const { input_tokens: count } = JSON.parse(await textOf(outcome)) as { input_tokens: number };
    expect(count).toBeGreaterThan(90);
    expect(outcome.headers).toContain('x-sluice-estimated');
    expect(sent).toEqual([]);
  });

  it('is closed where there is no bridge', async () => {
    const { ask } = testHouse(() => ({ status: 200, text: '{}' }), { providers: [foreign] });

    const { outcome } = await ask(atMessages({ telegram: 'hi' }));

    expect(outcome).toMatchObject({ status: 400, fault: { code: 'unsupported_operation' } });
  });
});

describe('a number that JavaScript cannot hold', () => {
  const echo: Codec = {
    request: (call) => ({ path: '/echo', body: { said: call['tools'] } }),
    reply: ({ json }, asked) =>
      chatReply(
        {
          choices: [
            { text: '', calls: [{ id: 'c', name: 'f', arguments: JSON.stringify((json as { input: Json }).input) }], finish: 'tool_calls' },
          ],
          usage: undefined,
        },
        asked,
      ),
  };

  it('comes through in a stream', async () => {
    const streaming: Codec = {
      ...echo,
      stream: {
        framing: 'ndjson',
        reader(asked) {
          const chunks = new ChatChunks(asked);
          return {
            read({ data }) {
              chunks.choice().call(0, { id: 'c', name: 'f', arguments: JSON.stringify(data) });
              chunks.choice().finish('tool_calls');
              return chunks.take();
            },
            end: () => chunks.end(),
          };
        },
      },
    };
    const { ask } = testHouse(() => ({ status: 200, type: 'application/x-ndjson', text: '{"id":1234567890123456789}\n' }), {
      providers: [provider({ chat: { dialect: 'openai-chat', codec: streaming } })],
    });

    expect(await textOf((await ask(chat({ stream: true }))).outcome)).toContain('"arguments":"{\\"id\\":1234567890123456789}"');
  });

  it('comes through both ways as it was written', async () => {
    const { ask, sent } = testHouse(() => ({ status: 200, text: '{"input":{"id":1234567890123456789}}' }), {
      providers: [provider({ chat: { dialect: 'openai-chat', codec: echo } })],
    });
    const request = chat({});
    const document = JsonDocument.parse(Buffer.from('{"model":"new","messages":[],"tools":[{"id":9876543210987654321}]}'));

    const { outcome } = await ask({ ...request, body: { kind: 'json', document } });

    expect((sent[0]!.body as Buffer).toString()).toBe('{"said":[{"id":9876543210987654321}]}');
    expect(await textOf(outcome)).toContain('"arguments":"{\\"id\\":1234567890123456789}"');
  });
});

describe('embeddings of a provider that gives numbers', () => {
  const asking = (body: object): Incoming => ({
    ...chatRequest(headers, { model: 'new', input: 'x', ...body }),
    door: { kind: 'operation', operation: 'embeddings', dialect: 'openai-embeddings', reply: 'json' },
    path: '/embeddings',
  });

  it.each([
    ['base64', '"AAAAPw=="'],
    ['float', '[0.5]'],
  ])('are told as %s where that is asked for', async (format, expected) => {
    const { ask } = testHouse(() => ({ status: 200, text: '{"data":[{"embedding":[0.5]}]}' }), {
      providers: [provider({ embeddings: openAIOperations.embeddings })],
    });

    expect(await textOf((await ask(asking({ encoding_format: format }))).outcome)).toBe(`{"data":[{"embedding":${expected}}]}`);
  });
});

describe('a provider whose chat is not quite chat', () => {
  const mending = provider({
    chat: {
      ...openAIOperations.chat,
      mend: {
        signs: ['"odd"'],
        reply: (reply) => (reply['odd'] === 1 ? { ...reply, odd: 2 } : reply),
        chunk: (chunk) => (chunk['odd'] === 1 ? { ...chunk, odd: 2 } : chunk),
      },
    },
  });

  it('is mended where it is not, and byte for byte elsewhere', async () => {
    const even = 'data: { "even":1 , "odd":0}\n\n';
    const text = `${even}data: {"odd":1}\n\n${even}data: {"choices":[{"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`;
    const { ask } = testHouse(() => ({ status: 200, type: 'text/event-stream', text }), { providers: [mending] });

    expect(await textOf((await ask(chat({ stream: true }))).outcome)).toBe(text.replace('{"odd":1}', '{"odd":2}'));
  });

  it.each([
    ['{ "odd" : 1 }', '{"odd":2}'],
    ['{ "odd" : 3 }', '{ "odd" : 3 }'],
  ])('answers %s as %s', async (text, expected) => {
    const { ask } = testHouse(() => ({ status: 200, text }), { providers: [mending] });

    expect(await textOf((await ask(chat({}))).outcome)).toBe(expected);
  });
});

describe('a list of models in words of its own', () => {
  const listing = provider({
    models: {
      dialect: 'openai-models',
      codec: {
        request: () => ({ path: '/shelf', method: 'GET', body: {} }),
        reply: ({ json }) => ({ object: 'list', data: (json as readonly string[]).map((id) => ({ id, object: 'model' })) }),
      },
    },
  });
  const asking = (path: string): Incoming => ({
    ...chatRequest(headers),
    door: { kind: 'operation', operation: 'models', dialect: 'openai-models', reply: 'json' },
    method: 'GET',
    path,
    body: { kind: 'none' },
  });

  it.each([
    ['/models', 200, { object: 'list', data: [{ id: 'a/b', object: 'model' }] }],
    ['/models/a%2Fb', 200, { id: 'a/b', object: 'model' }],
  ])('is told at %s', async (path, status, expected) => {
    const { ask, sent } = testHouse(() => ({ status: 200, text: '["a/b"]' }), { providers: [listing] });

    const { outcome } = await ask(asking(path));

    expect(outcome.status).toBe(status);
    expect(JSON.parse(await textOf(outcome))).toEqual(expected);
    expect(sent[0]).toMatchObject({ method: 'GET', url: 'https://api.acme.example/shelf', body: undefined });
  });

  it('has no model that is not on it', async () => {
    const { ask } = testHouse(() => ({ status: 200, text: '["a/b"]' }), { providers: [listing] });

    expect((await ask(asking('/models/c'))).outcome).toMatchObject({ status: 404, fault: { code: 'model_not_found' } });
  });
});

describe('an operation that depends on the model', () => {
  const choosy = provider({ chat: { choose: (model) => (model === 'new' ? openAIOperations.chat : undefined) } });

  it('is refused for the models that lack it, by name', async () => {
    const { ask } = testHouse(() => ({ status: 200, text: '{}' }), { providers: [choosy] });

    const { outcome } = await ask(chat({ model: 'tiny' }));

    expect(outcome).toMatchObject({ status: 400, fault: { message: expect.stringContaining('the model tiny of acme') } });
  });

  it('is served for the others', async () => {
    const { ask } = testHouse(() => ({ status: 200, text: '{}' }), { providers: [choosy] });

    expect((await ask(chat({}))).outcome.status).toBe(200);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { request as httpRequest, type ServerResponse } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OpenAI from 'openai';
import { describeWith, python, pythonClients } from '../e2e/guide/needs.ts';
import { runProgram } from '../e2e/guide/run-program.ts';
import { call, type Reply } from './support/call.ts';
import { eventually, startGateway, type Gateway } from './support/gateway.ts';
import { COMPLETION, json, startUpstream, type Answer, type Upstream } from './support/upstream.ts';

// Real sockets and real waits, many at a time: a busy machine needs more than the usual five seconds.
jest.setTimeout(60_000);

const KEY_A = 'key-a-0123456789abcdef';
const KEY_B = 'key-b-0123456789abcdef';

const CONFIG = `
api_keys:
  - { name: a, key: ${KEY_A}, scopes: [completions.write] }
  - { name: b, key: ${KEY_B}, scopes: [completions.write] }
virtual_keys:
  - { slug: one, provider: openai, key: sk-one }
  - { slug: two, provider: openai, key: sk-two }
`;

/** The gateway's clock is its own and a file's: nobody can wait a week for an answer to grow old. */
const CLOCK = `import {readFileSync} from 'node:fs';const now=Date.now;Date.now=()=>{try{return now()+Number(readFileSync('clock','utf8'))}catch{return now()}}`;
const WITH_CLOCK = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(CLOCK)}` };

let upstream: Upstream;
let gateway: Gateway;

const environment = () => ({
  ...WITH_CLOCK,
  OPENAI_BASE_URL: `${upstream.origin}/v1`,
  GROQ_BASE_URL: `${upstream.origin}/groq`,
  SLUICE_IDLE_TIMEOUT_MS: '2000',
});

beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway({ config: CONFIG, environment: environment() });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.close();
});
beforeEach(() => {
  upstream.answer = numbered;
});

/** Says another thing each time. */
const numbered: Answer = (response, received) =>
  json({ ...COMPLETION, choices: [choice({ role: 'assistant', content: `answer ${upstream.received.indexOf(received)}` })] })(
    response,
    received,
  );

const choice = (message: object, finish = 'stop') => ({ index: 0, message, finish_reason: finish });

let prompts = 0;
/** A body that nobody has sent before. */
const fresh = (more: object = {}) => ({ model: 'm', messages: [{ role: 'user', content: `question ${++prompts}` }], ...more });

const SIMPLE = { provider: 'openai', cache: { mode: 'simple' } };
const by = (config: object, more: Record<string, string> = {}) => ({
  'x-portkey-config': JSON.stringify(config),
  authorization: 'Bearer k',
  ...more,
});

const ask = (body: string | object, headers: Record<string, string> = by(SIMPLE), path = '/v1/chat/completions', of = gateway) =>
  call(of.url + path, { headers, body });

const statusOf = (reply: Reply) => reply.headers['x-portkey-cache-status'];

/** How many requests reach the provider while something is done. */
async function asked(work: () => Promise<unknown>): Promise<number> {
  const before = upstream.received.length;
  await work();
  return upstream.received.length - before;
}

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] })}\n\n`;
const DONE = 'data: [DONE]\n\n';
const usageChunk = (usage: object) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [], usage })}\n\n`;
const TEXT = [
  chunk({ role: 'assistant', content: '' }),
  chunk({ content: 'Grüße 🌍 ' }),
  chunk({ content: 'aus Paris' }),
  chunk({}, 'stop'),
];

const events = (response: ServerResponse, pieces: readonly string[]) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const piece of pieces) response.write(piece);
};
const streaming =
  (...pieces: readonly string[]): Answer =>
  (response) => {
    events(response, pieces);
    response.end();
  };

/** The JSON of a stream's events, `[DONE]` left out. */
// oxlint-disable-next-line no-explicit-any -- a test reads whatever it expects
const eventsIn = ({ text }: Reply): any[] =>
  text
    .split('\n\n')
    .filter((event) => event.startsWith('data: {'))
    .map((event) => JSON.parse(event.slice(6)) as unknown);

const textOf = (reply: Reply) =>
  eventsIn(reply)
    .map(({ choices }) => choices[0]?.delta.content ?? '')
    .join('');

describe('an answer that is asked for again', () => {
  it('comes from the cache, with the same body, without a retry', async () => {
    const body = fresh();
    const headers = by({ ...SIMPLE, retry: { attempts: 2 } });

    const first = await ask(body, headers);
    const second = await ask(body, headers);
    const record = (await gateway.records(2)).at(-1);

    expect([statusOf(first), statusOf(second)]).toEqual(['MISS', 'HIT']);
    expect(second.status).toBe(200);
    expect(second.json).toEqual(first.json);
    expect(second.headers).toMatchObject({
      'content-type': 'application/json',
      'x-portkey-retry-attempt-count': '0',
      'x-portkey-provider': 'openai',
      'x-portkey-last-used-option-index': 'config',
    });
    expect(record).toMatchObject({ cache: 'HIT' });
    expect(upstream.received.filter((each) => each.body.includes(body.messages[0]!.content))).toHaveLength(1);
  });

  it('is known however its request is spaced and spelt, and not with its members in another order', async () => {
    const text = `question é ${++prompts}`;
    const plain = { model: 'm', messages: [{ role: 'user', content: text }] };

    const first = await ask(JSON.stringify(plain));
    const indented = await ask(JSON.stringify(plain, null, 3));
    const escaped = await ask(JSON.stringify(plain).replace('é', '\\u00e9'));
    const turned = await ask(JSON.stringify({ messages: plain.messages, model: 'm' }));

    expect([first, indented, escaped, turned].map(statusOf)).toEqual(['MISS', 'HIT', 'HIT', 'MISS']);
  });

  it('is kept for a config that says "simple" in the old way', async () => {
    const body = fresh();
    const headers = by({ provider: 'openai', cache: 'simple' });

    expect([await ask(body, headers), await ask(body, headers)].map(statusOf)).toEqual(['MISS', 'HIT']);
  });

  it('is asked for once more, and kept, when the caller forces it with "true" and nothing else', async () => {
    const body = fresh();
    const forced = (value: string) => ask(body, by(SIMPLE, { 'x-portkey-cache-force-refresh': value }));

    const first = await ask(body);
    const others = [await forced('false'), await forced('1'), await forced('TRUE'), await forced('')];
    const refreshed = await forced('true');
    const last = await ask(body);

    expect(others.map(statusOf)).toEqual(['HIT', 'HIT', 'HIT', 'HIT']);
    expect(statusOf(refreshed)).toBe('REFRESH');
    expect(refreshed.json).not.toEqual(first.json);
    expect(statusOf(last)).toBe('HIT');
    expect(last.json).toEqual(refreshed.json);
  });

  it('is another in another namespace, and without a namespace with other metadata', async () => {
    const body = fresh();
    const where = async (headers: Record<string, string>) => statusOf(await ask(body, by(SIMPLE, headers)));
    const space = { 'x-portkey-cache-namespace': 'n' };
    const team = { 'x-portkey-metadata': '{"team":"t"}' };

    expect([await where({}), await where(space), await where(team)]).toEqual(['MISS', 'MISS', 'MISS']);
    expect([await where({}), await where(space), await where(team)]).toEqual(['HIT', 'HIT', 'HIT']);
    expect(await where({ 'x-sluice-cache-namespace': 'n', 'x-portkey-metadata': '{"team":"u"}' })).toBe('HIT');
    expect(await where({ 'x-portkey-metadata': '{"team":"u"}' })).toBe('MISS');
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    [
      'two keys with one virtual key',
      { 'x-portkey-api-key': KEY_A, 'x-portkey-virtual-key': 'one' },
      { 'x-portkey-api-key': KEY_B, 'x-portkey-virtual-key': 'one' },
    ],
    [
      'one key with two virtual keys',
      { 'x-portkey-api-key': KEY_A, 'x-portkey-virtual-key': 'one' },
      { 'x-portkey-api-key': KEY_A, 'x-portkey-virtual-key': 'two' },
    ],
    [
      'one key with two credentials',
      { 'x-portkey-api-key': KEY_A, authorization: 'Bearer c1' },
      { 'x-portkey-api-key': KEY_A, authorization: 'Bearer c2' },
    ],
    ['two credentials without a key', { authorization: 'Bearer c1' }, { authorization: 'Bearer c2' }],
    ['a credential with a key and without', { authorization: 'Bearer c1' }, { 'x-portkey-api-key': KEY_A, authorization: 'Bearer c1' }],
  ])('is never given across callers: %s', async (_who, one, other) => {
    const body = fresh();
    const config = JSON.stringify({ cache: { mode: 'simple' }, ...('x-portkey-virtual-key' in one ? {} : { provider: 'openai' }) });
    const from = (headers: Record<string, string>) => ask(body, { ...headers, 'x-portkey-config': config });

    const first = await from(one);
    const second = await from(other);

    expect([first.status, second.status]).toEqual([200, 200]);
    expect([first, second, await from(one), await from(other)].map(statusOf)).toEqual(['MISS', 'MISS', 'HIT', 'HIT']);
    expect(second.json).not.toEqual(first.json);
  });

  it('is not another provider’s or another address’s', async () => {
    const body = fresh();
    await ask(body);

    const groq = await ask(body, by({ ...SIMPLE, provider: 'groq' }));

    expect(statusOf(groq)).toBe('MISS');
  });

  it('comes from the cache of the target that a fallback comes to', async () => {
    const body = fresh();
    upstream.answer = (response, received) =>
      (received.url.startsWith('/groq') ? json({ error: { message: 'no' } }, 500) : numbered)(response, received);
    const headers = by({ strategy: { mode: 'fallback' }, targets: [{ provider: 'groq' }, SIMPLE] });

    const first = await ask(body, headers);
    const before = upstream.received.length;
    const second = await ask(body, headers);
    const direct = await ask(body);

    expect([statusOf(first), statusOf(second), statusOf(direct)]).toEqual(['MISS', 'HIT', 'HIT']);
    expect(second.headers['x-portkey-last-used-option-index']).toBe('config.targets[1]');
    expect(upstream.received.slice(before).map(({ url }) => url)).toEqual(['/groq/chat/completions']);
  });

  it.each([
    ['/v1/embeddings', { model: 'm', input: 'x' }, { object: 'list', data: [{ object: 'embedding', index: 0, embedding: [0.25, -1] }] }],
    ['/v1/completions', { model: 'm', prompt: 'x' }, { id: 'c', object: 'text_completion', choices: [{ index: 0, text: 'y' }] }],
    ['/v1/responses', { model: 'm', input: 'x' }, { id: 'r', object: 'response', status: 'completed', output: [] }],
    ['/v1/moderations', { input: 'x' }, { id: 'm', results: [{ flagged: false }] }],
    ['/v1/images/generations', { prompt: 'x' }, { created: 1, data: [{ url: 'https://x.example' }] }],
  ])('is kept at %s', async (path, body, answer) => {
    upstream.answer = json(answer);

    const first = await ask(body, by(SIMPLE), path);
    const second = await ask(body, by(SIMPLE), path);

    expect([statusOf(first), statusOf(second)]).toEqual(['MISS', 'HIT']);
    expect(second.json).toEqual(answer);
  });
});

describe('the cache status', () => {
  it('is DISABLED where no config asks for a cache', async () => {
    const reply = await ask(fresh(), { 'x-portkey-provider': 'openai', authorization: 'k' });

    expect(statusOf(reply)).toBe('DISABLED');
  });

  it.each([
    ['speech', '/v1/audio/speech', '{"model":"tts","input":"x","voice":"v"}', 'application/json'],
    [
      'a transcription',
      '/v1/audio/transcriptions',
      '--b\r\ncontent-disposition: form-data; name="model"\r\n\r\nm\r\n--b--\r\n',
      'multipart/form-data; boundary=b',
    ],
    ['files', '/v1/files', '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\nm\r\n--b--\r\n', 'multipart/form-data; boundary=b'],
    ['batches', '/v1/batches', '{"a":1}', 'application/json'],
    ['a pass-through address', '/v1/anything/else', '{"a":1}', 'application/json'],
  ])('is DISABLED for %s, which is asked for each time', async (_what, path, body, type) => {
    upstream.answer = json({ ok: true });
    const headers = by(SIMPLE, { 'content-type': type });

    const count = await asked(async () => {
      for (const reply of [await ask(body, headers, path), await ask(body, headers, path)])
        expect([reply.status, statusOf(reply)]).toEqual([200, 'DISABLED']);
    });

    expect(count).toBe(2);
  });

  it('stands on a provider’s error too', async () => {
    upstream.answer = json({ error: { message: 'bad' } }, 400);

    const reply = await ask(fresh());

    expect([reply.status, statusOf(reply)]).toEqual([400, 'MISS']);
  });

  it.each([{ cache: { mode: 'semantic' } }, { cache: 'semantic' }])('is refused by name for %j', async (config) => {
    const reply = await ask(fresh(), by({ provider: 'openai', ...config }));

    expect(reply.status).toBe(400);
    expect(reply.json.message).toMatch(/cache\.mode.*semantic.*not built yet/);
    expect(reply.json.errors).toEqual([expect.stringMatching(/^path: cache,mode, /)]);
  });
});

describe('what is not kept', () => {
  it.each<[string, Answer, object]>([
    ['an error of the request', json({ error: { message: 'bad' } }, 400), {}],
    ['an error of the provider', json({ error: { message: 'bad' } }, 500), {}],
    ['another status', json(COMPLETION, 201), {}],
    ['an answer that is no JSON', json('<html>', 200), {}],
    [
      'an answer that breaks off',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"id":', () => response.destroy());
      },
      {},
    ],
    [
      'a stream that breaks off',
      (response) => {
        events(response, TEXT.slice(0, 2));
        setImmediate(() => response.destroy());
      },
      { stream: true },
    ],
    [
      'a stream that ends without a word of its end',
      (response) => {
        events(response, TEXT.slice(0, 3));
        response.end();
      },
      { stream: true },
    ],
    ['a stream with an error in it', streaming(TEXT[0]!, 'data: {"error":{"message":"overloaded","code":503}}\n\n'), { stream: true }],
    [
      'a stream with an error in it and a good end behind it',
      streaming(...TEXT.slice(0, 2), 'data: {"error":{"message":"overloaded"}}\n\n', TEXT[3]!, DONE),
      { stream: true },
    ],
  ])('%s', async (_what, answer, more) => {
    const body = fresh(more);
    upstream.answer = answer;
    await ask(body);
    upstream.answer = 'stream' in more ? streaming(...TEXT, DONE) : numbered;

    const second = await ask(body);

    expect([second.status, statusOf(second)]).toEqual([200, 'MISS']);
  });

  it('is a stream whose caller went away in the middle', async () => {
    const body = fresh({ stream: true });
    let finish: (() => void) | undefined;
    upstream.answer = (response) => {
      events(response, TEXT.slice(0, 2));
      finish = () => response.end([...TEXT.slice(2), DONE].join(''));
    };
    const caller = new AbortController();
    const reply = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { ...by(SIMPLE), 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: caller.signal,
    });
    await reply.body!.getReader().read();

    caller.abort();
    await upstream.received.at(-1)!.hungUp;
    finish!();
    upstream.answer = streaming(...TEXT, DONE);

    expect(statusOf(await ask(body))).toBe('MISS');
  });
});

describe('streamed and whole', () => {
  const CALLS = [
    { index: 0, id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Paris"}' } },
    { index: 1, id: 'call_2', type: 'function', function: { name: 'time', arguments: '{}' } },
  ];

  it('a stream is kept, and given whole', async () => {
    const body = fresh();
    upstream.answer = streaming(...TEXT, usageChunk({ prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 }), DONE);

    const streamed = await ask({ ...body, stream: true });
    const whole = await ask(body);

    expect([statusOf(streamed), statusOf(whole)]).toEqual(['MISS', 'HIT']);
    expect(whole.headers['content-type']).toBe('application/json');
    expect(whole.json).toMatchObject({
      id: 'c',
      object: 'chat.completion',
      model: 'm',
      choices: [{ index: 0, message: { role: 'assistant', content: 'Grüße 🌍 aus Paris' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
    });
  });

  it('a stream with calls of tools is kept, and given whole', async () => {
    const body = fresh();
    const call = (index: number, more: object) => chunk({ tool_calls: [{ index, ...more }] });
    upstream.answer = streaming(
      chunk({ role: 'assistant', content: null }),
      call(0, { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '' } }),
      call(0, { function: { arguments: '{"city":' } }),
      call(1, { id: 'call_2', type: 'function', function: { name: 'time', arguments: '{}' } }),
      call(0, { function: { arguments: '"Paris"}' } }),
      chunk({}, 'tool_calls'),
      DONE,
    );

    await ask({ ...body, stream: true });
    const whole = await ask(body);

    expect(statusOf(whole)).toBe('HIT');
    expect(whole.json.choices).toEqual([
      expect.objectContaining({
        finish_reason: 'tool_calls',
        message: { role: 'assistant', content: null, tool_calls: CALLS.map(({ index: _, ...rest }) => rest) },
      }),
    ]);
  });

  it('a whole answer is given as a stream, piece by piece', async () => {
    const body = fresh();
    const content = 'Many words make a long answer, and nobody sends it in one piece. '.repeat(40);
    upstream.answer = json({ ...COMPLETION, choices: [choice({ role: 'assistant', content })] });

    await ask(body);
    const streamed = await ask({ ...body, stream: true });
    const said = eventsIn(streamed);

    expect(statusOf(streamed)).toBe('HIT');
    expect(streamed.headers['content-type']).toBe('text/event-stream');
    expect(said.length).toBeGreaterThan(20);
    expect(said.every(({ id, object }) => id === 'chatcmpl-1' && object === 'chat.completion.chunk')).toBe(true);
    expect(said[0].choices[0].delta).toMatchObject({ role: 'assistant' });
    expect(textOf(streamed)).toBe(content);
    expect(said.at(-1).choices[0].finish_reason).toBe('stop');
    expect(said.some((event) => 'usage' in event && event.usage !== null)).toBe(false);
    expect(streamed.text.endsWith(DONE)).toBe(true);
  });

  it('a whole answer with calls of tools is given as a stream', async () => {
    const body = fresh();
    const tools = CALLS.map(({ index: _, ...rest }) => rest);
    upstream.answer = json({ ...COMPLETION, choices: [choice({ role: 'assistant', content: null, tool_calls: tools }, 'tool_calls')] });

    await ask(body);
    const streamed = await ask({ ...body, stream: true });
    const joined: { id?: string; name?: string; arguments: string }[] = [];
    for (const { choices } of eventsIn(streamed))
      for (const { index, id, function: named } of choices[0].delta.tool_calls ?? []) {
        joined[index] ??= { arguments: '' };
        if (id) joined[index].id = id;
        if (named?.name) joined[index].name = named.name;
        joined[index].arguments += named?.arguments ?? '';
      }

    expect(statusOf(streamed)).toBe('HIT');
    expect(joined).toEqual(CALLS.map(({ id, function: named }) => ({ id, name: named.name, arguments: named.arguments })));
    expect(eventsIn(streamed).at(-1).choices[0].finish_reason).toBe('tool_calls');
  });

  it('a stream is given again as a stream, with usage for those alone who ask for it', async () => {
    const body = fresh({ stream: true });
    const usage = { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 };
    upstream.answer = streaming(...TEXT, usageChunk(usage), DONE);

    const first = await ask(body);
    const plain = await ask(body);
    const counted = await ask({ ...body, stream_options: { include_usage: true } });

    expect([first, plain, counted].map(statusOf)).toEqual(['MISS', 'HIT', 'HIT']);
    expect([first, plain, counted].map(textOf)).toEqual(Array(3).fill('Grüße 🌍 aus Paris'));
    expect(first.text).not.toContain('prompt_tokens');
    expect(plain.text).not.toContain('prompt_tokens');
    expect(eventsIn(counted).at(-1)).toMatchObject({ choices: [], usage });
    expect(counted.text.endsWith(DONE)).toBe(true);
  });

  it('a streamed response is given whole and streamed', async () => {
    const body = { model: 'm', input: `question ${++prompts}` };
    const item = {
      type: 'message',
      id: 'msg_1',
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_text', text: 'Paris', annotations: [] }],
    };
    const done = { id: 'r_1', object: 'response', status: 'completed', model: 'm', output: [item], usage: { input_tokens: 1 } };
    const event = (type: string, more: object, sequence_number: number) =>
      `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number, ...more })}\n\n`;
    upstream.answer = streaming(
      event('response.created', { response: { ...done, status: 'in_progress', output: [], usage: null } }, 0),
      event('response.output_text.delta', { item_id: 'msg_1', output_index: 0, content_index: 0, delta: 'Paris' }, 1),
      event('response.completed', { response: done }, 2),
    );

    const first = await ask({ ...body, stream: true }, by(SIMPLE), '/v1/responses');
    const whole = await ask(body, by(SIMPLE), '/v1/responses');
    const streamed = await ask({ ...body, stream: true }, by(SIMPLE), '/v1/responses');

    expect([first, whole, streamed].map(statusOf)).toEqual(['MISS', 'HIT', 'HIT']);
    expect(whole.json).toEqual(done);
    expect(streamed.text).toMatch(/^event: response\.created\n/);
    expect(streamed.text).toContain('response.output_text.delta');
    expect(streamed.text).toMatch(/event: response\.completed\n[^\n]*\n\n$/);
  });
});

describe('a hit', () => {
  it('is read by OpenAI’s Node client, streamed and whole', async () => {
    const body = fresh() as unknown as OpenAI.ChatCompletionCreateParamsNonStreaming;
    const client = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: 'k', maxRetries: 0, defaultHeaders: by(SIMPLE) });
    upstream.answer = streaming(...TEXT, usageChunk({ prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 }), DONE);
    await ask({ ...body, stream: true });

    const whole = await client.chat.completions.create(body).withResponse();
    const stream = await client.chat.completions.create({ ...body, stream: true, stream_options: { include_usage: true } }).withResponse();
    let text = '';
    let usage: unknown;
    for await (const event of stream.data) {
      text += event.choices[0]?.delta.content ?? '';
      usage = event.usage ?? usage;
    }

    expect([whole, stream].map(({ response }) => response.headers.get('x-portkey-cache-status'))).toEqual(['HIT', 'HIT']);
    expect(whole.data.choices[0]!.message.content).toBe('Grüße 🌍 aus Paris');
    expect(text).toBe('Grüße 🌍 aus Paris');
    expect(usage).toMatchObject({ total_tokens: 7 });
  });

  it('shows its first events before its last are written', async () => {
    const body = fresh();
    const content = 'word '.repeat(20_000);
    upstream.answer = json({ ...COMPLETION, choices: [choice({ role: 'assistant', content })] });
    await ask(body);

    const reply = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { ...by(SIMPLE), 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, stream: true }),
    });
    let pieces = 0;
    for await (const _ of reply.body!) pieces++;

    expect(reply.headers.get('x-portkey-cache-status')).toBe('HIT');
    expect(pieces).toBeGreaterThan(10);
  });
});

describeWith(pythonClients, 'a hit read by OpenAI’s Python client', () => {
  it('comes streamed and whole', async () => {
    const body = fresh();
    upstream.answer = json({
      ...COMPLETION,
      choices: [choice({ role: 'assistant', content: 'Grüße 🌍 aus Paris' })],
    });
    await ask(body);
    const folder = mkdtempSync(join(tmpdir(), 'sluice-python-'));
    writeFileSync(
      join(folder, 'read.py'),
      `
import json, os
from openai import OpenAI
client = OpenAI(base_url=os.environ["BASE"], api_key="k", max_retries=0, default_headers=json.loads(os.environ["HEADERS"]))
body = json.loads(os.environ["BODY"])
whole = client.chat.completions.with_raw_response.create(**body)
said = [whole.headers["x-portkey-cache-status"], whole.parse().choices[0].message.content]
stream = client.chat.completions.create(**body, stream=True, stream_options={"include_usage": True})
text, usage = "", None
for event in stream:
    if event.choices:
        text += event.choices[0].delta.content or ""
    usage = event.usage or usage
print(json.dumps(said + [stream.response.headers["x-portkey-cache-status"], text, usage.total_tokens]))
`,
    );

    const ran = await runProgram(python, ['read.py'], {
      cwd: folder,
      env: { BASE: `${gateway.url}/v1`, HEADERS: JSON.stringify(by(SIMPLE)), BODY: JSON.stringify(body) },
    });
    rmSync(folder, { recursive: true, force: true });

    expect(ran.stderr).toBe('');
    expect(JSON.parse(ran.stdout)).toEqual(['HIT', 'Grüße 🌍 aus Paris', 'HIT', 'Grüße 🌍 aus Paris', 5]);
  });
});

describe('several who ask the same at once', () => {
  /** An answer that waits to be let go. */
  function held(): { readonly answer: Answer; readonly letGo: () => void } {
    let letGo!: () => void;
    const gone = new Promise<void>((resolve) => (letGo = resolve));
    return {
      answer: async (response, received) => {
        await gone;
        if (!response.destroyed) await numbered(response, received);
      },
      letGo,
    };
  }

  /** A caller that can hang up. */
  function hangingUp(body: object): { readonly hangUp: () => void; readonly gone: Promise<void> } {
    const request = httpRequest(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { ...by(SIMPLE), 'content-type': 'application/json' },
    });
    const gone = new Promise<void>((resolve) => request.on('close', resolve));
    request.on('error', () => {});
    request.end(JSON.stringify(body));
    return { hangUp: () => request.destroy(), gone };
  }

  const upstreamHas = (count: number) => eventually(() => upstream.received.length >= count, 'the provider was not asked');

  /** What was sent before another request was answered has been read by then. */
  const settled = () => ask(fresh(), { 'x-portkey-provider': 'mock' });

  it('make one upstream call', async () => {
    const body = fresh();
    const { answer, letGo } = held();
    upstream.answer = answer;
    const before = upstream.received.length;

    const first = ask(body);
    await upstreamHas(before + 1);
    const others = Array.from({ length: 5 }, () => ask(body));
    await settled();
    letGo();
    const replies = [await first, ...(await Promise.all(others))];

    expect(upstream.received.length - before).toBe(1);
    expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(replies.map(statusOf)).toEqual(['MISS', ...Array(5).fill('HIT')]);
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
  });

  it('are all answered when the first hangs up, and one of them asks for all', async () => {
    const body = fresh();
    const { answer, letGo } = held();
    upstream.answer = answer;
    const before = upstream.received.length;

    const first = hangingUp(body);
    await upstreamHas(before + 1);
    const others = Array.from({ length: 5 }, () => ask(body));
    await settled();
    first.hangUp();
    await first.gone;
    await upstreamHas(before + 2);
    await settled();
    letGo();
    const replies = await Promise.all(others);

    expect(replies.map(({ status }) => status)).toEqual(Array(5).fill(200));
    expect(upstream.received.length - before).toBe(2);
  });

  it('each get their answer when the first gets an error', async () => {
    const body = fresh();
    const before = upstream.received.length;
    let letGo!: () => void;
    const gone = new Promise<void>((resolve) => (letGo = resolve));
    upstream.answer = async (response, received) => {
      await gone;
      await (upstream.received.indexOf(received) === before ? json({ error: { message: 'no' } }, 500) : numbered)(response, received);
    };

    const first = ask(body);
    await upstreamHas(before + 1);
    const others = Array.from({ length: 3 }, () => ask(body));
    await settled();
    letGo();

    expect((await first).status).toBe(500);
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});

describe('how long an answer is kept', () => {
  const WEEK = 604_800;
  const later = (seconds: number) => writeFileSync(join(gateway.folder, 'clock'), String(seconds * 1000));
  afterAll(() => later(0));

  it.each<[string, object, string | undefined, number]>([
    ['as the config says', { max_age: 100 }, undefined, 100],
    ['as the config says, whatever the request says', { max_age: 100 }, 'max-age=200', 100],
    ['in camel case', { maxAge: 100 }, undefined, 100],
    ['as the request says', {}, 'max-age=200', 200],
    ['as the request says among other things', {}, 'no-transform, Max-Age=200', 200],
    ['a week', {}, undefined, WEEK],
    ['a week where the config says too little', { max_age: 59 }, undefined, WEEK],
    ['a week where the config says too much', { max_age: 7_776_001 }, 'max-age=100', WEEK],
    ['a week where the request says too little', {}, 'max-age=0', WEEK],
    ['a minute', { max_age: 60 }, undefined, 60],
    ['ninety days', { max_age: 7_776_000 }, undefined, 7_776_000],
  ])('%s', async (_how, cache, control, seconds) => {
    const body = fresh();
    const headers = by({ provider: 'openai', cache: { mode: 'simple', ...cache } }, control ? { 'cache-control': control } : {});
    later(0);

    const first = await ask(body, headers);
    later(seconds - 10);
    const young = await ask(body, headers);
    later(seconds + 10);
    const old = await ask(body, headers);

    expect([first, young, old].map(statusOf)).toEqual(['MISS', 'HIT', 'MISS']);
  });
});

describe('how much is kept', () => {
  let small: Gateway;
  beforeAll(async () => {
    small = await startGateway({ environment: { ...environment(), SLUICE_CACHE_BYTES: '40000' } });
  });
  afterAll(async () => {
    await small.stop();
  });

  const saying = (length: number): Answer => json({ ...COMPLETION, choices: [choice({ role: 'assistant', content: 'x'.repeat(length) })] });
  const send = (body: object) => ask(body, by(SIMPLE), '/v1/chat/completions', small);

  it('is bounded: what was used longest ago goes first', async () => {
    upstream.answer = saying(6000);
    const bodies = Array.from({ length: 8 }, () => fresh());
    for (const body of bodies) await send(body);

    const last = await send(bodies.at(-1)!);
    const first = await send(bodies[0]!);

    expect([last, first].map(statusOf)).toEqual(['HIT', 'MISS']);
  });

  it('has no place for one answer that would drive out all the others', async () => {
    upstream.answer = saying(100);
    const little = fresh();
    await send(little);
    upstream.answer = saying(30_000);
    const huge = fresh();

    await send(huge);

    expect([await send(huge), await send(little)].map(statusOf)).toEqual(['MISS', 'HIT']);
  });
});

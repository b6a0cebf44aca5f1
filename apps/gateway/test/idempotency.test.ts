import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { request as httpRequest, type ServerResponse } from 'node:http';
import { call, CHAT, type Reply } from './support/call.ts';
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

let upstream: Upstream;
let gateway: Gateway;

beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway({
    config: CONFIG,
    environment: { OPENAI_BASE_URL: `${upstream.origin}/v1`, GROQ_BASE_URL: `${upstream.origin}/groq`, SLUICE_IDLE_TIMEOUT_MS: '5000' },
  });
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
  json({ ...COMPLETION, id: `answer-${upstream.received.indexOf(received)}` })(response, received);

let names = 0;
/** A name that nobody has used before. */
const fresh = () => `name-${++names}`;

const OPENAI = { 'x-portkey-provider': 'openai', authorization: 'Bearer k' };
const STREAM = { ...CHAT, stream: true };

const send = (name: string, body: object | string = CHAT, headers: Record<string, string> = OPENAI, path = '/v1/chat/completions') =>
  call(gateway.url + path, { headers: { ...headers, 'idempotency-key': name }, body });

/** How many requests have reached the provider since. */
const since = (before: number) => upstream.received.length - before;

const upstreamHas = (count: number) => eventually(() => upstream.received.length >= count, 'the provider was not asked');

/** What was sent before another request was answered has been read by then. */
const settled = () => call(`${gateway.url}/v1/chat/completions`, { headers: { 'x-portkey-provider': 'mock' }, body: CHAT });

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] })}\n\n`;
const TEXT = [chunk({ role: 'assistant', content: '' }), chunk({ content: 'Grüße ' }), chunk({ content: '🌍' }), chunk({}, 'stop')];
const DONE = 'data: [DONE]\n\n';
const ALL = [...TEXT, DONE].join('');

const events = (response: ServerResponse, ...pieces: readonly string[]) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const piece of pieces) response.write(piece);
};

/** A stream that begins, and goes on when it is told to. */
function begun(): { readonly answer: Answer; readonly finish: () => void } {
  let goOn!: () => void;
  const told = new Promise<void>((resolve) => (goOn = resolve));
  return {
    answer: async (response) => {
      events(response, TEXT[0]!, TEXT[1]!);
      await told;
      if (!response.destroyed) response.end([...TEXT.slice(2), DONE].join(''));
    },
    finish: goOn,
  };
}

/** A caller that reads as it comes, and can hang up. */
function reader(name: string, body: object = STREAM) {
  const request = httpRequest(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { ...OPENAI, 'content-type': 'application/json', 'idempotency-key': name },
  });
  let text = '';
  const ended = new Promise<void>((resolve) => request.on('close', resolve));
  request.on('error', () => {});
  request.on('response', (response) => {
    response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    response.on('error', () => {});
  });
  request.end(JSON.stringify(body));
  return {
    ended,
    text: () => text,
    has: (expected: string) => eventually(() => text === expected, `the caller has ${JSON.stringify(text)}`),
    hangUp: async () => {
      request.destroy();
      await ended;
    },
  };
}

const conflict = (reply: Reply) => {
  expect(reply.status).toBe(409);
  expect(reply.headers['x-should-retry']).toBe('false');
  expect(reply.json).toMatchObject({
    status: 'failure',
    success: false,
    message: expect.stringContaining('Idempotency-Key'),
    error: {
      message: reply.json.message as string,
      type: expect.any(String),
      param: 'idempotency-key',
      code: 'idempotency_conflict',
    },
  });
};

describe('a request that is sent twice under one name', () => {
  it('is done once', async () => {
    const name = fresh();
    const before = upstream.received.length;

    const first = await send(name);
    const second = await send(name);

    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.text).toBe(first.text);
    expect(second.headers).toMatchObject({
      'content-type': 'application/json',
      'x-portkey-provider': 'openai',
      'x-portkey-last-used-option-index': 'config',
      'x-portkey-retry-attempt-count': '0',
      'x-portkey-cache-status': 'DISABLED',
    });
    expect(second.headers['x-portkey-request-id']).not.toBe(first.headers['x-portkey-request-id']);
    expect(since(before)).toBe(1);
  });

  it('is done once when it streams', async () => {
    const name = fresh();
    const before = upstream.received.length;
    upstream.answer = (response) => {
      events(response, ALL);
      response.end();
    };

    const first = await send(name, STREAM);
    const second = await send(name, STREAM);

    expect([first.text, second.text]).toEqual([ALL, ALL]);
    expect(second.headers['content-type']).toBe('text/event-stream');
    expect(since(before)).toBe(1);
  });

  it('is done once while it is under way', async () => {
    const name = fresh();
    const before = upstream.received.length;
    let letGo!: () => void;
    const told = new Promise<void>((resolve) => (letGo = resolve));
    upstream.answer = async (response, received) => {
      await told;
      await numbered(response, received);
    };

    const first = send(name);
    await upstreamHas(before + 1);
    const others = [send(name), send(name)];
    await settled();
    letGo();
    const replies = [await first, ...(await Promise.all(others))];

    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(since(before)).toBe(1);
  });

  it('gives every event from the first on to one who comes in the middle', async () => {
    const name = fresh();
    const before = upstream.received.length;
    const { answer, finish } = begun();
    upstream.answer = answer;

    const first = reader(name);
    await first.has(TEXT[0]! + TEXT[1]!);
    const second = reader(name);
    await second.has(TEXT[0]! + TEXT[1]!);
    finish();
    await Promise.all([first.ended, second.ended]);

    expect([first.text(), second.text()]).toEqual([ALL, ALL]);
    expect(since(before)).toBe(1);
  });

  it('goes on for the second when the first hangs up', async () => {
    const name = fresh();
    const before = upstream.received.length;
    const { answer, finish } = begun();
    upstream.answer = answer;

    const first = reader(name);
    await first.has(TEXT[0]! + TEXT[1]!);
    const second = reader(name);
    await second.has(TEXT[0]! + TEXT[1]!);
    await first.hangUp();
    await settled();
    finish();
    await second.ended;
    const third = await send(name, STREAM);

    expect([second.text(), third.text]).toEqual([ALL, ALL]);
    expect(since(before)).toBe(1);
  });

  it('goes on for the second when the first hangs up before anything has come', async () => {
    const name = fresh();
    const before = upstream.received.length;
    let letGo!: () => void;
    const told = new Promise<void>((resolve) => (letGo = resolve));
    upstream.answer = async (response, received) => {
      await told;
      await numbered(response, received);
    };

    const first = reader(name, CHAT);
    await upstreamHas(before + 1);
    const second = send(name);
    await settled();
    await first.hangUp();
    await settled();
    letGo();

    expect((await second).status).toBe(200);
    expect(since(before)).toBe(1);
  });

  it('is broken off when all have hung up, and done anew for who comes later', async () => {
    const name = fresh();
    const before = upstream.received.length;
    const { answer } = begun();
    upstream.answer = answer;
    const first = reader(name);
    await first.has(TEXT[0]! + TEXT[1]!);
    const second = reader(name);
    await second.has(TEXT[0]! + TEXT[1]!);

    await Promise.all([first.hangUp(), second.hangUp()]);
    await upstream.received.at(-1)!.hungUp;
    upstream.answer = (response) => {
      events(response, ALL);
      response.end();
    };
    const third = await send(name, STREAM);

    expect(third.text).toBe(ALL);
    expect(since(before)).toBe(2);
  });
});

describe('a name that was used for another request', () => {
  const config = (value: object) => ({ authorization: 'Bearer k', 'x-portkey-config': JSON.stringify(value) });

  it.each<[string, object, Record<string, string>, string]>([
    ['another body', { ...CHAT, temperature: 1 }, config({ provider: 'openai' }), '/v1/chat/completions'],
    ['a stream of the same', STREAM, config({ provider: 'openai' }), '/v1/chat/completions'],
    ['another address', CHAT, config({ provider: 'openai' }), '/v1/responses'],
    ['another query', CHAT, config({ provider: 'openai' }), '/v1/chat/completions?a=b'],
    ['another config', CHAT, config({ provider: 'groq' }), '/v1/chat/completions'],
    ['another provider', CHAT, { ...config({ provider: 'openai' }), 'x-portkey-provider': 'groq' }, '/v1/chat/completions'],
  ])('is refused for %s', async (_what, body, headers, path) => {
    const name = fresh();
    const first = await send(name, CHAT, config({ provider: 'openai' }));
    const before = upstream.received.length;

    const second = await send(name, body, headers, path);

    expect(first.status).toBe(200);
    conflict(second);
    expect(since(before)).toBe(0);
  });

  it('is refused while the other is under way', async () => {
    const name = fresh();
    const { answer, finish } = begun();
    upstream.answer = answer;
    const first = reader(name);
    await first.has(TEXT[0]! + TEXT[1]!);

    const second = await send(name, CHAT);
    finish();
    await first.ended;

    conflict(second);
    expect(first.text()).toBe(ALL);
  });
});

describe('one name of several callers', () => {
  it.each<[string, Record<string, string>, Record<string, string>]>([
    [
      'two keys',
      { 'x-portkey-api-key': KEY_A, 'x-portkey-virtual-key': 'one' },
      { 'x-portkey-api-key': KEY_B, 'x-portkey-virtual-key': 'one' },
    ],
    [
      'two credentials without a key',
      { authorization: 'Bearer c1', 'x-portkey-provider': 'openai' },
      { authorization: 'Bearer c2', 'x-portkey-provider': 'openai' },
    ],
    [
      'two credentials with one key',
      { 'x-portkey-api-key': KEY_A, authorization: 'Bearer c1', 'x-portkey-provider': 'openai' },
      { 'x-portkey-api-key': KEY_A, authorization: 'Bearer c2', 'x-portkey-provider': 'openai' },
    ],
    [
      'a credential with a key and without',
      { 'x-portkey-api-key': KEY_A, authorization: 'Bearer c1', 'x-portkey-provider': 'openai' },
      { authorization: 'Bearer c1', 'x-portkey-provider': 'openai' },
    ],
  ])('stands for a request of each: %s', async (_who, one, other) => {
    const name = fresh();

    const first = await send(name, CHAT, one);
    const second = await send(name, CHAT, other);
    const otherBody = await send(fresh(), CHAT, other);

    expect([first.status, second.status, otherBody.status]).toEqual([200, 200, 200]);
    expect(second.json.id).not.toBe(first.json.id);
    expect((await send(name, CHAT, one)).text).toBe(first.text);
    expect((await send(name, CHAT, other)).text).toBe(second.text);
  });
});

describe('what is not kept under a name', () => {
  it.each<[string, Answer, object]>([
    ['an error of the request', json({ error: { message: 'bad' } }, 400), CHAT],
    ['a limit', json({ error: { message: 'slow down' } }, 429), CHAT],
    ['an error of the provider', json({ error: { message: 'bad' } }, 500), CHAT],
    ['an answer that is no JSON', json('<html>'), CHAT],
    ['a connection that breaks', (response) => void response.destroy(), CHAT],
    [
      'a stream that breaks off',
      (response) => {
        events(response, TEXT[0]!, TEXT[1]!);
        setImmediate(() => response.destroy());
      },
      STREAM,
    ],
    [
      'a stream with an error in it',
      (response) => {
        events(response, TEXT[0]!, 'data: {"error":{"message":"overloaded"}}\n\n');
        response.end();
      },
      STREAM,
    ],
  ])('%s', async (_what, answer, body) => {
    const name = fresh();
    const before = upstream.received.length;
    upstream.answer = answer;
    const first = await send(name, body);
    upstream.answer =
      body === CHAT
        ? numbered
        : (response) => {
            events(response, ALL);
            response.end();
          };

    const second = await send(name, body);
    const third = await send(name, body);

    expect(first.text).toContain('error');
    expect(second.status).toBe(200);
    expect(second.text).not.toContain('error');
    expect(third.text).toBe(second.text);
    expect(since(before)).toBe(2);
  });

  it('a failure, so that the name is free for another body', async () => {
    const name = fresh();
    upstream.answer = json({ error: { message: 'bad' } }, 400);
    await send(name);
    upstream.answer = numbered;

    const second = await send(name, { ...CHAT, temperature: 1 });

    expect(second.status).toBe(200);
  });
});

describe('the name itself', () => {
  it('may have 255 characters and no more', async () => {
    const before = upstream.received.length;

    const longest = await send('n'.repeat(255));
    const tooLong = await send('n'.repeat(256));

    expect(longest.status).toBe(200);
    expect(tooLong.status).toBe(400);
    expect(tooLong.json).toMatchObject({
      status: 'failure',
      message: expect.stringContaining('255'),
      error: { param: 'idempotency-key', code: 'invalid_header' },
    });
    expect(since(before)).toBe(1);
  });

  it('is no name where it is empty', async () => {
    const before = upstream.received.length;

    await send('');
    await send('');

    expect(since(before)).toBe(2);
  });
});

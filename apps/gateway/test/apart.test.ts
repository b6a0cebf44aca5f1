import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { call, CHAT, type Reply } from './support/call.ts';
import { ADMIN_KEY } from './support/gateway.ts';
import { startInProcess, type InProcess } from './support/in-process.ts';
import { COMPLETION, json, startUpstream, type Received, type Upstream } from './support/upstream.ts';

// Real sockets: a busy machine needs more than the usual five seconds.
jest.setTimeout(60_000);

const OTHER_KEY = 'other-key-0123456789';

let gateway: InProcess;
let first: Upstream;
let second: Upstream;

beforeAll(async () => {
  [first, second] = await Promise.all([startUpstream(), startUpstream()]);
  gateway = await startInProcess(
    {},
    `
api_keys: [{ name: other, key: ${OTHER_KEY} }]
virtual_keys:
  - { slug: one, provider: openai, key: sk-one-key, custom_host: "${first.origin}/v1" }
  - { slug: two, provider: openai, key: sk-two-key, custom_host: "${second.origin}/v1" }
configs:
  - slug: pc-breaker
    config:
      strategy: { mode: fallback, cb_config: { failure_threshold: 2 } }
      targets: [{ virtual_key: one }, { virtual_key: two }]
`,
  );
});

afterAll(async () => {
  await Promise.all([gateway.stop(), first.close(), second.close()]);
});

beforeEach(() => {
  first.answer = json(COMPLETION);
  second.answer = json(COMPLETION);
  (first.received as unknown[]).length = 0;
  (second.received as unknown[]).length = 0;
});

const at = (upstream: Upstream, more: object = {}) => ({ provider: 'openai', custom_host: `${upstream.origin}/v1`, ...more });

const ask = (config: unknown, body: object = CHAT, headers: Record<string, string> = {}, path = '/chat/completions'): Promise<Reply> =>
  call(`${gateway.url}/v1${path}`, {
    headers: {
      authorization: 'Bearer own-key',
      'x-portkey-config': typeof config === 'string' ? config : JSON.stringify(config),
      ...headers,
    },
    body,
  });

const bodyOf = (received: Received | undefined) =>
  JSON.parse(received!.body.toString()) as { model: string; messages: { role: string; content: string }[] };

const failing = (status: number, headers: Record<string, string> = {}) => json({ error: { message: 'no' } }, status, headers);
const silent: Upstream['answer'] = () => {};

const delta = (content: string, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'c', choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`;

const cutAfter =
  (...pieces: readonly string[]): Upstream['answer'] =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const piece of pieces) response.write(delta(piece));
    setTimeout(() => response.destroy(), 50);
  };

const streaming =
  (...pieces: readonly string[]): Upstream['answer'] =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const piece of pieces) response.write(delta(piece));
    response.end(`${delta('', 'stop')}data: [DONE]\n\n`);
  };

const continuing = (...targets: readonly object[]) => ({ strategy: { mode: 'fallback', on_stream_failure: 'continue' }, targets });
const STREAMED = { model: 'm', stream: true, messages: [{ role: 'user', content: 'my secret 123' }] };
const ended = ({ text }: Reply) => (text.trimEnd().endsWith('data: [DONE]') ? 'whole' : text.includes('"error":{') ? 'broken' : 'cut');

describe('an answer that goes on elsewhere', () => {
  it('is asked for with what the checks have written, and not with what they took out', async () => {
    first.answer = cutAfter('Let me ', 'think');
    second.answer = streaming(' again.');
    const guard = { input_guardrails: [{ 'default.regexReplace': { rule: 'secret', redactText: 'XX' } }] };

    const reply = await ask({ ...continuing(at(first), at(second)), ...guard }, STREAMED);

    expect(ended(reply)).toBe('whole');
    expect(bodyOf(first.received[0]).messages).toEqual([{ role: 'user', content: 'my XX 123' }]);
    expect(bodyOf(second.received[0]).messages).toEqual([
      { role: 'user', content: 'my XX 123' },
      { role: 'assistant', content: 'Let me think' },
    ]);
  });

  it('is judged by what the caller said, and not by its own beginning', async () => {
    first.answer = cutAfter('nothing to see ');
    second.answer = streaming('here.');
    const guard = { input_guardrails: [{ 'default.contains': { operator: 'any', words: ['secret'] }, deny: true }] };

    const reply = await ask({ ...continuing(at(first), at(second)), ...guard }, STREAMED);

    expect(ended(reply)).toBe('whole');
  });

  it('carries its beginning behind messages that the config sets', async () => {
    first.answer = cutAfter('Let me ');
    second.answer = streaming('go on.');
    const set = { override_params: { messages: [{ role: 'user', content: 'x' }] } };

    await ask(continuing(at(first), at(second, set)), STREAMED);

    expect(bodyOf(second.received[0]).messages).toEqual([
      { role: 'user', content: 'x' },
      { role: 'assistant', content: 'Let me' },
    ]);
  });

  it('is asked for once with a beginning that is refused, whatever the config retries', async () => {
    first.answer = cutAfter('Let me ');
    second.answer = (response, received) =>
      (bodyOf(received).messages.at(-1)!.role === 'assistant' ? failing(400) : streaming('Let me go on.'))(response, received);
    const config = { ...continuing(at(first), at(second)), retry: { attempts: 3, on_status_codes: [400] } };

    const reply = await ask(config, STREAMED);

    expect(ended(reply)).toBe('whole');
    expect(second.received.map((received) => bodyOf(received).messages.at(-1)!.role)).toEqual(['assistant', 'user']);
  });

  it('counts as asked afresh where its beginning cannot be sent along', async () => {
    first.answer = cutAfter('Let me ');
    second.answer = streaming('go on.');

    const reply = await ask(continuing(at(first), at(second, { override_params: { messages: 'none' } })), STREAMED);

    expect(ended(reply)).toBe('broken');
  });

  it.each([
    ['asked for by the call', { n: 2 }, {}],
    ['asked for by the config', {}, { override_params: { n: 2 } }],
  ])('ends with an error where several answers are %s', async (_what, body, more) => {
    first.answer = cutAfter('one ');
    second.answer = streaming('two.');

    const reply = await ask(continuing(at(first, more), at(second, more)), { ...STREAMED, ...body });

    expect(ended(reply)).toBe('broken');
    expect(second.received).toHaveLength(0);
  });
});

describe('a body that a check has written', () => {
  it('goes to the successor of a retired model under its name', async () => {
    first.answer = (response, received) => (bodyOf(received).model === 'gemma-7b-it' ? failing(404) : json(COMPLETION))(response, received);
    const own = await startInProcess({ SLUICE_RETIRED_MODELS: 'substitute' });
    const config = {
      provider: 'groq',
      custom_host: `${first.origin}/v1`,
      input_guardrails: [{ 'default.regexReplace': { rule: 'secret', redactText: 'XX' } }],
    };

    const reply = await call(`${own.url}/v1/chat/completions`, {
      headers: { authorization: 'Bearer k', 'x-portkey-config': JSON.stringify(config) },
      body: { model: 'gemma-7b-it', messages: [{ role: 'user', content: 'a secret' }] },
    });
    await own.stop();

    expect(reply.headers['x-sluice-model-substituted']).toBe('gemma-7b-it -> openai/gpt-oss-20b');
    expect(first.received.map((received) => [bodyOf(received).model, bodyOf(received).messages[0]!.content])).toEqual([
      ['gemma-7b-it', 'a XX'],
      ['openai/gpt-oss-20b', 'a XX'],
    ]);
  });

  it.each(['/responses', '/images/generations', '/audio/speech'])(
    'is not to be had at %s, so guardrails are refused there',
    async (path) => {
      const guard = { input_guardrails: [{ 'default.contains': { operator: 'none', words: ['secret'] }, deny: true }] };

      const reply = await ask(at(first, guard), { model: 'm', input: 'a secret', prompt: 'a secret', voice: 'v' }, {}, path);

      expect(reply.status).toBe(400);
      expect(reply.json.message).toMatch(/^Guardrails for \w+ are not built yet/);
      expect(first.received).toHaveLength(0);
    },
  );
});

describe('callers who send other headers on', () => {
  const echo: Upstream['answer'] = (response, received) =>
    json({ ...COMPLETION, id: String(received.headers['x-user-token'] ?? received.headers['openai-organization'] ?? 'nobody') })(
      response,
      received,
    );

  it.each([
    ['x-user-token', { forward_headers: ['x-user-token'] }],
    ['x-portkey-openai-organization', {}],
  ])('by %s do not share kept answers', async (name, more) => {
    first.answer = echo;
    // The provider's fields are read from headers where the config names no provider.
    const config = { ...more, custom_host: `${first.origin}/v1`, cache: { mode: 'simple' } };
    const as = (value: string) => ask(config, { ...CHAT, user: name }, { [name]: value, 'x-portkey-provider': 'openai' });

    const [alice, bob, again] = [await as('alice'), await as('bob'), await as('alice')];

    expect([alice, bob, again].map(({ headers }) => headers['x-portkey-cache-status'])).toEqual(['MISS', 'MISS', 'HIT']);
    expect([alice.json.id, bob.json.id, again.json.id]).toEqual(['alice', 'bob', 'alice']);
  });

  it('do not share what they named alike', async () => {
    first.answer = echo;
    const config = at(first, { forward_headers: ['x-user-token'] });
    const as = (value: string) => ask(config, CHAT, { 'x-user-token': value, 'idempotency-key': 'same-name' });

    const [alice, bob] = [await as('alice'), await as('bob')];

    expect(alice.json.id).toBe('alice');
    expect(bob.status).toBe(409);
  });

  it('and bring their credentials in the config do not meet under one name', async () => {
    const as = (key: string) =>
      call(`${gateway.url}/v1/chat/completions`, {
        headers: { 'x-portkey-config': JSON.stringify(at(first, { api_key: key })), 'idempotency-key': 'a-name' },
        body: CHAT,
      });

    expect([(await as('key-of-ann')).status, (await as('key-of-bob')).status]).toEqual([200, 200]);
    expect(first.received).toHaveLength(2);
  });

  it('send one name to several targets as several names', async () => {
    first.answer = failing(500);
    const config = { strategy: { mode: 'fallback' }, targets: [at(first), at(second)] };

    await ask(config, CHAT, { 'idempotency-key': 'order-1' });
    await ask(at(first), CHAT, { 'idempotency-key': 'order-2' });

    const names = [first.received[0], second.received[0]].map((received) => received!.headers['idempotency-key']);
    expect(new Set(names).size).toBe(2);
    expect(names.every((name) => /^order-1-[0-9a-f]{16}$/.test(String(name)))).toBe(true);
    expect(first.received[1]!.headers['idempotency-key']).toBe('order-2');
  });
});

describe('one caller’s bad luck', () => {
  const byKey = (key: string, more: Record<string, string> = {}) => ({ 'x-portkey-api-key': key, ...more });

  it('with a time limit of its own opens no circuit for the others', async () => {
    first.answer = silent;
    for (let request = 0; request < 3; request++) await ask('pc-breaker', CHAT, byKey(OTHER_KEY, { 'x-portkey-request-timeout': '30' }));
    first.answer = json(COMPLETION);

    const reply = await ask('pc-breaker', CHAT, byKey(ADMIN_KEY));

    expect(reply.headers['x-portkey-last-used-option-index']).toBe('config.targets[0]');
  });

  it('with its rate limit leaves the others their retries', async () => {
    const limited = { retry: { attempts: 5, use_retry_after_header: true } };
    first.answer = failing(429, { 'retry-after': '0' });
    gateway.clock.frozen = true;
    await Promise.all(Array.from({ length: 40 }, () => ask(at(first, limited), CHAT, { authorization: 'Bearer hasty' })));
    (first.received as unknown[]).length = 0;

    const reply = await ask(at(first, limited), CHAT, { authorization: 'Bearer patient' });
    gateway.clock.frozen = false;

    expect(reply.status).toBe(429);
    expect(first.received).toHaveLength(6);
  });

  it('with a slow first asker is over by its own time limit', async () => {
    const config = at(first, { cache: { mode: 'simple' } });
    const body = { ...CHAT, user: 'joins' };
    first.answer = (response, received) => void setTimeout(() => void json(COMPLETION)(response, received), 1_000);

    const slow = ask(config, body);
    while (first.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const hurried = await ask(config, body, { 'x-portkey-request-timeout': '50' });

    expect(hurried.status).toBe(408);
    expect((await slow).status).toBe(200);
  });
});

describe('a target that lacks something', () => {
  it('for certain is not asked even where the others are no better', async () => {
    const config = {
      strategy: { mode: 'fallback', cb_config: { failure_threshold: 1 } },
      targets: [{ provider: 'mock' }, at(first)],
    };
    const speech = () => ask(config, { model: 'tts', input: 'hi', voice: 'v' }, { 'x-portkey-explain': 'true' }, '/audio/speech');
    first.answer = failing(503);
    await speech();
    first.answer = json(COMPLETION);

    const reply = await speech();

    expect(reply.headers['x-portkey-last-used-option-index']).toBe('config.targets[1]');
    const steps = JSON.parse(String(reply.headers['x-sluice-decision'])).steps as { kind: string; target: string }[];
    expect(steps.filter(({ kind }) => kind === 'attempt').map(({ target }) => target)).toEqual(['config.targets[1]']);
  });

  it('may lack the room for what is to come out', async () => {
    const own = await startInProcess(
      {},
      'models: { openai: { small: { context: 100, price: { input: 1, output: 1 } }, large: { context: 9000, price: { input: 2, output: 2 } } } }',
    );
    const config = {
      strategy: { mode: 'lowest_cost' },
      targets: ['small', 'large'].map((model) => at(first, { override_params: { model } })),
    };
    const asking = (maxTokens: number) =>
      call(`${own.url}/v1/chat/completions`, {
        headers: { authorization: 'k', 'x-portkey-config': JSON.stringify(config) },
        body: { ...CHAT, max_tokens: maxTokens },
      });

    const places = [await asking(10), await asking(500)].map(({ headers }) => headers['x-portkey-last-used-option-index']);
    await own.stop();

    expect(places).toEqual(['config.targets[0]', 'config.targets[1]']);
  });
});

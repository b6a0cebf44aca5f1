import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { generateKeyPairSync, sign } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { call, type Reply } from './support/call.ts';
import { startGateway, type Gateway } from './support/gateway.ts';
import { COMPLETION, json, startUpstream, type Answer, type Upstream } from './support/upstream.ts';

// Real sockets and real waits, many at a time: a busy machine needs more than the usual five seconds.
jest.setTimeout(60_000);

const PROVIDER_KEY = 'sk-provider-secret-0123456789';

let upstream: Upstream;
/** A service that checks call. */
let service: Upstream;
/** May reach 127.0.0.1 in its checks. */
let gateway: Gateway;
/** May not. */
let wary: Gateway;

beforeAll(async () => {
  upstream = await startUpstream();
  service = await startUpstream();
  const environment = { OPENAI_BASE_URL: `${upstream.origin}/v1`, GROQ_BASE_URL: `${upstream.origin}/groq` };
  gateway = await startGateway({ environment: { ...environment, TRUSTED_CUSTOM_HOSTS: '127.0.0.1' } });
  wary = await startGateway({ environment });
});
afterAll(async () => {
  await gateway.stop();
  await wary.stop();
  await upstream.close();
  await service.close();
});
beforeEach(() => {
  upstream.answer = json(COMPLETION);
  service.answer = json({ verdict: true });
});

const saying = (content: string): Answer =>
  json({ ...COMPLETION, choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }] });

interface Asking {
  readonly text?: string;
  readonly body?: object;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly of?: Gateway;
}

const CHAT = (text: string) => ({ model: 'm', messages: [{ role: 'user', content: text }] });

/** A request under a config, to OpenAI where the config names nobody else. */
const ask = (
  config: object,
  { text = 'hello', body = CHAT(text), path = '/v1/chat/completions', headers = {}, of = gateway }: Asking = {},
) =>
  call(of.url + path, {
    headers: {
      authorization: `Bearer ${PROVIDER_KEY}`,
      'x-portkey-config': JSON.stringify({ ...('targets' in config ? {} : { provider: 'openai' }), ...config }),
      ...headers,
    },
    body,
  });

const sent = () => JSON.parse(upstream.received.at(-1)!.body.toString()) as Record<string, unknown>;
const NO_X = { 'default.contains': { operator: 'none', words: ['x'] } };
const SAYS_PARIS = { 'default.contains': { operator: 'any', words: ['Paris'] } };
const SAYS_ROME = { 'default.contains': { operator: 'any', words: ['Rome'] } };

/** How many requests reach a server while something is done. */
async function reached(server: Upstream, work: () => Promise<unknown>): Promise<number> {
  const before = server.received.length;
  await work();
  return server.received.length - before;
}

const HOOK = {
  verdict: true,
  id: 'input_guardrail_0',
  transformed: false,
  checks: [
    {
      data: expect.any(Object),
      verdict: true,
      id: 'default.contains',
      execution_time: expect.any(Number),
      transformed: false,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      log: null,
    },
  ],
  feedback: null,
  execution_time: expect.any(Number),
  async: false,
  type: 'guardrail',
  created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  deny: false,
};
const FAILED = { ...HOOK, verdict: false, checks: [{ ...HOOK.checks[0], verdict: false }] };

const MESSAGE = 'The guardrail checks defined in the config failed. You can find more information in the `hook_results` object.';

const denied = (reply: Reply, results: { before: unknown; after: unknown }) => {
  expect(reply.status).toBe(446);
  expect(reply.headers['content-type']).toBe('application/json');
  expect(reply.headers['x-should-retry']).toBe('false');
  expect(reply.json).toEqual({
    status: 'failure',
    success: false,
    message: MESSAGE,
    error: { message: MESSAGE, type: 'hooks_failed', param: null, code: null },
    hook_results: { before_request_hooks: results.before, after_request_hooks: results.after },
  });
};

describe('a guardrail on the request', () => {
  it('that passes leaves 200, and its result in the body', async () => {
    const reply = await ask({ input_guardrails: [NO_X] });

    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({ ...COMPLETION, hook_results: { before_request_hooks: [HOOK], after_request_hooks: [] } });
  });

  it('that fails without the right to deny makes it 246', async () => {
    const reply = await ask({ input_guardrails: [NO_X] }, { text: 'x' });

    expect(reply.status).toBe(246);
    expect(reply.json).toEqual({ ...COMPLETION, hook_results: { before_request_hooks: [FAILED], after_request_hooks: [] } });
  });

  it('that fails and may deny makes it 446, and the provider is not asked', async () => {
    const count = await reached(upstream, async () => {
      const reply = await ask({ input_guardrails: [{ ...NO_X, deny: true }] }, { text: 'x' });

      denied(reply, { before: [{ ...FAILED, deny: true }], after: [] });
      expect(reply.headers).not.toHaveProperty('x-portkey-cache-status');
      expect(reply.headers).toMatchObject({ 'x-portkey-provider': 'openai', 'x-portkey-retry-attempt-count': '0' });
    });

    expect(count).toBe(0);
  });

  it('tells its result beside a provider’s error, whose status stays', async () => {
    upstream.answer = json({ error: { message: 'bad', type: 't', code: 'c' } }, 400);

    const reply = await ask({ input_guardrails: [NO_X] }, { text: 'x' });

    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ error: { message: 'openai error: bad' }, hook_results: { before_request_hooks: [FAILED] } });
  });

  it.each([
    ['/v1/completions', { model: 'm', prompt: 'x' }, { id: 'c', object: 'text_completion', choices: [{ index: 0, text: 'y' }] }],
    ['/v1/embeddings', { model: 'm', input: ['a', 'x'] }, { object: 'list', data: [] }],
    [
      '/v1/chat/completions',
      {
        model: 'm',
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'a' },
              { type: 'text', text: 'x' },
            ],
          },
        ],
      },
      COMPLETION,
    ],
  ])('looks at all the text at %s', async (path, body, answer) => {
    upstream.answer = json(answer);

    const soft = await ask({ input_guardrails: [NO_X] }, { path, body });
    const hard = await ask({ input_guardrails: [{ ...NO_X, deny: true }] }, { path, body });

    expect(soft.status).toBe(246);
    expect(soft.json).toMatchObject({ ...answer, hook_results: { before_request_hooks: [FAILED] } });
    expect(hard.status).toBe(446);
  });

  it('looks at the last message alone, and at no other kind of request', async () => {
    const config = { input_guardrails: [{ ...NO_X, deny: true }] };
    const messages = [
      { role: 'user', content: 'x' },
      { role: 'user', content: 'a' },
    ];

    const chat = await ask(config, { body: { model: 'm', messages } });
    upstream.answer = json({ id: 'm', results: [] });
    const moderation = await ask(config, { path: '/v1/moderations', body: { input: 'x' } });

    expect(chat.status).toBe(200);
    expect([moderation.status, moderation.text]).toEqual([200, '{"id":"m","results":[]}']);
  });
});

describe('a guardrail on the answer', () => {
  const RESULT = { ...HOOK, id: 'output_guardrail_0' };

  it('that passes leaves 200, and its result in the body', async () => {
    const reply = await ask({ output_guardrails: [SAYS_PARIS] });

    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({ ...COMPLETION, hook_results: { before_request_hooks: [], after_request_hooks: [RESULT] } });
  });

  it('that fails without the right to deny makes it 246', async () => {
    const reply = await ask({ input_guardrails: [NO_X], output_guardrails: [SAYS_ROME] });

    expect(reply.status).toBe(246);
    expect(reply.json).toEqual({
      ...COMPLETION,
      hook_results: { before_request_hooks: [HOOK], after_request_hooks: [{ ...FAILED, id: 'output_guardrail_0' }] },
    });
  });

  it('that fails and may deny makes it 446, and nothing of the answer leaves', async () => {
    const reply = await ask({ input_guardrails: [NO_X], output_guardrails: [{ ...SAYS_ROME, deny: true }] });

    denied(reply, { before: [HOOK], after: [{ ...FAILED, id: 'output_guardrail_0', deny: true }] });
    expect(reply.text).not.toContain(COMPLETION.id);
  });

  it('looks at the text of a completion', async () => {
    upstream.answer = json({ id: 'c', object: 'text_completion', choices: [{ index: 0, text: 'Rome' }] });

    const reply = await ask(
      { output_guardrails: [{ ...SAYS_PARIS, deny: true }] },
      { path: '/v1/completions', body: { model: 'm', prompt: 'x' } },
    );

    expect(reply.status).toBe(446);
  });

  it('looks at no embedding, and at nothing but a 200', async () => {
    const config = { output_guardrails: [{ ...SAYS_ROME, deny: true }] };
    upstream.answer = json({ object: 'list', data: [] });
    const embedding = await ask(config, { path: '/v1/embeddings', body: { model: 'm', input: 'a' } });
    upstream.answer = json(COMPLETION, 201);
    const created = await ask(config);
    upstream.answer = json({ error: { message: 'bad' } }, 400);
    const bad = await ask(config);

    expect([embedding.status, created.status, bad.status]).toEqual([200, 201, 400]);
    expect(embedding.json).not.toHaveProperty('hook_results');
  });

  it.each([
    [446, { ...NO_X, deny: true }],
    [246, NO_X],
  ])('judges an answer of megabytes: %i', async (status, guardrail) => {
    upstream.answer = saying(`${'a'.repeat(3_000_000)}x`);
    const bad = await ask({ output_guardrails: [guardrail] });
    upstream.answer = saying('a'.repeat(3_000_000));
    const good = await ask({ output_guardrails: [guardrail] });

    expect(bad.status).toBe(status);
    expect(bad.json.hook_results.after_request_hooks[0].verdict).toBe(false);
    expect(good.status).toBe(200);
    expect(good.json.choices[0].message.content).toHaveLength(3_000_000);
    expect(good.json.hook_results.after_request_hooks[0].verdict).toBe(true);
  });

  it('does not let pass what it cannot read', async () => {
    upstream.answer = json(`{"choices":[${' '.repeat(2_000_000)}`);

    const reply = await ask({ output_guardrails: [NO_X] });

    expect(reply.status).toBe(502);
    expect(reply.json.error.message).toMatch(/not JSON/);
  });

  it('leaves a failed check of the request to be seen on an answer of megabytes', async () => {
    upstream.answer = saying('a'.repeat(3_000_000));

    const reply = await ask({ input_guardrails: [NO_X] }, { text: 'x' });

    expect(reply.status).toBe(246);
    expect(reply.json).toMatchObject({ id: COMPLETION.id, hook_results: { before_request_hooks: [FAILED] } });
  });
});

describe('the spellings of a hook', () => {
  const PARAMETERS = { operator: 'none', words: ['x'] };

  it.each<[string, object, string]>([
    ['a check by its short name', { input_guardrails: [{ contains: PARAMETERS, deny: true }] }, 'input_guardrail_0'],
    ['a check by its whole name', { input_guardrails: [{ 'default.contains': PARAMETERS, deny: true }] }, 'input_guardrail_0'],
    ['a hook with a name', { input_guardrails: [{ 'default.contains': PARAMETERS, deny: true, id: 'mine' }] }, 'mine'],
    ['a list in camel case', { inputGuardrails: [{ 'default.contains': PARAMETERS, deny: true, async: false }] }, 'input_guardrail_0'],
    [
      'a raw hook',
      {
        before_request_hooks: [{ type: 'guardrail', id: 'raw', deny: true, checks: [{ id: 'default.contains', parameters: PARAMETERS }] }],
      },
      'raw',
    ],
    [
      'a raw hook in camel case',
      {
        beforeRequestHooks: [
          { type: 'guardrail', id: 'raw', deny: true, checks: [{ id: 'contains', parameters: PARAMETERS, isEnabled: true }] },
        ],
      },
      'raw',
    ],
    [
      'a hook of several checks, of which one fails',
      { input_guardrails: [{ notNull: {}, contains: PARAMETERS, deny: true, sequential: true }] },
      'input_guardrail_0',
    ],
    [
      'a guardrail around all targets',
      { strategy: { mode: 'single' }, targets: [{ provider: 'openai' }], input_guardrails: [{ contains: PARAMETERS, deny: true }] },
      'input_guardrail_0',
    ],
    [
      'a guardrail of one target',
      { strategy: { mode: 'single' }, targets: [{ provider: 'openai', input_guardrails: [{ contains: PARAMETERS, deny: true }] }] },
      'input_guardrail_0',
    ],
  ])('%s', async (_what, config, id) => {
    const good = await ask(config, { text: 'a' });
    const bad = await ask(config, { text: 'x' });

    expect([good.status, bad.status]).toEqual([200, 446]);
    expect(bad.json.hook_results.before_request_hooks).toEqual([expect.objectContaining({ id, verdict: false, deny: true })]);
  });

  it('a check that is switched off is not run', async () => {
    const checks = [
      { id: 'contains', parameters: PARAMETERS, is_enabled: false },
      { id: 'notNull', parameters: {} },
    ];

    const reply = await ask({ before_request_hooks: [{ deny: true, checks }] }, { text: 'x' });

    expect(reply.status).toBe(200);
    expect(reply.json.hook_results.before_request_hooks[0].checks.map(({ id }: { id: string }) => id)).toEqual(['default.notNull']);
  });

  it('raw hooks behind the answer', async () => {
    const reply = await ask({
      after_request_hooks: [{ type: 'guardrail', id: 'raw', deny: true, checks: [{ id: 'contains', parameters: { words: ['Rome'] } }] }],
    });

    expect(reply.status).toBe(446);
    expect(reply.json.hook_results.after_request_hooks).toEqual([expect.objectContaining({ id: 'raw', verdict: false })]);
  });

  it.each<[string, object]>([
    ['mutators', { input_mutators: [{ regexReplace: { rule: 'secret' } }], output_mutators: [{ regexReplace: { rule: 'Paris' } }] }],
    [
      'raw mutators',
      {
        before_request_hooks: [{ type: 'mutator', checks: [{ id: 'default.regexReplace', parameters: { rule: 'secret' } }] }],
        after_request_hooks: [{ type: 'mutator', checks: [{ id: 'default.regexReplace', parameters: { rule: 'Paris' } }] }],
      },
    ],
  ])('%s rewrite what goes up and what comes down', async (_what, config) => {
    const reply = await ask(config, { text: 'my secret' });

    expect(sent()).toEqual(CHAT('my [REDACTED]'));
    expect(reply.status).toBe(200);
    expect(reply.json.choices[0].message.content).toBe('[REDACTED]');
    expect(reply.json.usage).toEqual(COMPLETION.usage);
    for (const phase of ['before_request_hooks', 'after_request_hooks'])
      expect(reply.json.hook_results[phase]).toEqual([
        expect.objectContaining({ type: 'mutator', transformed: true, checks: [expect.objectContaining({ transformed: true })] }),
      ]);
  });

  it('mutators come before guardrails, which see what really goes up', async () => {
    const reply = await ask(
      {
        input_guardrails: [{ contains: { operator: 'none', words: ['secret'] }, deny: true }],
        input_mutators: [{ regexReplace: { rule: 'secret' } }],
      },
      { text: 'my secret' },
    );

    expect(reply.status).toBe(200);
  });

  it('a hook’s feedback stands in its result, by its verdict', async () => {
    const guardrail = {
      ...NO_X,
      on_success: { feedback: { value: 5, weight: 1 } },
      on_fail: { feedback: { value: -5, metadata: { a: 'b' } } },
    };

    const good = await ask({ input_guardrails: [guardrail] }, { text: 'a' });
    const bad = await ask({ input_guardrails: [guardrail] }, { text: 'x' });

    expect(good.json.hook_results.before_request_hooks[0].feedback).toEqual({ value: 5, weight: 1 });
    expect(bad.json.hook_results.before_request_hooks[0].feedback).toEqual({ value: -5, metadata: { a: 'b' } });
  });
});

describe('a stream', () => {
  const chunk = (delta: object, finish: string | null = null) =>
    `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
  const TEXT = [chunk({ role: 'assistant', content: 'Par' }), chunk({ content: 'is' }), chunk({}, 'stop'), 'data: [DONE]\n\n'].join('');
  const STREAM = { ...CHAT('x'), stream: true };
  const streaming = (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(TEXT);
  };

  beforeEach(() => {
    upstream.answer = streaming;
  });

  it.each<[string, object, Record<string, string>]>([
    ['the config', { strict_open_ai_compliance: false }, {}],
    ['the request', {}, { 'x-portkey-strict-open-ai-compliance': 'false' }],
  ])('begins with what was found where %s is not strict', async (_who, config, headers) => {
    const reply = await ask({ input_guardrails: [NO_X], ...config }, { body: STREAM, headers });
    const end = reply.text.indexOf('\n\n') + 2;

    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.text.slice('data: '.length, end))).toEqual({ hook_results: { before_request_hooks: [FAILED] } });
    expect(reply.text.slice(end)).toBe(TEXT);
  });

  it.each<[string, object]>([
    ['by itself', {}],
    ['by its config', { strict_open_ai_compliance: true }],
  ])('is as it came where it is strict %s', async (_how, config) => {
    const reply = await ask({ input_guardrails: [NO_X], ...config }, { body: STREAM });

    expect([reply.status, reply.text]).toEqual([200, TEXT]);
  });

  it('is denied with a plain 446', async () => {
    const reply = await ask({ input_guardrails: [{ ...NO_X, deny: true }] }, { body: STREAM });

    expect(reply.headers['content-type']).toBe('application/json');
    denied(reply, { before: [{ ...FAILED, deny: true }], after: [] });
  });

  it('goes up rewritten', async () => {
    const reply = await ask({ input_mutators: [{ regexReplace: { rule: 'x', redactText: 'y' } }] }, { body: STREAM });

    expect(reply.text).toBe(TEXT);
    expect(sent()).toMatchObject({ messages: [{ role: 'user', content: 'y' }], stream: true });
  });

  it.each(['output_guardrails', 'after_request_hooks', 'output_mutators'])('is refused by name with %s', async (name) => {
    const count = await reached(upstream, async () => {
      const reply = await ask({ [name]: [{ regexReplace: { rule: 'x' } }] }, { body: STREAM });

      expect(reply.status).toBe(400);
      expect(reply.json.message).toMatch(/^Output guardrails on a streamed answer are not built yet/);
      expect(reply.json.error).toMatchObject({ param: 'stream', code: 'not_built' });
    });

    expect(count).toBe(0);
  });

  it('from the cache begins with what was found about this request', async () => {
    const config = { input_guardrails: [NO_X], cache: { mode: 'simple' }, strict_open_ai_compliance: false };
    const body = { ...STREAM, seed: 1 };
    await ask(config, { body });

    const reply = await ask(config, { body });

    expect(reply.headers['x-portkey-cache-status']).toBe('HIT');
    expect(reply.text).toMatch(/^data: \{"hook_results":\{"before_request_hooks":\[\{"verdict":false/);
    expect(reply.text.match(/hook_results/g)).toHaveLength(1);
  });
});

describe('the checks', () => {
  const schema = { type: 'object', required: ['a'], properties: { a: { type: 'number' } } };

  /** A check, a text that passes it, and one that does not. */
  const ON_TEXT: readonly [string, object, string, string][] = [
    ['regexMatch', { rule: '^\\d+$' }, '123', 'abc'],
    ['regexMatch', { rule: 'a|b', not: true }, 'c', 'b'],
    ['regexReplace', { rule: '/SECRET/i', failOnDetection: true }, 'fine', 'my secret'],
    ['contains', { words: ['a', 'b'] }, 'only b', 'c'],
    ['contains', { words: ['a', 'b'], operator: 'all' }, 'a b', 'a A'],
    ['contains', { words: ['a', 'b'], operator: 'none' }, 'A', 'b'],
    ['wordCount', { minWords: 1, maxWords: 2 }, 'one two', 'one two three'],
    ['wordCount', { minWords: 1, maxWords: 2, not: true }, 'one two three', 'one'],
    ['sentenceCount', { minSentences: 1, maxSentences: 1 }, 'Pi is 3.14.', 'One. Two.'],
    ['characterCount', { minCharacters: 2, maxCharacters: 3 }, 'abc', 'a'],
    ['jsonSchema', { schema }, 'Here: ```json\n{"a":1}\n```', '{"a":"1"}'],
    ['jsonSchema', { schema, not: true }, '{"b":1}', 'so {"a":1} it is'],
    ['jsonKeys', { keys: ['a', 'b'], operator: 'all' }, '{"a":1,"b":2}', '{"a":1}'],
    ['jsonKeys', { keys: ['a', 'b'] }, 'so {"b":1}', '{"c":1}'],
    ['containsCode', { format: 'Python' }, '```py\nprint()\n```', '```js\nlog()\n```'],
    ['containsCode', { format: 'SQL', not: true }, 'no code', '```sql\nselect\n```'],
    ['alluppercase', {}, 'ABC 1!', 'ABc'],
    ['alllowercase', {}, 'abc 1!', 'abC'],
    ['endsWith', { suffix: '.' }, 'The end.', 'The end'],
    ['notNull', {}, 'x', ' \n '],
    ['notNull', { not: true }, ' ', 'x'],
    ['validUrls', { onlyDNS: true }, 'see http://localhost/a, please', 'see https://no-such-host.invalid/a'],
    ['validUrls', { onlyDNS: true }, 'see http://localhost', 'no address at all'],
  ];

  it.each(ON_TEXT)('%s %j looks at the request', async (id, parameters, good, bad) => {
    const config = { input_guardrails: [{ [id]: parameters, deny: true }] };

    const replies = [await ask(config, { text: good }), await ask(config, { text: bad })];

    expect(replies.map(({ status }) => status)).toEqual([200, 446]);
    expect(replies[1]!.json.hook_results.before_request_hooks[0].checks).toEqual([
      { ...HOOK.checks[0], id: `default.${id}`, verdict: false, transformed: expect.any(Boolean) },
    ]);
  });

  it.each(ON_TEXT)('%s %j looks at the answer', async (id, parameters, good, bad) => {
    const config = { output_guardrails: [{ [`default.${id}`]: parameters, deny: true }] };
    upstream.answer = saying(good);
    const pass = await ask(config);
    upstream.answer = saying(bad);
    const fail = await ask(config);

    expect([pass.status, fail.status]).toEqual([200, 446]);
    expect(fail.json.hook_results.after_request_hooks[0].checks).toEqual([
      { ...HOOK.checks[0], id: `default.${id}`, verdict: false, transformed: expect.any(Boolean) },
    ]);
  });

  const team = (value: string) => ({ 'x-portkey-metadata': JSON.stringify({ team: value }) });
  const RULES = { rules: { defaults: ['small'], metadata: { team: { core: ['m'] } } } };

  it.each<[string, object, Asking, Asking]>([
    ['modelWhitelist', { models: ['m'] }, {}, { body: { ...CHAT('a'), model: 'n' } }],
    ['modelwhitelist', { models: ['n'], not: true }, {}, { body: { ...CHAT('a'), model: 'n' } }],
    ['modelRules', RULES, { headers: team('core') }, {}],
    ['modelRules', RULES, { body: { ...CHAT('a'), model: 'small' } }, { body: { ...CHAT('a'), model: 'small' }, headers: team('core') }],
    ['allowedRequestTypes', { allowedTypes: ['chatComplete'] }, {}, { path: '/v1/embeddings', body: { model: 'm', input: 'a' } }],
    ['allowedRequestTypes', { blockedTypes: ['embed'] }, {}, { path: '/v1/embeddings', body: { model: 'm', input: 'a' } }],
    ['allowedRequestTypes', {}, {}, { headers: { 'x-portkey-metadata': '{"blocked_endpoints":"complete, chatComplete"}' } }],
    ['requiredMetadataKeys', { metadataKeys: ['team'] }, { headers: team('core') }, {}],
    ['requiredMetadataKeys', { metadataKeys: ['team', 'user'], operator: 'none' }, {}, { headers: team('core') }],
  ])('%s %j looks at the request’s terms', async (id, parameters, good, bad) => {
    const config = { input_guardrails: [{ [id]: parameters, deny: true }] };

    expect([(await ask(config, good)).status, (await ask(config, bad)).status]).toEqual([200, 446]);
  });

  it('regexReplace rewrites in both directions, and says so', async () => {
    upstream.answer = saying('call 555-1234 or 555-9999');
    const guardrail = { regexReplace: { rule: '/(\\d{3})-(\\d{4})/g', redactText: '$1-****' } };

    const reply = await ask({ input_guardrails: [guardrail], output_guardrails: [guardrail] }, { text: 'mine is 123-4567' });

    expect(sent()).toEqual(CHAT('mine is 123-****'));
    expect(reply.json.choices[0].message.content).toBe('call 555-**** or 555-****');
    expect(reply.status).toBe(200);
    expect(reply.json.hook_results).toMatchObject({
      before_request_hooks: [{ transformed: true, verdict: true, checks: [{ transformed: true }] }],
      after_request_hooks: [{ transformed: true, verdict: true, checks: [{ transformed: true }] }],
    });
    expect(JSON.stringify(reply.json.hook_results)).not.toMatch(/4567|9999/);
  });

  it('addPrefix puts a text in front', async () => {
    await ask({ input_guardrails: [{ addPrefix: { prefix: 'Be brief. ' } }] }, { text: 'Why?' });
    const user = sent();
    await ask({ input_mutators: [{ addPrefix: { prefix: 'Be brief.', applyToRole: 'system' } }] }, { text: 'Why?' });
    const system = sent();

    expect(user['messages']).toEqual([{ role: 'user', content: 'Be brief. Why?' }]);
    expect(system['messages']).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Why?' },
    ]);
  });

  it('a pattern that others choke on is answered at once', async () => {
    const text = `${'a'.repeat(100_000)}!`;
    const started = performance.now();

    const reply = await ask({ input_guardrails: [{ regexMatch: { rule: '^(a+)+$' }, regexReplace: { rule: '(a|aa)+$' } }] }, { text });

    expect(reply.status).toBe(246);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('a token’s check', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' };

  const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = (claims: object, key = privateKey) => {
    const text = `${base64({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${base64(claims)}`;
    return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
  };
  const now = () => Math.floor(Date.now() / 1000);

  it('passes a good token and no other', async () => {
    service.answer = json({ keys: [jwk] });
    const config = { input_guardrails: [{ jwt: { jwksUri: `${service.origin}/keys`, headerKey: 'x-user-token' }, deny: true }] };
    const statusWith = async (headers: Record<string, string>) => (await ask(config, { headers })).status;

    const count = await reached(service, async () => {
      expect(await statusWith({ 'x-user-token': token({ iat: now(), exp: now() + 60 }) })).toBe(200);
      expect(await statusWith({ 'x-user-token': `Bearer ${token({ iat: now() })}` })).toBe(200);
      expect(await statusWith({ 'x-user-token': token({ iat: now(), exp: now() - 60 }) })).toBe(446);
      expect(await statusWith({ 'x-user-token': token({ iat: now() - 200_000 }) })).toBe(446);
      expect(await statusWith({ 'x-user-token': token({ iat: now() }, stranger) })).toBe(446);
      expect(await statusWith({ 'x-user-token': 'nonsense' })).toBe(446);
      expect(await statusWith({})).toBe(446);
    });

    // The issuer’s keys are kept.
    expect(count).toBe(1);
  });

  it('does not pass a token because its issuer is down, and repeats it nowhere', async () => {
    service.answer = json({ error: 'down' }, 503);
    const bearer = token({ iat: now() });

    const reply = await ask(
      { input_guardrails: [{ jwt: { jwksUri: `${service.origin}/other`, headerKey: 'x-user-token' }, deny: true }] },
      { headers: { 'x-user-token': bearer } },
    );

    expect(reply.status).toBe(446);
    expect(reply.text).not.toContain(bearer.slice(0, 20));
  });
});

describe('a webhook', () => {
  const hook = (more: object = {}) => ({
    webhook: { webhookURL: `${service.origin}/hook`, headers: { authorization: 'Bearer hook-secret' }, ...more },
    deny: true,
  });

  it('is told of the request and of the answer, and its verdict counts', async () => {
    const headers = { 'x-portkey-metadata': '{"team":"core"}' };
    const config = { input_guardrails: [hook()], output_guardrails: [hook()] };
    const before = service.received.length;

    const good = await ask(config, { headers });
    service.answer = json({ verdict: false });
    const bad = await ask(config, { headers });
    const [asked, answered] = service.received.slice(before).map(({ body }) => JSON.parse(body.toString()) as unknown);

    expect([good.status, bad.status]).toEqual([200, 446]);
    expect(service.received.at(-1)!.headers).toMatchObject({ authorization: 'Bearer hook-secret', 'content-type': 'application/json' });
    expect(asked).toMatchObject({
      request: { json: CHAT('hello'), text: 'hello', isStreamingRequest: false },
      provider: 'openai',
      requestType: 'chatComplete',
      metadata: { team: 'core' },
      eventType: 'beforeRequestHook',
    });
    expect(answered).toMatchObject({
      request: { json: CHAT('hello') },
      response: { json: COMPLETION, text: 'Paris', statusCode: 200 },
      eventType: 'afterRequestHook',
    });
  });

  it('may rewrite what goes up and what comes down', async () => {
    service.answer = json({
      verdict: true,
      transformedData: { request: { json: CHAT('rewritten') }, response: { json: { ...COMPLETION, id: 'rewritten' } } },
    });

    const reply = await ask({ input_guardrails: [hook()], output_guardrails: [hook()] });

    expect(sent()).toEqual(CHAT('rewritten'));
    expect(reply.json).toMatchObject({ id: 'rewritten', hook_results: { after_request_hooks: [{ transformed: true }] } });
  });

  it.each<[string, Answer]>([
    ['that does not answer in time', () => {}],
    ['that answers with an error', json({}, 500)],
    ['that answers without a verdict', json({ ok: true })],
    ['that hangs up', (response) => void response.destroy()],
  ])('%s passes, unless an error is to fail', async (_which, answer) => {
    service.answer = answer;

    const passed = await ask({ input_guardrails: [hook({ timeout: 200 })] });
    const failed = await ask({ input_guardrails: [hook({ timeout: 200, failOnError: true })] });

    expect([passed.status, failed.status]).toEqual([200, 446]);
    expect(passed.json.hook_results.before_request_hooks[0].checks[0]).toMatchObject({
      verdict: true,
      error: { name: 'Error', message: expect.any(String) },
      data: { error: { name: 'Error' } },
    });
    expect(failed.json.hook_results.before_request_hooks[0].checks[0]).toMatchObject({ verdict: false, fail_on_error: true });
    expect(passed.text + failed.text).not.toContain('hook-secret');
  });

  it('log tells and never stands in the way', async () => {
    const guardrail = { log: { logURL: `${service.origin}/log`, headers: '{"x-a":"b"}' }, deny: true };
    const good = await ask({ output_guardrails: [guardrail] });
    const told = service.received.at(-1)!;
    service.answer = json({}, 500);
    const bad = await ask({ output_guardrails: [guardrail] });

    expect([good.status, bad.status]).toEqual([200, 200]);
    expect(told).toMatchObject({ url: '/log', headers: expect.objectContaining({ 'x-a': 'b' }) });
    expect(JSON.parse(told.body.toString())).toMatchObject({ eventType: 'afterRequestHook', response: { text: 'Paris' } });
  });
});

describe('a private address', () => {
  const places = () => [
    service.origin,
    `http://localhost:${service.port}`,
    `http://[::ffff:127.0.0.1]:${service.port}`,
    `http://2130706433:${service.port}`,
  ];

  it('is not called by a check, unless it is trusted', async () => {
    const count = await reached(service, async () => {
      for (const place of places()) {
        const webhook = { webhook: { webhookURL: place, failOnError: true }, deny: true };
        const jwt = { jwt: { jwksUri: place, headerKey: 'x-user-token' }, deny: true };
        const log = { log: { logURL: place } };
        const urls = { validUrls: {}, deny: true };

        expect((await ask({ input_guardrails: [webhook] }, { of: wary })).status).toBe(446);
        expect((await ask({ output_guardrails: [webhook] }, { of: wary })).status).toBe(446);
        expect((await ask({ input_guardrails: [jwt] }, { of: wary, headers: { 'x-user-token': 'a.b.c' } })).status).toBe(446);
        expect((await ask({ output_guardrails: [log] }, { of: wary })).json.hook_results.after_request_hooks[0].checks[0]).toMatchObject({
          verdict: true,
          error: expect.any(Object),
        });
        expect((await ask({ input_guardrails: [urls] }, { of: wary, text: `see ${place}/` })).status).toBe(446);
      }
    });

    expect(count).toBe(0);
  });
});

describe('a config that asks for what is not there', () => {
  it.each<[string, object, RegExp, RegExp]>([
    [
      'a saved guardrail among written ones',
      { before_request_hooks: ['pg-abc'] },
      /^path: before_request_hooks,0, /,
      /^Following guardrails are not valid: pg-abc/,
    ],
    [
      'a partner’s check',
      { output_guardrails: [{ 'azure.pii': {} }] },
      /^path: output_guardrails,0,azure\.pii, /,
      /azure\.pii.*partner.*default\.webhook/,
    ],
    ['an unknown check', { input_guardrails: [{ contians: {} }] }, /^path: input_guardrails,0,contians, /, /default\.contians is neither/],
    [
      'an unknown raw check',
      { before_request_hooks: [{ checks: [{ id: 'default.no' }] }] },
      /^path: before_request_hooks,0,checks,0, /,
      /default\.no is neither/,
    ],
    ['a missing parameter', { input_guardrails: [{ contains: {} }] }, /^path: input_guardrails,0,contains,words, /, /"words" is required/],
    [
      'a bad parameter',
      { input_guardrails: [{ wordCount: { minWords: 1.5, maxWords: 2 } }] },
      /^path: input_guardrails,0,wordCount,minWords, /,
      /minWords/,
    ],
    ['an unknown parameter', { input_guardrails: [{ notNull: { nott: true } }] }, /^path: input_guardrails,0,notNull,nott, /, /nott/],
    [
      'a pattern that cannot be run',
      { input_guardrails: [{ regexMatch: { rule: '(?=a)b' } }] },
      /^path: input_guardrails,0,regexMatch,rule, /,
      /lookahead/,
    ],
    [
      'an address that is none',
      { input_guardrails: [{ webhook: { webhookURL: 'file:///etc/passwd' } }] },
      /^path: input_guardrails,0,webhook,webhookURL, /,
      /uri/,
    ],
    [
      'a check of the request on the answer',
      { output_guardrails: [{ modelWhitelist: { models: ['m'] } }] },
      /^path: output_guardrails,0,modelWhitelist, /,
      /looks at the request/,
    ],
    ['a bad member', { input_guardrails: [{ ...NO_X, deny: 'yes' }] }, /^path: input_guardrails,0,deny, /, /boolean/],
    [
      'a check in a target',
      { strategy: { mode: 'fallback' }, targets: [{ provider: 'openai' }, { provider: 'openai', input_guardrails: [{ nothing: {} }] }] },
      /^path: targets,1,input_guardrails,0,nothing, /,
      /"targets\[1\]\.input_guardrails\[0\]\.nothing"/,
    ],
    ['saved guardrails by their old name', { guardrails: ['pg-abc'] }, /^path: guardrails, /, /not built yet/],
  ])('is refused for %s', async (_what, config, path, message) => {
    const count = await reached(upstream, async () => {
      const reply = await ask(config);

      expect(reply.status).toBe(400);
      expect(reply.json.message).toMatch(message);
      expect(reply.json.errors).toEqual([expect.stringMatching(path)]);
    });

    expect(count).toBe(0);
  });

  it.each(['before_request_hooks', 'input_mutators', 'input_guardrails', 'after_request_hooks', 'output_mutators', 'output_guardrails'])(
    'is refused for a hook of %s beside the request',
    async (name) => {
      const reply = await ask({ [name]: [NO_X, { webhook: { webhookURL: 'https://x.example' }, async: true }] });

      expect(reply.status).toBe(400);
      expect(reply.json.errors).toContainEqual(
        expect.stringMatching(new RegExp(`^path: ${name},1,async, message: "${name}\\[1\\]\\.async" is not built yet`)),
      );
    },
  );

  it('is refused for such a hook in a target', async () => {
    const reply = await ask({
      strategy: { mode: 'single' },
      targets: [{ provider: 'openai', input_guardrails: [{ ...NO_X, async: true }] }],
    });

    expect(reply.status).toBe(400);
    expect(reply.json.message).toMatch(/"targets\[0\]\.input_guardrails\[0\]\.async" is not built yet/);
  });
});

describe('a denial and the ways around it', () => {
  const strict = { provider: 'openai', input_guardrails: [{ ...NO_X, deny: true }] };
  const judged = { provider: 'openai', output_guardrails: [{ ...SAYS_ROME, deny: true }] };
  const groq = { provider: 'groq' };
  const fallback = (targets: object[], more: object = {}) => ({ strategy: { mode: 'fallback', ...more }, targets });

  it.each<[string, object, number, string]>([
    ['moves a fallback on', fallback([strict, groq]), 200, 'config.targets[1]'],
    ['behind the answer moves a fallback on', fallback([judged, groq]), 200, 'config.targets[1]'],
    ['moves on where 446 is listed', fallback([strict, groq], { on_status_codes: [446] }), 200, 'config.targets[1]'],
    ['behind the answer moves on where 446 is listed', fallback([judged, groq], { on_status_codes: [446] }), 200, 'config.targets[1]'],
    ['stays where 446 is not listed', fallback([strict, groq], { on_status_codes: [500] }), 446, 'config.targets[0]'],
    ['is the last word of the last target', fallback([strict, strict]), 446, 'config.targets[1]'],
  ])('%s', async (_what, config, status, place) => {
    const reply = await ask(config, { text: 'x' });

    expect(reply.status).toBe(status);
    expect(reply.headers['x-portkey-last-used-option-index']).toBe(place);
  });

  it('that is only soft is an answer, unless 246 is listed', async () => {
    const soft = { provider: 'openai', input_guardrails: [NO_X] };

    const stays = await ask(fallback([soft, groq]), { text: 'x' });
    const moves = await ask(fallback([soft, groq], { on_status_codes: [246] }), { text: 'x' });

    expect([stays.status, stays.headers['x-portkey-last-used-option-index']]).toEqual([246, 'config.targets[0]']);
    expect([moves.status, moves.headers['x-portkey-last-used-option-index']]).toEqual([200, 'config.targets[1]']);
  });

  it.each([
    [446, true],
    [246, false],
  ])('behind the answer is tried again where %i is listed for retries', async (status, deny) => {
    const before = upstream.received.length;
    upstream.answer = (response, received) => saying(upstream.received.indexOf(received) === before ? 'Paris' : 'Rome')(response, received);
    const retry = { attempts: 1, on_status_codes: [status] };

    const reply = await ask({ output_guardrails: [{ ...SAYS_ROME, deny }], retry });

    expect(reply.status).toBe(200);
    expect(reply.headers['x-portkey-retry-attempt-count']).toBe('1');
    expect(reply.json.choices[0].message.content).toBe('Rome');
    expect(upstream.received.length - before).toBe(2);
  });

  it('is not tried again where it is not listed', async () => {
    const count = await reached(upstream, async () => {
      const reply = await ask({ output_guardrails: [{ ...SAYS_ROME, deny: true }], retry: { attempts: 2 } });

      expect([reply.status, reply.headers['x-portkey-retry-attempt-count']]).toEqual([446, '0']);
    });

    expect(count).toBe(1);
  });
});

describe('guardrails and the cache', () => {
  let asked = 0;
  const CACHE = { cache: { mode: 'simple' } };
  const fresh = (text = 'x') => ({ body: { ...CHAT(text), seed: ++asked } });
  const statusOf = (reply: Reply) => [reply.status, reply.headers['x-portkey-cache-status']];

  it('the request is judged before anybody looks into the cache', async () => {
    const asking = fresh();
    await ask(CACHE, asking);

    const reply = await ask({ ...CACHE, input_guardrails: [{ ...NO_X, deny: true }] }, asking);

    expect(statusOf(reply)).toEqual([446, undefined]);
  });

  it('a hit tells what was found about this request, and is 246 where that failed', async () => {
    const config = { ...CACHE, input_guardrails: [NO_X] };
    const asking = fresh();

    const first = await ask(config, asking);
    const second = await ask(config, asking);
    const plain = await ask(CACHE, asking);

    expect([first, second, plain].map(statusOf)).toEqual([
      [246, 'MISS'],
      [246, 'HIT'],
      [200, 'HIT'],
    ]);
    expect(second.json).toEqual({ ...COMPLETION, hook_results: { before_request_hooks: [FAILED], after_request_hooks: [] } });
    expect(plain.json).toEqual(COMPLETION);
  });

  it('what a check has rewritten is what is looked for', async () => {
    const config = { ...CACHE, input_guardrails: [{ regexReplace: { rule: '\\d+' } }] };
    const seed = ++asked;

    const first = await ask(config, { body: { ...CHAT('card 1234'), seed } });
    const second = await ask(config, { body: { ...CHAT('card 5678'), seed } });

    expect([first, second].map(statusOf)).toEqual([
      [200, 'MISS'],
      [200, 'HIT'],
    ]);
  });

  it('an answer that was judged is not judged again', async () => {
    const config = { ...CACHE, output_guardrails: [{ ...SAYS_PARIS, deny: true }, { log: { logURL: `${service.origin}/log` } }] };
    const asking = fresh();

    const count = await reached(service, async () => {
      const first = await ask(config, asking);
      const second = await ask(config, asking);

      expect([first, second].map(statusOf)).toEqual([
        [200, 'MISS'],
        [200, 'HIT'],
      ]);
      expect(second.json).toEqual(COMPLETION);
    });

    expect(count).toBe(1);
  });

  it.each([
    ['denied', 446, true],
    ['found wanting', 246, false],
  ])('an answer that was %s is not kept', async (_how, status, deny) => {
    const config = { ...CACHE, output_guardrails: [{ ...SAYS_ROME, deny }] };
    const asking = fresh();

    const first = await ask(config, asking);
    const second = await ask(config, asking);

    expect([first, second].map(statusOf)).toEqual([
      [status, 'MISS'],
      [status, 'MISS'],
    ]);
  });

  it('an answer is kept as a check has rewritten it', async () => {
    const config = { ...CACHE, output_guardrails: [{ regexReplace: { rule: 'Paris' } }] };
    const asking = fresh();

    const first = await ask(config, asking);
    const second = await ask(config, asking);

    expect([first, second].map(statusOf)).toEqual([
      [200, 'MISS'],
      [200, 'HIT'],
    ]);
    expect(first.json.choices[0].message.content).toBe('[REDACTED]');
    expect(second.json.choices[0].message.content).toBe('[REDACTED]');
  });

  it('an answer that nobody judged is not given to one who wants it judged', async () => {
    const asking = fresh();
    await ask(CACHE, asking);

    const reply = await ask({ ...CACHE, output_guardrails: [{ ...SAYS_ROME, deny: true }] }, asking);

    expect(statusOf(reply)).toEqual([446, 'MISS']);
  });
});

describe('a secret', () => {
  it('never stands in what checks say', async () => {
    service.answer = json({}, 500);
    const url = `${service.origin}/hook?token=url-secret`;
    const checks = [
      { id: 'webhook', parameters: { webhookURL: url, headers: { authorization: 'Bearer hook-secret' }, failOnError: true } },
      { id: 'log', parameters: { logURL: url, headers: { authorization: 'Bearer hook-secret' } } },
      { id: 'regexMatch', parameters: { rule: '.' } },
    ];
    const jwt = { id: 'jwt', parameters: { jwksUri: url } };

    const soft = await ask({ before_request_hooks: [{ checks: [...checks, jwt] }], after_request_hooks: [{ checks }] });
    const hard = await ask({ api_key: PROVIDER_KEY, before_request_hooks: [{ deny: true, checks }] }, { headers: { authorization: '' } });

    expect([soft.status, hard.status]).toEqual([246, 446]);
    for (const secret of [PROVIDER_KEY, 'hook-secret', 'url-secret']) {
      expect(soft.text).not.toContain(secret);
      expect(hard.text).not.toContain(secret);
      expect(gateway.output()).not.toContain(secret);
    }
  });

  it('of the provider is not told to a webhook', async () => {
    await ask({ input_guardrails: [{ webhook: { webhookURL: service.origin } }] });

    const { headers, body } = service.received.at(-1)!;

    expect(JSON.stringify(headers) + body.toString()).not.toContain(PROVIDER_KEY);
  });
});

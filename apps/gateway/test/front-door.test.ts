import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { ADMIN_KEY, startGateway, type Gateway } from './support/gateway.ts';
import { call, CHAT } from './support/call.ts';
import { COMPLETION, json, startUpstream, type Upstream } from './support/upstream.ts';

const CONFIG = `
api_keys:
  - { name: ci, key: ci-key-0123456789abcdef, scopes: [completions.write], defaults: { metadata: { team: core } } }
  - { name: reader, key: reader-key-0123456789, scopes: [logs.read] }
  - { name: old, key: old-key-0123456789abc, expires_at: "2020-01-01T00:00:00Z" }
  - { name: routed, key: routed-key-0123456789, defaults: { config: pc-main } }
virtual_keys:
  - { slug: groq-team, provider: groq, key: gsk_stored_0123456789 }
configs:
  - { slug: pc-main, config: { virtual_key: groq-team, override_params: { model: from-config } } }
aliases: { groq: { fast: openai/gpt-oss-20b } }
prompts:
  - slug: my-custom-prompt
    string: '[{"role":"system","content":"Be {{tone}}."}]'
    parameters: { temperature: 0.5, model: from-prompt }
    virtual_key: groq-team
`;

let upstream: Upstream;
let gateway: Gateway;
let chat: string;

beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway({
    config: CONFIG,
    environment: { GROQ_BASE_URL: `${upstream.origin}/openai/v1`, OPENAI_BASE_URL: `${upstream.origin}/v1` },
  });
  chat = `${gateway.url}/v1/chat/completions`;
});
afterAll(async () => {
  await gateway.stop();
  await upstream.close();
});
beforeEach(() => {
  upstream.answer = json(COMPLETION);
});

const last = () => upstream.received.at(-1)!;
const sent = () => JSON.parse(last().body.toString()) as Record<string, unknown>;
const groq = { 'x-portkey-provider': 'groq' };

describe('the provider credential', () => {
  it.each([
    ['Bearer gsk_k', 'Bearer gsk_k'],
    ['bearer gsk_k', 'Bearer gsk_k'],
    ['gsk_k', 'Bearer gsk_k'],
  ])('takes %j and sends it as a Bearer token', async (given, expected) => {
    const reply = await call(chat, { headers: { ...groq, authorization: given }, body: CHAT });

    expect(reply.status).toBe(200);
    expect(last().headers.authorization).toBe(expected);
    expect(last().url).toBe('/openai/v1/chat/completions');
  });

  it.each(['Bearer OPENAI_API_KEY', 'Bearer DUMMY-KEY', 'Bearer unknown', 'Bearer'])('counts %j as none', async (junk) => {
    const seen = upstream.received.length;

    const reply = await call(chat, { headers: { ...groq, 'x-portkey-api-key': 'unknown', authorization: junk }, body: CHAT });

    expect(reply.status).toBe(401);
    expect(upstream.received).toHaveLength(seen);
  });

  it('prefers a virtual key over what Authorization brings, and sends none of our headers', async () => {
    const reply = await call(chat, {
      headers: {
        'x-portkey-api-key': ADMIN_KEY,
        'x-portkey-virtual-key': 'groq-team',
        authorization: 'Bearer OPENAI_API_KEY',
        'x-sluice-trace-id': 't1',
        'x-portkey-metadata': '{"a":"b"}',
      },
      body: CHAT,
    });

    expect(reply.status).toBe(200);
    expect(last().headers.authorization).toBe('Bearer gsk_stored_0123456789');
    expect(
      Object.keys(last().headers).filter(
        (name) => name.startsWith('x-portkey-') || (name.startsWith('x-sluice-') && name !== 'x-sluice-hop'),
      ),
    ).toEqual([]);
    expect(reply.headers['x-portkey-trace-id']).toBe('t1');
  });

  it.each([
    ['the provider header', { 'x-portkey-provider': '@groq-team' }, CHAT, 'llama'],
    ['the provider header with a model', { 'x-portkey-provider': '@groq-team/other/model' }, CHAT, 'other/model'],
    ['the model', {}, { ...CHAT, model: '@groq-team/openai/gpt-oss-20b' }, 'openai/gpt-oss-20b'],
    ['an inline config', { 'x-portkey-config': '{"provider":"@groq-team"}' }, CHAT, 'llama'],
    ['a config in camel case', { 'x-portkey-config': '{"virtualKey":"groq-team","overrideParams":{"maxTokens":5}}' }, CHAT, 'llama'],
    ['a saved config', { 'x-portkey-config': 'pc-main' }, CHAT, 'from-config'],
    [
      'a config with one target',
      { 'x-portkey-config': '{"strategy":{"mode":"single"},"targets":[{"virtual_key":"groq-team"}]}' },
      CHAT,
      'llama',
    ],
  ])('finds a virtual key named in %s', async (_where, headers, body, model) => {
    const reply = await call(chat, {
      headers: { 'x-sluice-api-key': 'ci-key-0123456789abcdef', ...headers } as Record<string, string>,
      body,
    });

    expect(reply.status).toBe(200);
    expect(last().headers.authorization).toBe('Bearer gsk_stored_0123456789');
    expect(sent()['model']).toBe(model);
  });

  it('goes by the default config of a key that comes as the Bearer token', async () => {
    const reply = await call(chat, { headers: { authorization: 'Bearer routed-key-0123456789' }, body: CHAT });

    expect(reply.status).toBe(200);
    expect(reply.headers['x-portkey-provider']).toBe('groq');
    expect(last().headers.authorization).toBe('Bearer gsk_stored_0123456789');
    expect(sent()['model']).toBe('from-config');
  });

  it('finds the provider by an alias, and by the only catalogue that has the model', async () => {
    const headers = { 'x-portkey-api-key': ADMIN_KEY };

    const byAlias = await call(chat, { headers, body: { ...CHAT, model: 'fast' } });
    const byCatalogue = await call(chat, { headers, body: { ...CHAT, model: 'openai/gpt-oss-120b' } });
    const byNothing = await call(chat, { headers, body: { ...CHAT, model: 'nobody-has-this' } });

    expect(byAlias.status).toBe(200);
    expect(JSON.parse(upstream.received.at(-2)!.body.toString())).toMatchObject({ model: 'openai/gpt-oss-20b' });
    expect(byCatalogue.status).toBe(200);
    expect(byNothing.status).toBe(400);
    expect(byNothing.json.message).toMatch(/^Either x-portkey-config or x-portkey-provider header is required: .*groq/);
  });
});

describe('who may call what', () => {
  it('ignores an unknown key of one who brings its own credential', async () => {
    const reply = await call(chat, { headers: { ...groq, 'x-portkey-api-key': 'whatever', authorization: 'k' }, body: CHAT });

    expect(reply.status).toBe(200);
  });

  it.each([
    ['a virtual key', { 'x-portkey-virtual-key': 'groq-team' }, CHAT],
    ['a saved config', { 'x-portkey-config': 'pc-main', authorization: 'k' }, CHAT],
    ['a prompt', { ...groq, authorization: 'k' }, { ...CHAT, prompt_id: 'my-custom-prompt' }],
    ['no credential at all', groq, CHAT],
  ])('wants a key for %s', async (_what, headers, body) => {
    const seen = upstream.received.length;

    const reply = await call(chat, { headers: headers as unknown as Record<string, string>, body });

    expect(reply.status).toBe(401);
    expect(reply.json.error.code).toBe('03');
    expect(reply.json.message).toMatch(/Invalid API Key/);
    expect(upstream.received).toHaveLength(seen);
  });

  it.each(['Bearer Bearer routed-key-0123456789', 'bearer  BEARER routed-key-0123456789'])(
    'knows its own key in %j',
    async (authorization) => {
      const reply = await call(chat, { headers: { authorization }, body: CHAT });

      expect(reply.status).toBe(200);
      expect(last().headers.authorization).toBe('Bearer gsk_stored_0123456789');
    },
  );

  it('gives no key of its own away, not even one that it has forgotten', async () => {
    const seen = upstream.received.length;

    const forgotten = await call(chat, { headers: { ...groq, authorization: 'Bearer sk-sluice-0123456789abcdef' }, body: CHAT });
    const forwarded = await call(chat, {
      headers: {
        ...groq,
        authorization: 'k',
        'api-key': 'ci-key-0123456789abcdef',
        'x-old': 'sk-sluice-0123456789',
        'x-fine': 'f',
        'x-portkey-forward-headers': 'api-key,x-old,x-fine',
      },
      body: CHAT,
    });

    expect(forgotten.status).toBe(401);
    expect(upstream.received).toHaveLength(seen + 1);
    expect(forwarded.status).toBe(200);
    expect(last().headers).toMatchObject({ 'x-fine': 'f' });
    expect(['api-key', 'x-old'].filter((name) => name in last().headers)).toEqual([]);
  });

  it('refuses a key that has expired, and one without the scope', async () => {
    const old = await call(chat, { headers: { ...groq, authorization: 'k', 'x-portkey-api-key': 'old-key-0123456789abc' }, body: CHAT });
    const reader = await call(chat, { headers: { ...groq, authorization: 'k', 'x-portkey-api-key': 'reader-key-0123456789' }, body: CHAT });

    expect([old.status, old.json.error.code]).toEqual([401, '01']);
    expect(reader.status).toBe(403);
    expect(reader.json.message).toContain('completions.write');
  });
});

describe('every reply', () => {
  it('carries the headers that SDKs look for', async () => {
    const reply = await call(chat, { headers: { ...groq, authorization: 'k' }, body: CHAT });

    expect(reply.headers).toMatchObject({
      'x-portkey-provider': 'groq',
      'x-portkey-last-used-option-index': 'config',
      'x-portkey-retry-attempt-count': '0',
      'x-portkey-cache-status': 'DISABLED',
    });
    expect(reply.headers['x-portkey-trace-id']).toMatch(/.{8}/);
    expect(reply.headers['x-portkey-request-id']).toMatch(/.{8}/);
  });

  it('has a trace id of the caller’s, else of its trace context', async () => {
    const own = await call(chat, { headers: { ...groq, authorization: 'k', 'x-portkey-trace-id': 'mine' }, body: CHAT });
    const context = await call(chat, {
      headers: { ...groq, authorization: 'k', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
      body: CHAT,
    });

    expect(own.headers['x-portkey-trace-id']).toBe('mine');
    expect(context.headers['x-portkey-trace-id']).toBe('0af7651916cd43dd8448eb211c80319c');
  });

  it('passes on what the provider says of its limits, and nothing that speaks for another origin', async () => {
    upstream.answer = json(COMPLETION, 200, {
      'x-ratelimit-remaining-requests': '7',
      'x-request-id': 'req_1',
      'set-cookie': 'a=b',
      'access-control-allow-origin': '*',
      'strict-transport-security': 'max-age=1',
      'x-portkey-provider': 'liar',
    });

    const reply = await call(chat, { headers: { ...groq, authorization: 'k' }, body: CHAT });

    expect(reply.headers).toMatchObject({ 'x-ratelimit-remaining-requests': '7', 'x-request-id': 'req_1', 'x-portkey-provider': 'groq' });
    for (const name of ['set-cookie', 'access-control-allow-origin', 'strict-transport-security'])
      expect(reply.headers).not.toHaveProperty(name);
  });
});

describe('the body', () => {
  it('goes up byte for byte, odd spacing, number spellings and twins included', async () => {
    const odd =
      '{ "model" : "llama",\n\t"temperature":1e2,"top_p":1,"top_p":0.5 , "messages":[ {"role":"user","content":"h\\u00e9"} ],"unknown_field":{"a":[1.50]} }';

    await call(chat, { headers: { ...groq, authorization: 'k' }, body: odd });

    expect(last().body.toString()).toBe(odd);
  });

  it('comes down byte for byte', async () => {
    const odd = '{ "id":"x", "choices":[ ], "created": 1E0, "created":2,"usage": null }\n';
    upstream.answer = json(odd);

    const reply = await call(chat, { headers: { ...groq, authorization: 'k' }, body: CHAT });

    expect(reply.text).toBe(odd);
  });

  it('loses what Groq is known to refuse and nothing else', async () => {
    const body = {
      model: 'llama',
      logprobs: true,
      top_logprobs: 2,
      logit_bias: {},
      n: 2,
      store: true,
      metadata: { a: 'b' },
      prediction: {},
      verbosity: 'low',
      prompt_cache_key: 'x',
      safety_identifier: 'y',
      service_tier: 'priority',
      reasoning_effort: 'minimal',
      tools: [],
      brand_new_parameter: { kept: true },
      messages: [
        { role: 'user', name: 'bob', content: [{ type: 'text', text: 'hi', cache_control: { type: 'ephemeral' } }] },
        { role: 'assistant', content: 'x', reasoning_content: 'because', refusal: null, annotations: [] },
        { role: 'tool', name: 'weather', tool_call_id: '1', content: 'y' },
      ],
    };

    await call(chat, { headers: { ...groq, authorization: 'k' }, body: { ...body, model: 'openai/gpt-oss-20b' } });

    expect(sent()).toEqual({
      model: 'openai/gpt-oss-20b',
      service_tier: 'performance',
      reasoning_effort: 'low',
      brand_new_parameter: { kept: true },
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'hi' }] },
        { role: 'assistant', content: 'x', reasoning: 'because' },
        { role: 'tool', name: 'weather', tool_call_id: '1', content: 'y' },
      ],
    });
  });

  it('has toolChoice as tool_choice, and no prompt that nobody knows', async () => {
    for (const name of ['prompt_id', 'prompt_slug', 'promptId', 'promptID', 'promptSlug']) {
      const reply = await call(chat, {
        headers: { ...groq, authorization: 'k' },
        body: { ...CHAT, [name]: 'no-such-prompt', variables: { a: 1 }, toolChoice: 'auto' },
      });

      expect(reply.status).toBe(200);
      expect(sent()).toEqual({ ...CHAT, tool_choice: 'auto' });
    }
  });

  it('takes a stored prompt: its messages first, its parameters under the request’s, its key where none came', async () => {
    const headers = { 'x-portkey-api-key': ADMIN_KEY };

    await call(chat, {
      headers,
      body: { messages: CHAT.messages, promptSlug: 'my-custom-prompt', variables: { tone: 'brief "and"\nkind' }, top_p: 0.1 },
    });
    const stored = { ...sent(), authorization: last().headers.authorization };
    await call(chat, {
      headers: { ...headers, ...groq, authorization: 'own' },
      body: { ...CHAT, prompt_id: 'my-custom-prompt', temperature: 1 },
    });

    expect(stored).toEqual({
      model: 'from-prompt',
      temperature: 0.5,
      top_p: 0.1,
      messages: [{ role: 'system', content: 'Be brief "and"\nkind.' }, ...CHAT.messages],
      authorization: 'Bearer gsk_stored_0123456789',
    });
    expect(sent()).toEqual({ model: 'llama', temperature: 1, messages: [{ role: 'system', content: 'Be .' }, ...CHAT.messages] });
    expect(last().headers.authorization).toBe('Bearer own');
  });

  it('is given a config’s parameters', async () => {
    const config = {
      provider: 'groq',
      api_key: 'k',
      override_params: { temperature: 0 },
      default_params: { top_p: 0.9, model: 'unused' },
      drop_params: ['user', 'messages[*].extra', 'options.secret'],
    };

    await call(chat, {
      headers: { 'x-portkey-config': JSON.stringify(config) },
      body: { ...CHAT, temperature: 1, user: 'u', options: { secret: 1, open: 2 }, messages: [{ role: 'user', content: 'x', extra: 1 }] },
    });

    expect(sent()).toEqual({
      model: 'llama',
      temperature: 0,
      top_p: 0.9,
      options: { open: 2 },
      messages: [{ role: 'user', content: 'x' }],
    });
  });

  it('treats the Python SDK’s stand-in for no model as none', async () => {
    const reply = await call(chat, { headers: { ...groq, authorization: 'k' }, body: { ...CHAT, model: 'portkey-default' } });

    expect(reply.status).toBe(400);
    expect(reply.json.error.param).toBe('model');
  });
});

describe('every operation', () => {
  const openai = { 'x-portkey-provider': 'openai', authorization: 'k' };
  const bytes = Buffer.from([0xff, 0xf3, 0x00, 0x0d, 0x0a, 0x7b]);

  it.each([
    ['/completions', { model: 'm', prompt: 'x' }],
    ['/embeddings', { model: 'm', input: ['a'], encoding_format: 'base64' }],
    ['/moderations', { input: 'x' }],
    ['/responses', { model: 'm', input: 'x' }],
    ['/images/generations', { prompt: 'x' }],
  ])('%s goes up and comes down byte for byte', async (path, body) => {
    const sentText = JSON.stringify(body, null, 1);
    upstream.answer = json('{ "kept" : 1e2 }');

    const reply = await call(`${gateway.url}/v1${path}`, { headers: openai, body: sentText });

    expect([reply.status, reply.text]).toEqual([200, '{ "kept" : 1e2 }']);
    expect([last().url, last().body.toString()]).toEqual([`/v1${path}`, sentText]);
  });

  it.each(['/images/edits', '/images/variations', '/audio/transcriptions', '/audio/translations'])(
    '%s takes a form as it is',
    async (path) => {
      const head =
        '--XX\r\nContent-Disposition: form-data; name="model"\r\n\r\nm\r\n--XX\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n';
      const form = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--XX--\r\n')]);
      upstream.answer = json('{"text":"x"}');

      const reply = await call(`${gateway.url}/v1${path}`, {
        headers: { ...openai, 'content-type': 'multipart/form-data; boundary=XX' },
        body: form,
      });

      expect([reply.status, reply.text]).toEqual([200, '{"text":"x"}']);
      expect(last()).toMatchObject({ url: `/v1${path}`, headers: { 'content-type': 'multipart/form-data; boundary=XX' } });
      expect(last().body.equals(form)).toBe(true);
    },
  );

  it.each([['/audio/speech', { model: 'm', input: 'x', voice: 'v' }]])('%s comes down as the sound that it is', async (path, body) => {
    upstream.answer = (response) => void response.writeHead(200, { 'content-type': 'audio/mpeg' }).end(bytes);

    const reply = await call(`${gateway.url}/v1${path}`, { headers: openai, body });

    expect([reply.headers['content-type'], [...reply.bytes]]).toEqual(['audio/mpeg', [...bytes]]);
  });
});

describe('bad input', () => {
  const own = { ...groq, authorization: 'k' };

  it.each<[string, Record<string, string>, string | object, number, RegExp, string | null]>([
    ['JSON that is broken', own, '{"model":"m",}', 400, /byte 13/, 'body'],
    ['an empty body', own, '', 400, /empty/, 'body'],
    ['a list', own, '[]', 400, /object/, 'body'],
    ['bytes that are not UTF-8', own, '{"model":"\xff"}', 400, /UTF-8/, 'body'],
    ['a body nested too deep', own, `{"a":${'['.repeat(200)}${']'.repeat(200)}}`, 400, /200/, 'body'],
    ['a model that is no string', own, { ...CHAT, model: 7 }, 400, /"model" must be a string/, 'model'],
    ['no model', own, { messages: [] }, 400, /"model" is missing/, 'model'],
    ['no messages', own, { model: 'm' }, 400, /"messages" is missing/, 'messages'],
    ['messages that are no list', own, { model: 'm', messages: 'hi' }, 400, /array/, 'messages'],
    ['stream that is no boolean', own, { ...CHAT, stream: 'yes' }, 400, /true or false/, 'stream'],
    ['model twice', own, '{"model":"a","model":"b","messages":[]}', 400, /"model" is given twice/, 'model'],
    ['model twice, escaped', own, '{"model":"a","mod\\u0065l":"b","messages":[]}', 400, /twice/, 'model'],
    ['model twice, in two cases', own, '{"model":"a","MODEL":"b","messages":[]}', 400, /twice/, 'model'],
    ['stream twice', own, '{"stream":true,"model":"a","stream":false,"messages":[]}', 400, /"stream" is given twice/, 'stream'],
    [
      'an unknown provider',
      { 'x-portkey-provider': 'grok', authorization: 'k' },
      CHAT,
      400,
      /^Invalid provider passed: "grok"/,
      'x-portkey-provider',
    ],
    [
      'no provider',
      { authorization: 'k' },
      CHAT,
      400,
      /^Either x-portkey-config or x-portkey-provider header is required/,
      'x-portkey-provider',
    ],
    [
      'an unknown virtual key',
      { 'x-portkey-api-key': ADMIN_KEY, 'x-portkey-virtual-key': 'nope' },
      CHAT,
      400,
      /^Following keys are not valid: nope/,
      'x-portkey-virtual-key',
    ],
    [
      'a config that is no JSON',
      { ...own, 'x-portkey-config': '{oops' },
      CHAT,
      400,
      /^Invalid config passed. You need to pass a valid json/,
      'x-portkey-config',
    ],
    [
      'a config nobody saved',
      { ...own, 'x-portkey-api-key': ADMIN_KEY, 'x-portkey-config': 'pc-nope' },
      CHAT,
      400,
      /^Invalid config id passed/,
      'x-portkey-config',
    ],
    [
      'a mode that is none',
      { ...own, 'x-portkey-config': '{"strategy":{"mode":"x"},"targets":[{}]}' },
      CHAT,
      400,
      /^Invalid config passed: .*strategy.mode/,
      'x-portkey-config',
    ],
    [
      'the old form of configs',
      { ...own, 'x-portkey-config': '{"mode":"single","options":[{}]}' },
      CHAT,
      400,
      /^Invalid config passed|^This version of config/,
      'x-portkey-config',
    ],
    [
      'a guardrail',
      { ...own, 'x-portkey-api-key': ADMIN_KEY, 'x-portkey-config': '{"input_guardrails":["pg-1"]}' },
      CHAT,
      400,
      /^Following guardrails are not valid: pg-1\. /,
      'x-portkey-config',
    ],
    [
      'a breaker',
      { ...own, 'x-portkey-config': '{"cb_config":{"failure_threshold":1}}' },
      CHAT,
      400,
      /cb_config.* stands inside "strategy"/,
      'x-portkey-config',
    ],
    [
      'a deadline beyond a day',
      { ...own, 'x-portkey-config': '{"request_timeout":99999999999}' },
      CHAT,
      400,
      /request_timeout/,
      'x-portkey-config',
    ],
    ['a list of millions', own, `{"model":"m","messages":[${'{},'.repeat(300_000)}{}]}`, 400, /more than 100000 objects/, 'body'],
    ['an object of millions', own, `{"model":"m",${'"a":1,'.repeat(200_000)}"messages":[]}`, 400, /more than 100000 members/, 'body'],
    [
      'a field the provider lacks',
      { ...own, 'x-portkey-config': '{"provider":"groq","aws_region":"x"}' },
      CHAT,
      400,
      /"aws_region"/,
      'x-portkey-config',
    ],
    ['metadata that is no JSON', { ...own, 'x-portkey-metadata': 'x' }, CHAT, 400, /x-portkey-metadata/, 'x-portkey-metadata'],
    [
      'a timeout that is no number',
      { ...own, 'x-portkey-request-timeout': 'soon' },
      CHAT,
      400,
      /whole milliseconds/,
      'x-portkey-request-timeout',
    ],
    [
      'a list that forwards itself',
      { ...own, 'x-portkey-forward-headers': 'x-portkey-forward-headers' },
      CHAT,
      400,
      /forward itself/,
      'x-portkey-forward-headers',
    ],
    [
      'another content type',
      { ...own, 'content-type': 'text/plain' },
      JSON.stringify(CHAT),
      400,
      /^Invalid content type passed/,
      'content-type',
    ],
    ['a body that is packed', { ...own, 'content-encoding': 'gzip' }, JSON.stringify(CHAT), 415, /gzip/, 'content-encoding'],
  ])('refuses %s and says what to do', async (_what, headers, body, status, message, param) => {
    const seen = upstream.received.length;

    const reply = await call(chat, { headers, body: typeof body === 'string' ? Buffer.from(body, 'latin1') : body, method: 'POST' });

    expect(reply.status).toBe(status);
    expect(reply.json).toMatchObject({ status: 'failure', success: false, error: { type: expect.any(String), param } });
    expect(reply.json.message).toMatch(message);
    expect(reply.json.error.message).toBe(reply.json.message);
    expect(reply.headers['x-portkey-trace-id']).toMatch(/.{8}/);
    expect(upstream.received).toHaveLength(seen);
  });

  it('names every place of a config that is wrong', async () => {
    const reply = await call(chat, {
      headers: { ...own, 'x-portkey-config': '{"request_timeout":"soon","cache":{"mode":"semantic"}}' },
      body: CHAT,
    });

    expect(reply.json.errors).toEqual([
      expect.stringContaining('path: request_timeout, message:'),
      expect.stringContaining('path: cache,mode, message:'),
    ]);
  });

  it('refuses an operation the provider lacks, before anything is sent', async () => {
    const seen = upstream.received.length;

    const reply = await call(`${gateway.url}/v1/moderations`, { headers: own, body: { input: 'x' } });

    expect(reply.status).toBe(400);
    expect(reply.headers['x-portkey-gateway-exception']).toBe('true');
    expect(reply.json.message).toMatch(/^moderations is not supported by groq/);
    expect(upstream.received).toHaveLength(seen);
  });

  it.each(['/v1/messages', '/v1/v1/messages', '//v1//messages'])('speaks as Anthropic does at Anthropic’s door, %s', async (path) => {
    const reply = await call(gateway.url + path, { headers: own, body: { model: 'm', max_tokens: 1, messages: [] } });

    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ type: 'error', error: { type: 'invalid_request_error', param: 'messages' } });
  });
});

describe('addresses', () => {
  const raw = (text: string) =>
    new Promise<string>((resolve) => {
      const socket = connect(gateway.port, '127.0.0.1', () => socket.write(text));
      let reply = '';
      socket.on('data', (chunk) => (reply += chunk.toString()));
      socket.on('close', () => resolve(reply));
    });

  it.each<[string, number]>([
    ['/v1/admin/users', 401],
    ['/v1/virtual-keys', 401],
    ['/v1/virtual-keys/', 401],
    ['/v1//admin/users', 401],
    ['//v1/admin/users', 401],
    ['/v1/admin/nonsense', 404],
    ['/v1/prompts/x/nonsense', 404],
    ['/v1/%61dmin/users', 404],
    ['/v1/ADMIN/users', 404],
    ['/v1/admin;x=1/users', 404],
    ['/v1/admin/users;x=1', 404],
    ['/v1/admin//users', 404],
    ['/v1/admin%2Fusers', 404],
    ['/v1/v1/admin/users', 404],
    ['/v1/proxy/configs', 404],
    ['/openai/v1/configs', 404],
    ['/v1/api-keys/%zz', 400],
    ['/v1/feedback', 404],
    ['/v1/logs/1', 401],
    ['/v1/FEEDBACK', 404],
    ['/v1/mcp-servers', 501],
    ['/v1/POLICIES', 501],
  ])('keeps %s to itself, with %s for who brings no key', async (path, status) => {
    const seen = upstream.received.length;

    const reply = await call(gateway.url + path, { headers: { ...groq, authorization: 'k' } });

    expect(reply.status).toBe(status);
    expect(reply.json).toMatchObject({ status: 'failure', error: { message: expect.any(String) } });
    expect(upstream.received).toHaveLength(seen);
  });

  it('serves no variant of an admin address that it has not asked who may', async () => {
    const spelled = [
      '/v1/api-keys',
      '/v1/api-keys/',
      '/v1//api-keys',
      '/v1/api-keys?',
      '/v1/api-keys/./',
      '/v1/./api-keys',
      '/v1/x/../api-keys',
    ];
    const codes = [
      '/v1/%61pi-keys',
      '/v1/api-keys%2f',
      '/v1/api%2dkeys',
      '/v1/Api-Keys',
      '/v1/api-keys;',
      '/v1/api-keys/%2e',
      '/v1/%2e/api-keys',
    ];

    const replies = await Promise.all(
      [...spelled, ...codes].map((path) => raw(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`)),
    );

    for (const reply of replies) expect(reply).toMatch(/^HTTP\/1.1 4(?:00|01|04) /);
  });

  it.each(['/v1/files/../../admin', '/v1/files/%2e%2e/admin', '/v1/files/%252e%252e/x', '/v1/files/..%5cx', '/v1/%zz'])(
    'refuses the ambiguous %s',
    async (path) => {
      const seen = upstream.received.length;

      const reply = await call(gateway.url + path, { headers: { ...groq, authorization: 'k' } });

      expect(reply.status).toBe(400);
      expect(upstream.received).toHaveLength(seen);
    },
  );

  it('answers what has no Host, or expects the unknown, in the shape of all else', async () => {
    const hostless = await raw('GET /v1/models HTTP/1.1\r\nconnection: close\r\n\r\n');
    const expecting = await raw('GET /health HTTP/1.1\r\nhost: localhost\r\nexpect: miracles\r\nconnection: close\r\n\r\n');

    expect(hostless).toMatch(/^HTTP\/1.1 403 [^]*"status":"failure"[^]*send a Host header/);
    expect(expecting).toMatch(/^HTTP\/1.1 200/);
  });

  it('gives a trace id with every page of its own', async () => {
    for (const path of ['/', '/health', '/ready', '/metrics', '/openapi.json', '/nothing', '/console']) {
      const reply = await call(gateway.url + path, { headers: { 'x-portkey-trace-id': 'mine' } });

      expect([path, reply.headers['x-portkey-trace-id']]).toEqual([path, 'mine']);
    }
  });

  it('counts on from one look at its figures to the next', async () => {
    const cpu = async () => Number(/^process_cpu_seconds_total (\S+)/m.exec((await call(`${gateway.url}/metrics`)).text)![1]);
    const first = await cpu();

    for (let index = 0; index < 50; index++) await call(chat, { headers: { ...groq, authorization: 'k' }, body: CHAT });

    expect(await cpu()).toBeGreaterThan(first);
  });

  it('greets clients, and sends browsers to the console', async () => {
    const client = await call(gateway.url);
    const browser = await call(gateway.url, { headers: { accept: 'text/html,*/*' } });

    expect([client.status, client.text]).toEqual([200, 'AI Gateway says hey!']);
    expect([browser.status, browser.headers.location]).toEqual([302, '/console']);
  });

  it('answers for its own health, readiness, figures and documentation', async () => {
    expect((await call(`${gateway.url}/health`)).json).toMatchObject({ status: 'ok' });
    expect((await call(`${gateway.url}/ready`)).status).toBe(200);
    expect((await call(`${gateway.url}/metrics`)).text).toContain('sluice_request_duration_seconds_bucket');
    expect((await call(`${gateway.url}/openapi.json`)).json.openapi).toMatch(/^3\.1/);
    expect((await call(`${gateway.url}/docs`)).status).toBeLessThan(400);
    expect((await call(`${gateway.url}/nothing`)).json).toMatchObject({ status: 'failure' });
  });

  it('lists the models that the caller can use', async () => {
    const stranger = await call(`${gateway.url}/v1/models`);
    const known = await call(`${gateway.url}/v1/models`, { headers: { 'x-portkey-api-key': ADMIN_KEY } });
    upstream.answer = json({ object: 'list', data: [] });
    const provider = await call(`${gateway.url}/v1/models/openai%2Fgpt-oss-20b`, { headers: { ...groq, authorization: 'k' } });

    expect((await call(`${gateway.url}/v1/models?pretty`)).text).toContain('\n  "data": [');
    expect(stranger.json.data.map(({ id }: { id: string }) => id)).toEqual(['mock']);
    expect(known.json.data.map(({ id }: { id: string }) => id)).toContain('@groq-team/openai/gpt-oss-20b');
    expect(known.json.data.map(({ id }: { id: string }) => id)).not.toContain('@groq-team/gemma-7b-it');
    expect(provider.text).toBe('{"object":"list","data":[]}');
    expect(last()).toMatchObject({ method: 'GET', url: '/openai/v1/models/openai%2Fgpt-oss-20b' });
  });

  it('gives what came of a batch as one file, and says when there is none yet', async () => {
    const lines = '{"custom_id":"a"}\n{"custom_id":"b"}\n';
    upstream.answer = (response, { url }) => {
      const batch = url.endsWith('/b_1') ? { id: 'b_1', status: 'completed', output_file_id: 'f 1' } : { id: 'b_2', status: 'in_progress' };
      const isFile = url.includes('/files/');
      response.writeHead(200, { 'content-type': isFile ? 'application/jsonl' : 'application/json' });
      response.end(isFile ? lines : JSON.stringify(batch));
    };

    const done = await call(`${gateway.url}/v1/batches/b_1/output`, { headers: { ...groq, authorization: 'k' } });
    const asked = last().url;
    const pending = await call(`${gateway.url}/v1/batches/b_2/output`, { headers: { ...groq, authorization: 'k' } });

    expect([done.status, done.text]).toEqual([200, lines]);
    expect(asked).toBe('/openai/v1/files/f%201/content');
    expect([pending.status, pending.json.error.code]).toEqual([404, 'batch_without_output']);
    expect(pending.json.message).toContain('in_progress');
  });

  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('passes %s on any other path through, byte for byte', async (method) => {
    const body = method === 'GET' || method === 'DELETE' ? undefined : Buffer.from([0, 255, 13, 10, 123]);
    upstream.answer = (response) => {
      response.writeHead(418, { 'content-type': 'application/x-odd', 'x-own': '1' });
      response.end(Buffer.from([1, 2, 0, 254]));
    };

    const reply = await call(`${gateway.url}/v1/vector_stores/vs%201/files?limit=2&after=a%2Fb`, {
      method,
      headers: {
        ...groq,
        authorization: 'k',
        'content-type': 'application/x-odd',
        'x-custom': 'c',
        'x-portkey-forward-headers': 'xCustom',
      },
      ...(body && { body }),
    });

    expect([reply.status, reply.headers['content-type'], [...reply.bytes]]).toEqual([418, 'application/x-odd', [1, 2, 0, 254]]);
    expect(last()).toMatchObject({ method, url: '/openai/v1/vector_stores/vs%201/files?limit=2&after=a%2Fb' });
    expect(last().headers).toMatchObject({ 'x-custom': 'c', authorization: 'Bearer k', 'content-type': 'application/x-odd' });
    expect([...last().body]).toEqual(body ? [...body] : []);
  });
});

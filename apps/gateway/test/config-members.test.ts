// oxlint-disable unicorn/no-thenable -- `then` is a word of the config language
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { configMembers } from '@sluice/core/config';
import { call, CHAT, type Reply } from './support/call.ts';
import { ADMIN_KEY, eventually } from './support/gateway.ts';
import { startInProcess, type InProcess } from './support/in-process.ts';
import { COMPLETION, json, startUpstream, type Upstream } from './support/upstream.ts';

let gateway: InProcess;
let first: Upstream;
let second: Upstream;

beforeAll(async () => {
  [first, second] = await Promise.all([startUpstream(), startUpstream()]);
  gateway = await startInProcess(
    {},
    `virtual_keys: [{ slug: team, provider: openai, key: sk-team-key, custom_host: "${first.origin}/v1" }]
prompts: [{ slug: pp-kind, string: '[{"role":"system","content":"Be {{tone}}"}]', parameters: { model: m, seed: 7 }, virtual_key: team }]`,
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
  gateway.clock.waits.length = 0;
});

const at = (upstream: Upstream, more: object = {}) => ({ provider: 'openai', custom_host: `${upstream.origin}/v1`, ...more });

interface Asking {
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

const ask = (config: unknown, { body = CHAT, headers = {} }: Asking = {}): Promise<Reply> =>
  call(`${gateway.url}/v1/chat/completions`, {
    headers: { authorization: 'Bearer own-key', 'x-portkey-config': JSON.stringify(config), ...headers },
    body,
  });

const sent = (upstream: Upstream, index = 0) => JSON.parse(upstream.received[index]!.body.toString()) as Record<string, unknown>;
const place = ({ headers }: Reply) => headers['x-portkey-last-used-option-index'];
const failing = (status: number) => json({ error: { message: 'no' } }, status);
const silent: Upstream['answer'] = () => {};
const stream: Upstream['answer'] = (response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const delta of [{ role: 'assistant', content: 'Par' }, { content: 'is' }])
    response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: null }] })}\n\n`);
  response.end(`data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`);
};
const cut: Upstream['answer'] = (response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(`data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"Par"},"finish_reason":null}]}\n\n`);
  setTimeout(() => response.destroy(), 50);
};
const STREAMED = { ...CHAT, stream: true };
const textOf = ({ text }: Reply) =>
  [...text.matchAll(/^data: (\{.*)$/gm)]
    .map(([, data]) => (JSON.parse(data!) as { choices?: { delta?: { content?: string } }[] }).choices?.[0]?.delta?.content ?? '')
    .join('');

const fallback = (strategy: object = {}, ...targets: object[]) => ({
  strategy: { mode: 'fallback', ...strategy },
  targets: targets.length > 0 ? targets : [at(first), at(second)],
});

const named = (strategy: object) => ({ strategy, targets: [at(first, { name: 'a' }), at(second, { name: 'b' })] });

/** What each member does, seen at the upstream or in the reply. */
const BEHAVIOUR: Readonly<Record<string, () => Promise<unknown>>> = {
  async name() {
    expect(place(await ask(named({ mode: 'conditional', conditions: [{ query: { 'params.model': 'llama' }, then: 'b' }] })))).toBe(
      'config.targets[1]',
    );
  },
  async weight() {
    const config = { strategy: { mode: 'loadbalance' }, targets: [at(first, { weight: 0 }), at(second, { weight: 0.1 })] };
    expect(place(await ask(config))).toBe('config.targets[1]');
  },
  async index() {
    // Accepted because clients send back what they were given, and it says where a target stands already.
    expect((await ask(at(first, { index: 3 }))).status).toBe(200);
  },
  async provider() {
    expect((await ask({ provider: 'mock' })).headers['x-portkey-provider']).toBe('mock');
  },
  async virtual_key() {
    await ask({ virtual_key: 'team' }, { headers: { 'x-portkey-api-key': ADMIN_KEY } });
    expect(first.received[0]!.headers.authorization).toBe('Bearer sk-team-key');
  },
  async prompt_id() {
    await ask({ prompt_id: 'pp-kind' }, { headers: { 'x-portkey-api-key': ADMIN_KEY }, body: { variables: { tone: 'kind' } } });
    expect(first.received[0]!.headers.authorization).toBe('Bearer sk-team-key');
    expect(sent(first)).toEqual({ messages: [{ role: 'system', content: 'Be kind' }], model: 'm', seed: 7 });
  },
  async api_key() {
    await ask(at(first, { api_key: 'in-config' }));
    expect(first.received[0]!.headers.authorization).toBe('Bearer in-config');
  },
  async api_keys() {
    first.answer = (response, received) =>
      (received.headers.authorization === 'Bearer one' ? failing(429) : json(COMPLETION))(response, received);
    expect((await ask(at(first, { api_keys: ['one', 'two'] }))).status).toBe(200);
    expect(first.received.map(({ headers }) => headers.authorization)).toEqual(['Bearer one', 'Bearer two']);
  },
  async custom_host() {
    await ask({ strategy: { mode: 'single' }, custom_host: `${second.origin}/v1`, targets: [{ provider: 'openai' }] });
    expect(second.received).toHaveLength(1);
  },
  async request_timeout() {
    first.answer = silent;
    const reply = await ask(at(first, { request_timeout: 60 }));
    expect(reply.status).toBe(408);
    expect(reply.json.error).toMatchObject({
      message: expect.stringContaining('Request exceeded the timeout sent in the request: 60ms'),
      type: 'timeout_error',
    });
    expect((await ask(at(first, { request_timeout: 60_000 }), { headers: { 'x-portkey-request-timeout': '50' } })).json.message).toContain(
      '50ms',
    );
  },
  async connect_timeout_ms() {
    // An accepted connection that never answers TLS is one that never comes to be.
    const mute = createServer(() => {}).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const { port } = mute.address() as AddressInfo;
    const asked = performance.now();
    const reply = await ask({ provider: 'openai', custom_host: `https://127.0.0.1:${port}/v1`, connect_timeout_ms: 50 });
    mute.close();
    expect([reply.status, reply.json.error.code]).toEqual([503, 'connect_timeout']);
    // Without it ten seconds.
    expect(performance.now() - asked).toBeLessThan(5_000);
  },
  async first_byte_timeout_ms() {
    first.answer = silent;
    const reply = await ask(at(first, { first_byte_timeout_ms: 60 }));
    expect(reply).toMatchObject({ status: 408, json: { message: expect.stringContaining('60 ms') } });
  },
  async first_event_timeout_ms() {
    first.answer = (response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    const reply = await ask(at(first, { first_event_timeout_ms: 60 }), { body: STREAMED });
    expect(reply).toMatchObject({ status: 408, json: { message: expect.stringContaining('no event for 60 ms') } });
  },
  async idle_timeout_ms() {
    first.answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}]}\n\n`);
    };
    const reply = await ask(at(first, { idle_timeout_ms: 60 }), { body: STREAMED });
    expect(reply.text).toContain('sent nothing for 60 ms');
  },
  async forward_headers() {
    await ask(at(first, { forward_headers: ['X-Tenant'] }), { headers: { 'x-tenant': 'acme' } });
    expect(first.received[0]!.headers['x-tenant']).toBe('acme');
  },
  async override_params() {
    const config = {
      ...fallback({}, at(first, { override_params: { top_p: 0.5 } })),
      override_params: { temperature: 0.1, top_p: 0.9 },
    };
    await ask(config, { body: { ...CHAT, temperature: 1 } });
    expect(sent(first)).toMatchObject({ temperature: 0.1, top_p: 0.5 });
  },
  async default_params() {
    await ask(at(first, { default_params: { temperature: 0.1, top_p: 0.5 } }), { body: { ...CHAT, temperature: 1 } });
    expect(sent(first)).toMatchObject({ temperature: 1, top_p: 0.5 });
  },
  async drop_params() {
    await ask(at(first, { drop_params: ['user', 'messages[*].name', 'extra.deep'] }), {
      body: { model: 'm', user: 'u', extra: { deep: 1, kept: 2 }, messages: [{ role: 'user', name: 'bob', content: 'hi' }] },
    });
    expect(sent(first)).toEqual({ model: 'm', extra: { kept: 2 }, messages: [{ role: 'user', content: 'hi' }] });
  },
  async strict_open_ai_compliance() {
    first.answer = stream;
    const config = at(first, {
      strict_open_ai_compliance: false,
      input_guardrails: [{ 'default.characterCount': { minCharacters: 0, maxCharacters: 99 } }],
    });
    expect((await ask(config, { body: STREAMED })).text).toMatch(/^data: \{"hook_results"/);
    expect((await ask({ ...config, strict_open_ai_compliance: true }, { body: STREAMED })).text).not.toContain('hook_results');
  },
  async retry() {
    await BEHAVIOUR['retry.attempts']!();
  },
  async 'retry.attempts'() {
    first.answer = failing(503);
    await ask(at(first, { retry: { attempts: 2 } }));
    expect(first.received).toHaveLength(3);
  },
  async 'retry.on_status_codes'() {
    first.answer = failing(503);
    await ask(at(first, { retry: { attempts: 2, on_status_codes: [500] } }));
    expect(first.received).toHaveLength(1);
  },
  async 'retry.use_retry_after_header'() {
    first.answer = json({ error: { message: 'no' } }, 429, { 'retry-after': '7' });
    await ask(at(first, { retry: { attempts: 1, use_retry_after_header: true } }));
    expect(gateway.clock.waits).toEqual([7000]);
  },
  async 'retry.use_retry_after_headers'() {
    first.answer = json({ error: { message: 'no' } }, 429, { 'retry-after': '8' });
    await ask(at(first, { retry: { attempts: 1, use_retry_after_headers: true } }));
    expect(gateway.clock.waits).toEqual([8000]);
  },
  async cache() {
    await BEHAVIOUR['cache.mode']!();
  },
  async 'cache.mode'() {
    const body = { ...CHAT, user: 'cache.mode' };
    const config = at(first, { cache: { mode: 'simple' } });
    const statuses = [await ask(config, { body }), await ask(config, { body })].map(({ headers }) => headers['x-portkey-cache-status']);
    expect(statuses.at(-1)).toBe('HIT');
    expect((await ask(at(first, { cache: { mode: 'semantic' } }))).json.message).toMatch(
      /"cache\.mode" is "semantic", which is not built yet/,
    );
  },
  async 'cache.max_age'() {
    const body = { ...CHAT, user: 'cache.max_age' };
    const config = at(first, { cache: { mode: 'simple', max_age: 100 } });
    await ask(config, { body });
    gateway.clock.pass(99_000);
    expect((await ask(config, { body })).headers['x-portkey-cache-status']).toBe('HIT');
    gateway.clock.pass(2_000);
    expect((await ask(config, { body })).headers['x-portkey-cache-status']).toBe('MISS');
  },
  async on_stream_failure() {
    first.answer = cut;
    second.answer = (response, received) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"is, of course."},"finish_reason":null}]}\n\n`);
      response.end(`data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`);
      expect(JSON.parse(received.body.toString()).messages.at(-1)).toEqual({ role: 'assistant', content: 'Par' });
    };
    const reply = await ask({ ...fallback(), on_stream_failure: 'continue' }, { body: STREAMED });
    expect(textOf(reply)).toBe('Paris, of course.');
    expect(reply.text.trimEnd().endsWith('data: [DONE]')).toBe(true);
    expect((await ask({ ...fallback(), on_stream_failure: 'error' }, { body: STREAMED })).text).toMatch(/"error":\{.*\}\s*$/);
  },
  async input_guardrails() {
    const config = at(first, { input_guardrails: [{ 'default.contains': { operator: 'none', words: ['capital'] }, deny: true }] });
    const reply = await ask(config);
    expect(reply.status).toBe(446);
    expect(first.received).toHaveLength(0);
  },
  async output_guardrails() {
    const reply = await ask(
      at(first, { output_guardrails: [{ 'default.contains': { operator: 'none', words: ['Paris'] }, deny: false }] }),
    );
    expect(reply.status).toBe(246);
    expect(reply.json.hook_results.after_request_hooks[0].verdict).toBe(false);
  },
  async before_request_hooks() {
    const hook = {
      type: 'guardrail',
      id: 'h',
      deny: true,
      checks: [{ id: 'default.wordCount', parameters: { minWords: 100, maxWords: 200 } }],
    };
    expect((await ask(at(first, { before_request_hooks: [hook] }))).status).toBe(446);
  },
  async after_request_hooks() {
    const hook = {
      type: 'guardrail',
      id: 'h',
      deny: true,
      checks: [{ id: 'default.contains', parameters: { operator: 'none', words: ['Paris'] } }],
    };
    const reply = await ask(at(first, { after_request_hooks: [hook] }));
    expect(reply.status).toBe(446);
    expect(first.received).toHaveLength(1);
  },
  async input_mutators() {
    await ask(at(first, { input_mutators: [{ 'default.regexReplace': { rule: 'France', redactText: 'Italy' } }] }));
    expect(first.received[0]!.body.toString()).toContain('Italy');
  },
  async output_mutators() {
    const reply = await ask(at(first, { output_mutators: [{ 'default.regexReplace': { rule: 'Paris', redactText: 'Rome' } }] }));
    expect(reply.json.choices[0].message.content).toBe('Rome');
  },
  async strategy() {
    await BEHAVIOUR['strategy.mode']!();
  },
  async targets() {
    const nested = fallback(
      {},
      { strategy: { mode: 'single' }, targets: [at(first)] },
      { strategy: { mode: 'loadbalance' }, targets: [at(second)] },
    );
    first.answer = failing(500);
    expect(place(await ask(nested))).toBe('config.targets[1].targets[0]');
  },
  async 'strategy.mode'() {
    first.answer = failing(500);
    expect(place(await ask(fallback()))).toBe('config.targets[1]');
    expect(place(await ask({ ...fallback(), strategy: { mode: 'single' } }))).toBe('config.targets[0]');
  },
  async 'strategy.on_status_codes'() {
    first.answer = failing(500);
    expect(place(await ask(fallback({ on_status_codes: [429] })))).toBe('config.targets[0]');
    expect(place(await ask(fallback({ on_status_codes: [500] })))).toBe('config.targets[1]');
  },
  async 'strategy.on_fault_kinds'() {
    first.answer = json({ error: { message: 'no', code: 'content_policy_violation' } }, 400);
    expect(place(await ask(fallback()))).toBe('config.targets[0]');
    expect(place(await ask(fallback({ on_fault_kinds: ['content_refused'] })))).toBe('config.targets[1]');
  },
  async 'strategy.hedge_after_ms'() {
    first.answer = silent;
    const reply = await ask(fallback({ hedge_after_ms: 1 }));
    expect(place(reply)).toBe('config.targets[1]');
    await first.received[0]!.hungUp;
  },
  async 'strategy.on_stream_failure'() {
    first.answer = cut;
    second.answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(`data: {"choices":[{"index":0,"delta":{"content":"is!"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`);
    };
    expect(textOf(await ask(fallback({ on_stream_failure: 'continue' }), { body: STREAMED }))).toBe('Paris!');
  },
  async 'strategy.conditions'() {
    await BEHAVIOUR['strategy.conditions.query']!();
  },
  async 'strategy.conditions.query'() {
    const config = named({
      mode: 'conditional',
      conditions: [
        { query: { 'metadata.tier': { $eq: 'paid' }, $or: [{ 'headers.x-team': 'core' }, { 'url.pathname': '/v1/nowhere' }] }, then: 'b' },
        { query: { 'params.temperature': { $gte: 0 } }, then: 'a' },
      ],
    });
    const paid = { 'x-portkey-metadata': '{"tier":"paid"}' };
    expect(place(await ask(config, { headers: { ...paid, 'x-team': 'core' } }))).toBe('config.targets[1]');
    expect(place(await ask(config, { headers: paid, body: { ...CHAT, temperature: 0.5 } }))).toBe('config.targets[0]');
    expect(await ask(config, { headers: paid })).toMatchObject({ status: 400, json: { error: { code: 'no_condition_met' } } });
  },
  async 'strategy.conditions.then'() {
    const reply = await ask(named({ mode: 'conditional', conditions: [{ query: { 'params.model': 'x' }, then: 'nobody' }] }));
    expect(reply.status).toBe(400);
    expect(reply.json.errors).toEqual([expect.stringContaining('path: strategy,conditions,0,then, message:')]);
  },
  async 'strategy.default'() {
    const config = named({ mode: 'conditional', conditions: [{ query: { 'params.model': 'x' }, then: 'a' }], default: 'b' });
    expect(place(await ask(config))).toBe('config.targets[1]');
  },
  async 'strategy.sticky'() {
    await BEHAVIOUR['strategy.sticky.hash_fields']!();
  },
  async 'strategy.sticky.enabled'() {
    const config = {
      strategy: { mode: 'loadbalance', sticky: { enabled: false, hash_fields: ['params.model'] } },
      targets: [at(first), at(second)],
    };
    gateway.clock.draw = 0.9;
    await ask(config);
    gateway.clock.draw = 0.1;
    expect(place(await ask(config))).toBe('config.targets[0]');
  },
  async 'strategy.sticky.hash_fields'() {
    const config = {
      strategy: { mode: 'loadbalance', sticky: { enabled: true, hash_fields: ['params.user'] } },
      targets: [at(first), at(second)],
    };
    const as = (user: string) => ask(config, { body: { ...CHAT, user } });
    gateway.clock.draw = 0.9;
    await as('ann');
    gateway.clock.draw = 0.1;
    expect([place(await as('ann')), place(await as('bob'))]).toEqual(['config.targets[1]', 'config.targets[0]']);
  },
  async 'strategy.sticky.ttl'() {
    const config = { strategy: { mode: 'loadbalance', sticky: { enabled: true, ttl: 10 } }, targets: [at(first), at(second)] };
    gateway.clock.draw = 0.9;
    await ask(config);
    gateway.clock.draw = 0.1;
    gateway.clock.pass(10_001);
    expect(place(await ask(config))).toBe('config.targets[0]');
  },
  async 'strategy.by'() {
    const config = named({ mode: 'split', by: ['headers.x-user'] });
    const variants = new Set<unknown>();
    for (const user of ['u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7', 'u8']) {
      const seen = [await ask(config, { headers: { 'x-user': user } }), await ask(config, { headers: { 'x-user': user } })];
      expect(seen[0]!.headers['x-sluice-variant']).toBe(seen[1]!.headers['x-sluice-variant']);
      variants.add(seen[0]!.headers['x-sluice-variant']);
    }
    expect(variants).toEqual(new Set(['a', 'b']));
  },
  async 'strategy.experiment'() {
    const users = Array.from({ length: 12 }, (_, index) => `u${index}`);
    const variants = (experiment: string) =>
      Promise.all(
        users.map(
          async (user) =>
            (await ask(named({ mode: 'split', experiment }), { headers: { 'x-portkey-metadata': JSON.stringify({ _user: user }) } }))
              .headers['x-sluice-variant'],
        ),
      );
    expect(await variants('one')).not.toEqual(await variants('two'));
  },
  async 'strategy.cb_config'() {
    await BEHAVIOUR['strategy.cb_config.failure_threshold']!();
  },
  'strategy.cb_config.failure_threshold': () => opensAfter(2, { failure_threshold: 2 }),
  'strategy.cb_config.failure_threshold_percentage': () => opensAfter(5, { failure_threshold_percentage: 50 }),
  'strategy.cb_config.minimum_requests': () => opensAfter(3, { failure_threshold_percentage: 50, minimum_requests: 3 }),
  async 'strategy.cb_config.cooldown_interval'() {
    const config = await opensAfter(1, { failure_threshold: 1, cooldown_interval: 40_000 });
    gateway.clock.pass(40_000);
    const reply = await call(`${gateway.url}/v1/route/breakers`, { headers: { 'x-portkey-api-key': ADMIN_KEY } });
    expect(
      reply.json.data.find(
        (circuit: { model: string; target: string }) => circuit.model === config && circuit.target === 'config.targets[0]',
      ).state,
    ).toBe('closed');
  },
  'strategy.cb_config.failure_status_codes': () => opensAfter(1, { failure_threshold: 1, failure_status_codes: [429] }, 429),
  shadow: () => copies({}, 1),
  'shadow.name': async () => {
    await copies({ name: 'its-name' }, 1);
    const { json: report } = await shadowReport('its-name');
    expect(report.copies).toBe(1);
  },
  'shadow.target': () => copies({ target: copyAt('copied') }, 1, 'copied'),
  'shadow.share': () => copies({ share: 0 }, 0),
  // What nobody knows the price of is copied by nobody who has set a cap.
  'shadow.cap': () => copies({ cap: undefined, target: copyAt('unpriced') }, 0),
  async 'shadow.cap.cost'() {
    await copies({ name: 'costs', cap: { cost: 7 }, target: copyAt('gpt-4o-mini') }, 1);
    expect((await shadowReport('costs')).json.cap).toMatchObject({ cost: 700, period: 'daily' });
  },
  async 'shadow.cap.period'() {
    await copies({ name: 'lasts', cap: { cost: 7, period: 'monthly' }, target: copyAt('gpt-4o-mini') }, 1);
    expect((await shadowReport('lasts')).json.cap).toMatchObject({ period: 'monthly' });
  },
  async 'shadow.cached'() {
    const cache = { mode: 'simple' };
    await copies({ name: 'kept' }, 1, undefined, { cache });
    (second.received as unknown[]).length = 0;
    await copies({ name: 'kept' }, 0, undefined, { cache });
    await copies({ name: 'kept-too', cached: true }, 1, undefined, { cache });
  },
};

/** The caller's own credential is not taken along. */
const copyAt = (model: string) => at(second, { api_key: 'copy-key', override_params: { model } });

const shadowReport = (name: string): Promise<Reply> =>
  call(`${gateway.url}/v1/shadows/${name}`, { headers: { 'x-portkey-api-key': ADMIN_KEY } });

/** Sees so many copies of a request reach the second upstream, and what is asked there. */
async function copies(shadow: object, count: number, model?: string, root: object = {}): Promise<void> {
  const config = { ...at(first), ...root, shadow: { name: 'members', cap: null, target: copyAt('copied'), ...shadow } };
  await ask(config);
  // One that certainly comes, behind it in the queue.
  await ask({ ...at(first), shadow: { name: `last-${models++}`, cap: null, target: copyAt('last') } });
  await eventually(() => second.received.some((_, index) => sent(second, index)['model'] === 'last'), 'the last copy did not come');
  const came = second.received.map((_, index) => sent(second, index)['model']).filter((each) => each !== 'last');
  expect(came).toHaveLength(count);
  if (model !== undefined) expect(came).toEqual([model]);
  const { name } = config.shadow;
  if (count > 0) await eventually(async () => (await shadowReport(name)).status === 200, `nothing is told of ${name}`);
}

let models = 0;

/** Sees a circuit open after so many failures, and gives the model that it is about. */
async function opensAfter(failures: number, breaker: object, status = 503): Promise<string> {
  first.answer = failing(status);
  const model = `breaking-${models++}`;
  for (let request = 0; request < failures + 2; request++) await ask(fallback({ cb_config: breaker }), { body: { ...CHAT, model } });
  expect(first.received).toHaveLength(failures);
  return model;
}

/** Members that are refused by name, and what is said of them. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  cb_config: /"cb_config" stands inside "strategy"/,
  options: /^This version of config is not supported in this route\. Please migrate to the latest version/,
  passthrough: /"passthrough" is not built yet/,
  guardrails: /"guardrails" is not built yet/,
  fetch_integrated_models: /"fetch_integrated_models" is not built yet/,
};

describe('every member of the config language', () => {
  it('does something that is tested here, or is refused', () => {
    const known = [...Object.keys(BEHAVIOUR), ...Object.keys(REFUSED)];

    expect(known.toSorted()).toEqual([...configMembers()].toSorted());
  });

  it.each(Object.keys(BEHAVIOUR))('%s does what it says', async (member) => {
    expect.hasAssertions();

    await BEHAVIOUR[member]!();
  });

  it.each(Object.entries(REFUSED))('%s is refused by name', async (member, message) => {
    const reply = await ask({ ...at(first), [member]: {} });

    expect(reply.status).toBe(400);
    expect(reply.json.message).toMatch(message);
    expect(first.received).toHaveLength(0);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { call, CHAT, type Reply } from './support/call.ts';
import { ADMIN_KEY } from './support/gateway.ts';
import { startInProcess, type InProcess } from './support/in-process.ts';
import { COMPLETION, json, startUpstream, type Upstream } from './support/upstream.ts';

let gateway: InProcess;
let first: Upstream;
let second: Upstream;

beforeAll(async () => {
  [gateway, first, second] = await Promise.all([startInProcess(), startUpstream(), startUpstream()]);
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

const ask = (config: unknown, body: object = CHAT, headers: Record<string, string> = {}): Promise<Reply> =>
  call(`${gateway.url}/v1/chat/completions`, {
    headers: { authorization: 'Bearer own-key', 'x-portkey-config': JSON.stringify(config), ...headers },
    body,
  });

const failing = (status: number, headers: Record<string, string> = {}) => json({ error: { message: 'no' } }, status, headers);

/** Answers with these in turn, and then well. */
function inTurn(...answers: readonly Upstream['answer'][]): Upstream['answer'] {
  const left = [...answers];
  return (response, received) => (left.shift() ?? json(COMPLETION))(response, received);
}

describe('retries', () => {
  it('waits one, two, four, eight and sixteen seconds, and says how many retries it took', async () => {
    first.answer = inTurn(failing(503), failing(500), failing(502), failing(504), failing(429));

    const reply = await ask(at(first, { retry: { attempts: 5 } }));

    expect(reply.status).toBe(200);
    expect(gateway.clock.waits).toEqual([1000, 2000, 4000, 8000, 16_000]);
    expect(reply.headers['x-portkey-retry-attempt-count']).toBe('5');
  });

  it('says -1 where the status is still there after the last try, and never tries more than five times again', async () => {
    first.answer = failing(503);

    const reply = await ask(at(first, { retry: { attempts: 50 } }));

    expect(reply.status).toBe(503);
    expect(first.received).toHaveLength(6);
    expect(reply.headers['x-portkey-retry-attempt-count']).toBe('-1');
  });

  it.each([
    ['retry-after-ms', '1500', 1500],
    ['x-ms-retry-after-ms', '700', 700],
    ['retry-after', '3', 3000],
    ['retry-after', 'a date', 20_000],
  ])('waits as long as %s: %s asks, where the config says so', async (name, value, expected) => {
    // HTTP's dates have whole seconds.
    gateway.clock.pass(1000 - (gateway.clock.now() % 1000));
    const asked = value === 'a date' ? new Date(gateway.clock.now() + 20_000).toUTCString() : value;
    first.answer = inTurn(failing(429, { [name]: asked }));

    const reply = await ask(at(first, { retry: { attempts: 1, use_retry_after_header: true } }));

    expect(reply.status).toBe(200);
    expect(gateway.clock.waits).toEqual([expected]);
  });

  it('gives up on a wait of more than a minute', async () => {
    first.answer = failing(429, { 'retry-after': '61' });

    const reply = await ask(at(first, { retry: { attempts: 3, use_retry_after_headers: true } }));

    expect(reply.status).toBe(429);
    expect(first.received).toHaveLength(1);
    expect(reply.headers['x-portkey-retry-attempt-count']).toBe('-1');
  });

  it('does not retry what the body says is hopeless, whatever the status', async () => {
    first.answer = json({ error: { message: 'no money', code: 'insufficient_quota' } }, 429);

    const reply = await ask(at(first, { retry: { attempts: 3 } }));

    expect(reply.status).toBe(429);
    expect(first.received).toHaveLength(1);
  });

  it('stops retrying an upstream that fails for everybody, once its budget is used up', async () => {
    first.answer = failing(503);
    gateway.clock.pass(60_000);
    gateway.clock.frozen = true;

    const asked = Array.from({ length: 60 }, () => ask(at(first, { retry: { attempts: 5 } })));
    const answers = await Promise.all(asked);
    gateway.clock.frozen = false;

    // A hundred in reserve and a fifth of the requests, of three hundred that the configs ask for.
    expect(answers.every(({ status, headers }) => status === 503 && headers['x-portkey-retry-attempt-count'] === '-1')).toBe(true);
    expect(first.received.length - 60).toBeLessThanOrEqual(112);
    expect(first.received.length - 60).toBeGreaterThanOrEqual(100);
  });
});

describe('a circuit', () => {
  const config = () => ({
    strategy: { mode: 'fallback', cb_config: { failure_threshold: 3, cooldown_interval: 30_000 } },
    targets: [at(first), at(second)],
  });

  const state = async (model: string) => {
    const reply = await call(`${gateway.url}/v1/route/breakers`, { headers: { 'x-portkey-api-key': ADMIN_KEY } });
    return reply.json.data.find(
      (circuit: { target: string; model: string }) => circuit.target === 'config.targets[0]' && circuit.model === model,
    )?.state;
  };

  it('opens after its threshold, probes from five seconds on, and closes with the first success', async () => {
    first.answer = failing(503);
    const model = 'breaks';
    const body = { ...CHAT, model };

    for (let request = 0; request < 5; request++) expect((await ask(config(), body)).status).toBe(200);

    expect(first.received).toHaveLength(3);
    expect(await state(model)).toBe('open');

    gateway.clock.pass(4_999);
    await ask(config(), body);
    expect(first.received).toHaveLength(3);

    gateway.clock.pass(1);
    expect(await state(model)).toBe('half_open');
    await ask(config(), body);
    await ask(config(), body);
    expect(first.received).toHaveLength(4);

    first.answer = json(COMPLETION);
    gateway.clock.pass(5_000);
    const probe = await ask(config(), body);
    const after = await ask(config(), body);

    expect(probe.headers['x-portkey-last-used-option-index']).toBe('config.targets[0]');
    expect(after.headers['x-portkey-last-used-option-index']).toBe('config.targets[0]');
    expect(await state(model)).toBe('closed');
  });

  it('belongs to a target and a model, not to a host', async () => {
    first.answer = (response, received) => (received.body.includes('bad-model') ? failing(503) : json(COMPLETION))(response, received);

    for (let request = 0; request < 5; request++) await ask(config(), { ...CHAT, model: 'bad-model' });
    const other = await ask(config(), { ...CHAT, model: 'good-model' });

    expect(other.headers['x-portkey-last-used-option-index']).toBe('config.targets[0]');
    expect(await state('bad-model')).toBe('open');
  });

  it('keeps a passed-over target its place in the index, and is in /metrics', async () => {
    first.answer = failing(500);
    const body = { ...CHAT, model: 'metered' };
    for (let request = 0; request < 3; request++) await ask(config(), body);

    const reply = await ask(config(), body);
    const metrics = await call(`${gateway.url}/metrics`);

    expect(reply.headers['x-portkey-last-used-option-index']).toBe('config.targets[1]');
    expect(metrics.text).toMatch(/sluice_breaker_state\{config="inline-[0-9a-f]+",target="config\.targets\[0\]",model="metered"\} 2/);
    expect(metrics.text).toMatch(/sluice_breakers\{state="open"\} [1-9]/);
  });

  it('is asked all the same where every circuit is open', async () => {
    first.answer = failing(503);
    second.answer = failing(503);
    const body = { ...CHAT, model: 'all-broken' };
    for (let request = 0; request < 4; request++) await ask(config(), body);
    first.answer = json(COMPLETION);

    const reply = await ask(config(), body);

    expect(reply.status).toBe(200);
  });

  it('shows its state to the admin key alone', async () => {
    const nobody = await call(`${gateway.url}/v1/route/breakers`);

    expect(nobody.status).toBe(401);
  });
});

describe('stickiness', () => {
  const config = {
    strategy: { mode: 'loadbalance', sticky: { enabled: true, hash_fields: ['metadata.user'], ttl: 100 } },
    targets: [] as object[],
  };

  it('keeps those who are alike at one target until the time is over, and draws again', async () => {
    config.targets = [at(first), at(second)];
    const as = (user: string) => ask(config, CHAT, { 'x-portkey-metadata': JSON.stringify({ user }) });

    gateway.clock.draw = 0.9;
    const drawn = await as('ann');
    gateway.clock.draw = 0.1;
    const kept = await as('ann');
    const other = await as('bob');
    gateway.clock.pass(100_001);
    const later = await as('ann');

    const places = [drawn, kept, other, later].map(({ headers }) => headers['x-portkey-last-used-option-index']);
    expect(places).toEqual(['config.targets[1]', 'config.targets[1]', 'config.targets[0]', 'config.targets[0]']);
  });
});

describe('a pool of keys', () => {
  const keyOf = (index: number) => first.received[index]!.headers.authorization;

  it.each([401, 402, 403, 429])(
    'takes the next key on %i, at once and without counting it as a retry, and lets the first one rest',
    async (status) => {
      const pool = [`a-${status}`, `b-${status}`];
      first.answer = (response, received) =>
        (received.headers.authorization === `Bearer a-${status}` ? failing(status) : json(COMPLETION))(response, received);

      const rotated = await ask(at(first, { api_keys: pool }));
      const rested = await ask(at(first, { api_keys: pool }));
      gateway.clock.pass(600_001);
      await ask(at(first, { api_keys: pool }));

      expect([rotated.status, rested.status]).toEqual([200, 200]);
      expect(rotated.headers['x-portkey-retry-attempt-count']).toBe('0');
      expect([0, 1, 2, 3].map(keyOf)).toEqual([`Bearer a-${status}`, `Bearer b-${status}`, `Bearer b-${status}`, `Bearer a-${status}`]);
      expect(gateway.clock.waits).toEqual([]);
    },
  );

  it('answers with the last refusal where every key is refused', async () => {
    first.answer = failing(401);

    const reply = await ask(at(first, { api_keys: ['x-1', 'x-2', 'x-3'] }));

    expect(reply.status).toBe(401);
    expect(first.received).toHaveLength(3);
    expect(reply.text).not.toContain('x-3');
  });
});

describe('a choice among targets', () => {
  let own: InProcess;
  const places = (replies: readonly Reply[]) => replies.map(({ headers }) => headers['x-portkey-last-used-option-index']);
  const askOwn = (config: unknown, body: object = CHAT, headers: Record<string, string> = {}) =>
    call(`${own.url}/v1/chat/completions`, {
      headers: { authorization: 'Bearer own-key', 'x-portkey-config': JSON.stringify(config), ...headers },
      body,
    });

  beforeAll(async () => {
    own = await startInProcess(
      {},
      `
models:
  openai:
    dear: { context: 1000, supports: [chat, tools], price: { input: 10, output: 30 } }
    cheap: { context: 10, supports: [chat], price: { input: 1, output: 2 } }
virtual_keys:
  - { slug: pool, provider: openai, keys: [one, two], custom_host: "${first.origin}/v1" }
`,
    );
  });
  afterAll(() => own.stop());

  const model = (name: string) => ({ override_params: { model: name } });

  it('by cost takes the cheapest whose price is known', async () => {
    const config = {
      strategy: { mode: 'lowest_cost' },
      targets: [at(first, model('unknown')), at(first, model('dear')), at(first, model('cheap'))],
    };

    const reply = await askOwn(config, { model: 'm', messages: [{ role: 'user', content: 'hi' }] });

    expect(places([reply])).toEqual(['config.targets[2]']);
  });

  it.each([
    ['tools', { tools: [{ type: 'function', function: { name: 'f' } }] }],
    ['room', { messages: [{ role: 'user', content: 'a word '.repeat(20) }] }],
  ])('passes over a target that lacks %s', async (_what, more) => {
    const config = { strategy: { mode: 'lowest_cost' }, targets: [at(first, model('cheap')), at(first, model('dear'))] };

    const reply = await askOwn(config, { model: 'm', messages: [{ role: 'user', content: 'hi' }], ...more });

    expect(places([reply])).toEqual(['config.targets[1]']);
  });

  it('asks a target that lacks something all the same where there is no other', async () => {
    const config = { strategy: { mode: 'fallback' }, targets: [at(first, model('cheap'))] };

    const reply = await askOwn(config, { ...CHAT, tools: [{ type: 'function', function: { name: 'f' } }] });

    expect(reply.status).toBe(200);
  });

  it('by latency takes whoever was quickest lately, measures the others, and forgets after a while', async () => {
    const config = { strategy: { mode: 'least_latency' }, targets: [at(first), at(second)] };
    const slowly =
      (milliseconds: number): Upstream['answer'] =>
      (response, received) => {
        own.clock.pass(milliseconds);
        return json(COMPLETION)(response, received);
      };
    first.answer = slowly(900);
    second.answer = slowly(100);

    const measured = [await askOwn(config), await askOwn(config)];
    const settled = [await askOwn(config), await askOwn(config)];
    own.clock.pass(5 * 60_000);
    const again = [await askOwn(config)];

    expect(places(measured)).toEqual(['config.targets[0]', 'config.targets[1]']);
    expect(places(settled)).toEqual(['config.targets[1]', 'config.targets[1]']);
    expect(places(again)).toEqual(['config.targets[0]']);
  });

  it('takes turns with the keys of a virtual key', async () => {
    first.answer = (response, received) =>
      (received.headers.authorization === 'Bearer one' ? failing(429) : json(COMPLETION))(response, received);

    const reply = await askOwn({ virtual_key: 'pool' }, CHAT, { 'x-portkey-api-key': ADMIN_KEY });

    expect(reply.status).toBe(200);
    expect(first.received.map(({ headers }) => headers.authorization)).toEqual(['Bearer one', 'Bearer two']);
  });

  it('goes by the references of its targets, whatever the call says beside', async () => {
    first.answer = inTurn(failing(500));
    const config = { strategy: { mode: 'fallback' }, targets: [{ provider: '@pool/own-model' }, { virtual_key: 'pool' }] };

    await askOwn(config, { ...CHAT, model: '@elsewhere/its-model' }, { 'x-portkey-api-key': ADMIN_KEY, 'x-portkey-provider': 'mock' });

    expect(first.received.map(({ body }) => JSON.parse(body.toString()).model)).toEqual(['own-model', 'its-model']);
  });

  it('takes a provider and a model from `@slug/model` in a target’s parameters', async () => {
    const config = { strategy: { mode: 'fallback' }, targets: [model('@pool/chosen-model')] };

    const reply = await askOwn(config, CHAT, { 'x-portkey-api-key': ADMIN_KEY });

    expect(reply.headers['x-portkey-provider']).toBe('openai');
    expect(JSON.parse(first.received[0]!.body.toString()).model).toBe('chosen-model');
  });

  it.each([
    ['a virtual key', { virtual_key: 'nobody' }, /^Following keys are not valid: nobody\. /],
    ['a provider', { provider: 'grok' }, /^Invalid provider passed: config\.targets\[1\] names "grok"/],
  ])('is refused at once where %s in it leads nowhere', async (_what, target, message) => {
    const reply = await askOwn({ strategy: { mode: 'fallback' }, targets: [at(first), target] }, CHAT, { 'x-portkey-api-key': ADMIN_KEY });

    expect(reply.status).toBe(400);
    expect(reply.json.message).toMatch(message);
    expect(first.received).toHaveLength(0);
  });

  it('that names virtual keys needs a key', async () => {
    const reply = await askOwn({ strategy: { mode: 'fallback' }, targets: [at(first), { virtual_key: 'pool' }] });

    expect(reply.status).toBe(401);
    expect(first.received).toHaveLength(0);
  });
});

describe('a hedged fallback', () => {
  it('takes the first good answer, hangs up on the others and books what they may have cost', async () => {
    first.answer = () => {};
    const config = { strategy: { mode: 'fallback', hedge_after_ms: 50 }, targets: [at(first), at(second)] };

    const reply = await ask(config);

    expect([reply.status, reply.headers['x-portkey-last-used-option-index']]).toEqual([200, 'config.targets[1]']);
    await first.received[0]!.hungUp;
  });
});

describe('a request that streams up', () => {
  it.each([
    ['a fallback', { mode: 'fallback' }],
    ['a hedged fallback', { mode: 'fallback', hedge_after_ms: 1 }],
  ])('is sent once, whatever %s would do', async (_what, strategy) => {
    first.answer = failing(500);
    const config = { strategy, retry: { attempts: 3 }, targets: [at(first, { api_keys: ['k1', 'k2'] }), at(second)] };

    const reply = await call(`${gateway.url}/v1/some/upload`, {
      headers: { authorization: 'Bearer own-key', 'x-portkey-config': JSON.stringify(config), 'content-type': 'application/octet-stream' },
      body: Buffer.alloc(300_000, 'x'),
    });

    expect(reply.status).toBe(500);
    expect(first.received.map(({ body }) => body.length)).toEqual([300_000]);
    expect(second.received).toHaveLength(0);
  });
});

describe('a decision', () => {
  it('rides on the reply where it is asked for, with what was passed over and why', async () => {
    first.answer = failing(500);
    const config = {
      strategy: { mode: 'fallback' },
      targets: [{ provider: 'groq', override_params: { model: 'whisper-large-v3' } }, at(first), at(second)],
    };
    const body = { ...CHAT, tools: [{ type: 'function', function: { name: 'f', parameters: {} } }] };

    const reply = await ask(config, body, { 'x-sluice-explain': 'true' });
    const plain = await ask(config, body);

    const decision = JSON.parse(String(reply.headers['x-sluice-decision']));
    expect(decision).toMatchObject({ target: 'config.targets[2]', provider: 'openai', retries: 0 });
    expect(decision.steps.filter(({ kind }: { kind: string }) => kind !== 'chosen')).toMatchObject([
      { kind: 'skipped', target: 'config.targets[0]', reason: 'whisper-large-v3 does not support tools' },
      { kind: 'attempt', target: 'config.targets[1]', status: 500, fault: 'upstream_error' },
      { kind: 'attempt', target: 'config.targets[2]', status: 200 },
    ]);
    expect(plain.headers['x-sluice-decision']).toBeUndefined();
  });

  it('is foretold by explain, which calls nobody', async () => {
    const config = { strategy: { mode: 'fallback' }, targets: [at(first, { name: 'a' }), at(second, { name: 'b' })] };

    const reply = await call(`${gateway.url}/v1/route/explain`, {
      headers: { authorization: 'Bearer own-key' },
      body: { config, body: CHAT, metadata: { tier: 'free' } },
    });

    expect(reply.status).toBe(200);
    expect(reply.json).toMatchObject({
      object: 'route.explanation',
      order: ['config.targets[0]', 'config.targets[1]'],
      metadata: { tier: 'free' },
      targets: [
        { name: 'a', provider: 'openai', model: 'llama', turn: 1, fit: true, url: `${first.origin}/v1/chat/completions` },
        { name: 'b', turn: 2 },
      ],
    });
    expect(first.received).toHaveLength(0);
    expect(second.received).toHaveLength(0);
  });

  it('is refused with the place of what is wrong', async () => {
    const reply = await call(`${gateway.url}/v1/route/explain`, { headers: { authorization: 'k' }, body: { confg: {} } });

    expect(reply.status).toBe(400);
    expect(reply.json.message).toMatch(/"confg" is no member of a request to explain/);
  });
});

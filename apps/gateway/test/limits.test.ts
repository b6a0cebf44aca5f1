import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call, type Reply } from './support/call.ts';
import { ADMIN_KEY, eventually } from './support/gateway.ts';
import { startInProcess, type InProcess } from './support/in-process.ts';
import { describeOnPostgres } from './support/postgres.ts';
import { COMPLETION, json, startUpstream, type Answer, type Upstream } from './support/upstream.ts';

// Real sockets, and rounds of a second between processes: a busy machine needs more than the usual five seconds.
jest.setTimeout(60_000);

const FILE_KEY = 'file-key-0123456789abcdef';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What each answer costs: 120 tokens, and by the price below 0.4 dollars. */
const USAGE = { prompt_tokens: 80, completion_tokens: 40, total_tokens: 120, prompt_tokens_details: { cached_tokens: 40 } };

/** Dollars per million tokens. */
const PRICE = { input: 2_000, output: 7_500, cached_input: 500 };

const COST = (40 * 2_000 + 40 * 500 + 40 * 7_500) / 1_000_000;

const answered: Answer = json({ ...COMPLETION, usage: USAGE });

const streamed: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const chunk = { ...COMPLETION, object: 'chat.completion.chunk', usage: null };
  const choice = { index: 0, delta: { content: 'Paris' }, finish_reason: 'stop' };
  response.write(`data: ${JSON.stringify({ ...chunk, choices: [choice] })}\n\n`);
  response.end(`data: ${JSON.stringify({ ...chunk, choices: [], usage: USAGE })}\n\ndata: [DONE]\n\n`);
};

let upstream: Upstream;
let gateway: InProcess;
let count = 0;

const CONFIG = `
api_keys:
  - { name: in-file, key: ${FILE_KEY}, scopes: [completions.write] }
models:
  openai: { priced: { price: { input: ${PRICE.input}, output: ${PRICE.output}, cached_input: ${PRICE.cached_input} } } }
`;

const start = (environment: Readonly<Record<string, string>> = {}) => startInProcess(environment, CONFIG);

beforeAll(async () => {
  upstream = await startUpstream(answered);
  gateway = await start();
});
afterAll(async () => {
  await gateway.stop();
  await upstream.close();
});
beforeEach(() => {
  upstream.answer = answered;
});

async function admin(method: string, path: string, body?: object, at = gateway): Promise<Reply['json']> {
  const reply = await call(`${at.url}/v1${path}`, { method, headers: { 'x-portkey-api-key': ADMIN_KEY }, ...(body && { body }) });
  if (reply.status !== 200) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
  return reply.json;
}

/** Limits as the admin API takes them. */
interface LimitsSent {
  readonly usage_limits?: object;
  readonly rate_limits?: readonly object[];
}

/** Somebody who calls, with something that may be limited on the way. */
interface Calling {
  readonly key: string;
  readonly virtualKey: string;
  /** Lets its budget begin anew. */
  reset(): Promise<unknown>;
}

const credential = () => ({ key: 'sk-upstream' });
const host = () => `${upstream.origin}/v1`;

async function onVirtualKey(limits: LimitsSent, at = gateway): Promise<Calling> {
  const name = `vk ${++count}`;
  const { slug } = await admin('POST', '/virtual-keys', { name, provider: 'openai', ...credential(), custom_host: host(), ...limits }, at);
  return { key: ADMIN_KEY, virtualKey: slug, reset: () => admin('PUT', `/virtual-keys/${slug}`, { reset_usage: true }, at) };
}

async function onApiKey(limits: LimitsSent): Promise<Calling> {
  const { virtualKey } = await onVirtualKey({});
  const made = await admin('POST', '/api-keys/organisation/service', { name: `key ${++count}`, scopes: ['completions.write'], ...limits });
  return { key: made.key, virtualKey, reset: () => admin('PUT', `/api-keys/${made.id}`, { reset_usage: true }) };
}

async function onWorkspace(limits: LimitsSent): Promise<Calling> {
  const name = `workspace ${++count}`;
  const { id } = await admin('POST', '/admin/workspaces', { name, ...limits });
  const { key } = await admin('POST', '/api-keys/workspace/service', { name, scopes: ['completions.write'], workspace_id: id });
  const made = { name, provider: 'openai', ...credential(), custom_host: host(), workspace_id: id };
  const { slug } = await admin('POST', '/virtual-keys', made);
  return { key, virtualKey: slug, reset: () => admin('PUT', `/admin/workspaces/${id}`, { reset_usage: true }) };
}

async function onIntegration(limits: LimitsSent): Promise<Calling> {
  const name = `integration ${++count}`;
  const { id } = await admin('POST', '/admin/workspaces', { name });
  const configurations = { custom_host: host() };
  const { slug } = await admin('POST', '/integrations', { name, ai_provider_id: 'openai', ...credential(), configurations });
  const share = (more: object) => admin('PUT', `/integrations/${slug}/workspaces`, { workspaces: [{ id, enabled: true, ...more }] });
  await share(limits);
  const provider = await admin('POST', '/providers', { name, integration_id: slug, workspace_id: id });
  return { key: ADMIN_KEY, virtualKey: provider.slug, reset: () => share({ reset_usage: true }) };
}

const LAYERS = [
  ['api key', onApiKey, 'usage_limits_policy_exhaust_error', 'rate_limits_policy_exhaust_error'],
  ['virtual key', onVirtualKey, 'virtual_key_exhaust_error', 'virtual_key_rate_limit_error'],
  ['workspace', onWorkspace, 'workspace_exhaust_error', 'workspace_rate_limit_error'],
  ['integration in one workspace', onIntegration, 'integration_exhaust_error', 'integration_rate_limit_error'],
] as const;

const ask = ({ key, virtualKey }: Pick<Calling, 'key' | 'virtualKey'>, body: object = {}, at = gateway): Promise<Reply> =>
  call(`${at.url}/v1/chat/completions`, {
    headers: { 'x-portkey-api-key': key, 'x-portkey-virtual-key': virtualKey },
    body: { model: 'priced', messages: [{ role: 'user', content: 'Capital of France?' }], ...body },
  });

const statuses = async (calling: Calling, times: number, body: object = {}): Promise<number[]> => {
  const all: number[] = [];
  for (let each = 0; each < times; each++) all.push((await ask(calling, body)).status);
  return all;
};

const sent = async (asking: () => Promise<unknown>): Promise<number> => {
  const before = upstream.received.length;
  await asking();
  return upstream.received.length - before;
};

describe.each(LAYERS)('a budget of the %s', (_layer, limited, spentType, _rateType) => {
  it('ends with 412, in its own words, without anybody being asked', async () => {
    const calling = await limited({ usage_limits: { type: 'tokens', credit_limit: 200 } });

    const before = await statuses(calling, 2);
    let reply: Reply | undefined;
    const asked = await sent(async () => (reply = await ask(calling)));

    expect(before).toEqual([200, 200]);
    expect(asked).toBe(0);
    expect(reply).toMatchObject({
      status: 412,
      headers: { 'x-portkey-trace-id': expect.any(String) },
      json: {
        status: 'failure',
        success: false,
        error: { type: spentType, code: 'budget_exhausted', param: null, message: expect.stringContaining('200 tokens') },
      },
    });
  });

  it('begins anew for the next call where it is reset', async () => {
    const calling = await limited({ usage_limits: { type: 'tokens', credit_limit: 100 } });
    const before = await statuses(calling, 2);

    await calling.reset();

    expect(before).toEqual([200, 412]);
    expect(await statuses(calling, 2)).toEqual([200, 412]);
  });
});

describe.each(LAYERS)('a rate of the %s', (_layer, limited, _spentType, rateType) => {
  it('ends with 429 until there is room again', async () => {
    const calling = await limited({ rate_limits: [{ type: 'requests', unit: 'rpm', value: 2 }] });

    const before = await statuses(calling, 2);
    let reply: Reply | undefined;
    const asked = await sent(async () => (reply = await ask(calling)));
    gateway.clock.pass(29_000);
    const early = await ask(calling);
    gateway.clock.pass(1_000);

    expect(before).toEqual([200, 200]);
    expect(asked).toBe(0);
    expect(reply).toMatchObject({
      status: 429,
      headers: { 'retry-after': '30' },
      json: {
        status: 'failure',
        success: false,
        error: { type: rateType, code: 'rate_limit_exceeded', param: null, message: expect.stringContaining('2 requests a minute') },
      },
    });
    expect([early.status, early.headers['retry-after']]).toEqual([429, '1']);
    expect(await statuses(calling, 2)).toEqual([200, 429]);
  });
});

describe('a budget', () => {
  it('in dollars is used by what the model costs, cached tokens at their own price', async () => {
    const calling = await onVirtualKey({ usage_limits: { type: 'cost', credit_limit: 1 } });

    // Two cost 0.8 dollars, three 1.2.
    expect(COST).toBeCloseTo(0.4);
    expect(await statuses(calling, 4)).toEqual([200, 200, 200, 412]);
  });

  it('in dollars takes the price that the integration says, over everybody’s', async () => {
    const calling = await onIntegration({ usage_limits: { type: 'cost', credit_limit: 1 } });
    const { integration_id: integration } = await admin('GET', `/providers/${calling.virtualKey}`);
    const pricing = { type: 'static', pay_as_you_go: { request_token: { price: 1 }, response_token: { price: 1 } } };
    await admin('PUT', `/integrations/${integration}/models`, {
      models: [{ slug: 'priced', enabled: true, pricing_config: pricing }],
      allow_all_models: true,
    });

    // 120 cents.
    expect(await statuses(calling, 2)).toEqual([200, 412]);
  });

  it('in dollars lets calls of which nobody knows the price through, and counts them', async () => {
    const calling = await onVirtualKey({ usage_limits: { type: 'cost', credit_limit: 1 } });

    const all = await statuses(calling, 4, { model: 'of-unknown-price' });
    const metrics = await call(`${gateway.url}/metrics`);

    expect(all).toEqual([200, 200, 200, 200]);
    expect(metrics.text).toContain('sluice_unpriced_calls_total{provider="openai",model="of-unknown-price"} 4');
  });

  it('is renewed when its period is over', async () => {
    const weekly = await onVirtualKey({ usage_limits: { type: 'tokens', credit_limit: 100, periodic_reset: 'weekly' } });
    const everyThreeDays = await onVirtualKey({ usage_limits: { type: 'tokens', credit_limit: 100, periodic_reset_days: 3 } });
    const before = [await statuses(weekly, 2), await statuses(everyThreeDays, 2)];
    const { error } = (await ask(weekly)).json;

    gateway.clock.pass(3 * DAY_MS);
    const threeDaysOn = [(await ask(weekly)).status, (await ask(everyThreeDays)).status];
    gateway.clock.pass(4 * DAY_MS);
    const aWeekOn = (await ask(weekly)).status;

    expect(before).toEqual([
      [200, 412],
      [200, 412],
    ]);
    expect(error.message).toMatch(/renewed at 2\d{3}-\d\d-\d\dT00:00:00/);
    expect(threeDaysOn).toEqual([412, 200]);
    expect(aWeekOn).toBe(200);
  });

  it('is used by a stream once that is over, also where the caller did not ask for usage', async () => {
    upstream.answer = streamed;
    const calling = await onVirtualKey({ usage_limits: { type: 'tokens', credit_limit: 100 } });

    const first = await ask(calling, { stream: true });
    const second = await ask(calling, { stream: true });

    expect(first.text).toContain('[DONE]');
    expect(first.text).not.toContain('"usage":{');
    expect([first.status, second.status]).toEqual([200, 412]);
  });

  it('is not touched by what the cache answers', async () => {
    const calling = await onVirtualKey({
      usage_limits: { type: 'tokens', credit_limit: 200 },
      rate_limits: [{ type: 'requests', unit: 'rpd', value: 2 }],
    });
    const config = { virtual_key: calling.virtualKey, cache: { mode: 'simple' } };
    const cached = (question: string) =>
      call(`${gateway.url}/v1/chat/completions`, {
        headers: { 'x-portkey-api-key': calling.key, 'x-portkey-config': JSON.stringify(config) },
        body: { model: 'priced', messages: [{ role: 'user', content: question }] },
      });

    const all: unknown[] = [];
    for (const question of ['a', 'a', 'a', 'b', 'b', 'c', 'a']) {
      const { status, headers } = await cached(question);
      all.push([question, status, headers['x-portkey-cache-status']]);
    }

    expect(all).toEqual([
      ['a', 200, 'MISS'],
      ['a', 200, 'HIT'],
      ['a', 200, 'HIT'],
      ['b', 200, 'MISS'],
      ['b', 200, 'HIT'],
      ['c', 412, 'MISS'],
      ['a', 200, 'HIT'],
    ]);
  });

  it('that is spent is shown as exhausted, and its alert is told once', async () => {
    const calling = await onVirtualKey({ usage_limits: { type: 'tokens', credit_limit: 200, alert_threshold: 100 } });
    const status = async () => (await admin('GET', `/virtual-keys/${calling.virtualKey}`)).status as string;
    const alerts = async () => Number(/^sluice_budget_alerts_total (\d+)$/m.exec((await call(`${gateway.url}/metrics`)).text)?.[1]);
    const [before, alertsBefore] = [await status(), await alerts()];

    await statuses(calling, 2);
    await eventually(async () => (await status()) === 'exhausted', 'it is not shown as exhausted');

    expect(before).toBe('active');
    expect((await alerts()) - alertsBefore).toBe(1);
  });

  it('leaves the next target of a fallback to answer', async () => {
    const spent = await onVirtualKey({ usage_limits: { type: 'tokens', credit_limit: 100 } });
    const other = await onVirtualKey({});
    await ask(spent);
    const config = { strategy: { mode: 'fallback' }, targets: [{ virtual_key: spent.virtualKey }, { virtual_key: other.virtualKey }] };

    const reply = await call(`${gateway.url}/v1/chat/completions`, {
      headers: { 'x-portkey-api-key': ADMIN_KEY, 'x-portkey-config': JSON.stringify(config) },
      body: { model: 'priced', messages: [] },
    });

    expect([reply.status, reply.headers['x-portkey-last-used-option-index']]).toEqual([200, 'config.targets[1]']);
  });
});

describe('a rate in tokens', () => {
  it('takes what was really used, and lets nobody in until that is made up for', async () => {
    const calling = await onVirtualKey({ rate_limits: [{ type: 'tokens', unit: 'rpm', value: 100 }] });

    const first = await ask(calling);
    const second = await ask(calling);
    gateway.clock.pass(Number(second.headers['retry-after']) * 1000);
    const third = await ask(calling);

    // 20 tokens short of nothing, and one is wanted: 21 of 100 in a minute.
    expect([first.status, second.status, second.headers['retry-after'], third.status]).toEqual([200, 429, '13', 200]);
  });

  it('is asked for as many tokens as may come out', async () => {
    const calling = await onVirtualKey({ rate_limits: [{ type: 'tokens', unit: 'rpm', value: 150 }] });

    const tooMany = await ask(calling, { max_tokens: 151 });
    const enough = await ask(calling, { max_tokens: 150 });
    const rest = [await ask(calling, { max_tokens: 31 }), await ask(calling, { max_tokens: 30 })];

    expect([tooMany.status, enough.status]).toEqual([429, 200]);
    expect(tooMany.json.error.message).toContain('max_tokens');
    expect(rest.map(({ status }) => status)).toEqual([429, 200]);
  });
});

describe('several limits of one call', () => {
  it('are all asked before any of them is taken from', async () => {
    const calling = await onVirtualKey({
      rate_limits: [
        { type: 'requests', unit: 'rpd', value: 3 },
        { type: 'requests', unit: 'rps', value: 1 },
      ],
    });

    const inOneSecond = await statuses(calling, 5);
    gateway.clock.pass(1000);
    const aSecondLater = await statuses(calling, 1);
    gateway.clock.pass(1000);
    const another = await statuses(calling, 1);
    gateway.clock.pass(1000);

    expect(inOneSecond).toEqual([200, 429, 429, 429, 429]);
    // What was refused has cost nothing of the day's three.
    expect([aSecondLater, another]).toEqual([[200], [200]]);
    expect(await statuses(calling, 1)).toEqual([429]);
  });

  it('take effect, change and go with the next call', async () => {
    const calling = await onVirtualKey({});
    const change = (value: readonly object[] | null) => admin('PUT', `/virtual-keys/${calling.virtualKey}`, { rate_limits: value });
    const rate = (value: number) => [{ type: 'requests', unit: 'rpd', value }];

    const free = await statuses(calling, 2);
    await change(rate(1));
    const limited = await statuses(calling, 2);
    await change(rate(2));
    const raised = await statuses(calling, 2);
    await change(null);

    expect([free, limited, raised]).toEqual([
      [200, 200],
      [200, 429],
      [200, 429],
    ]);
    expect(await statuses(calling, 2)).toEqual([200, 200]);
  });
});

describe('an address that is passed on unread', () => {
  const body = { model: 'priced', messages: [] };
  const at = ({ key, virtualKey }: Pick<Calling, 'key' | 'virtualKey'>, path: string, method = 'POST', more: object = { body }) =>
    call(`${gateway.url}${path}`, { method, headers: { 'x-portkey-api-key': key, 'x-portkey-virtual-key': virtualKey }, ...more });

  const UNREAD = [
    '/v1/Chat/completions',
    '/v1/proxy/v1/chat/completions',
    '/v1/chat%2fcompletions',
    '/v1/chat/completions%2f',
    '/v1/responses/compact',
    '/v1/batches',
    '/v1/threads/runs',
  ];

  it.each(UNREAD)('takes nothing that would have to be counted: %s', async (path) => {
    const spending = await onApiKey({ usage_limits: { type: 'cost', credit_limit: 1 } });
    const hurrying = await onVirtualKey({ rate_limits: [{ type: 'tokens', unit: 'rpm', value: 1000 }] });
    const free = await onVirtualKey({ rate_limits: [{ type: 'requests', unit: 'rpm', value: 1000 }] });
    let replies: readonly Reply[] = [];

    const asked = await sent(async () => (replies = [await at(spending, path), await at(hurrying, path)]));
    const passed = await at(free, path);

    expect(asked).toBe(0);
    expect(replies.map(({ status, json: { error } }) => [status, error.type, error.code])).toEqual([
      [412, 'usage_limits_policy_exhaust_error', 'usage_not_counted'],
      [412, 'virtual_key_rate_limit_error', 'usage_not_counted'],
    ]);
    expect(passed.status).toBe(200);
  });

  it.each(UNREAD)('takes nothing of a key for some models: %s', async (path) => {
    const { virtualKey } = await onVirtualKey({});
    const { key } = await admin('POST', '/api-keys/organisation/service', {
      name: `key ${++count}`,
      scopes: ['completions.write'],
      allowed_models: ['allowed'],
    });
    let reply: Reply | undefined;

    const asked = await sent(async () => (reply = await at({ key, virtualKey }, path)));
    const looked = await at({ key, virtualKey }, '/v1/files', 'GET', {});

    expect(asked).toBe(0);
    expect(reply).toMatchObject({ status: 412, json: { error: { type: 'model_not_allowed_error' } } });
    expect(looked.status).toBe(200);
  });

  it('is none that is known but for a slash behind it', async () => {
    const calling = await onVirtualKey({ usage_limits: { type: 'tokens', credit_limit: 100 } });

    const first = await at(calling, '/v1/chat/completions/');
    const { url } = upstream.received.at(-1)!;
    const second = await at(calling, '/v1/chat/completions//');

    expect([first.status, url, second.status]).toEqual([200, '/v1/chat/completions', 412]);
    expect(second.json.error.code).toBe('budget_exhausted');
  });
});

describe('somebody whom nothing limits', () => {
  it('is not told of limits', async () => {
    const calling = await onVirtualKey({});

    expect(await statuses({ ...calling, key: FILE_KEY }, 3)).toEqual([200, 200, 200]);
  });
});

/** What several gateways share. */
function sharing(name: string, environment: () => Readonly<Record<string, string>>) {
  describe(`several gateways on one ${name}`, () => {
    it('share a budget, its reset, and remember it over a restart', async () => {
      const [one, other] = [await start(environment()), await start(environment())];
      const calling = await onVirtualKey({ usage_limits: { type: 'tokens', credit_limit: 300 } }, one);
      const answers = async (at: InProcess, status: number) => (await ask(calling, {}, at)).status === status;

      await eventually(() => answers(other, 200), 'the other gateway does not know the virtual key');
      const first = [(await ask(calling, {}, one)).status, (await ask(calling, {}, one)).status];
      // 360 tokens, of which either has seen a part.
      await eventually(() => isRefused(calling, other), 'the other gateway does not know that the budget is spent');
      await eventually(() => isRefused(calling, one), 'the gateway does not know that the budget is spent');
      await one.stop();
      const again = await start(environment());
      const afterRestart = await ask(calling, {}, again);
      await admin('PUT', `/virtual-keys/${calling.virtualKey}`, { reset_usage: true }, again);
      const afterReset = await ask(calling, {}, again);
      await eventually(() => answers(other, 200), 'the other gateway does not know that the budget was reset', 5_000);
      await other.stop();
      await again.stop();

      expect(first).toEqual([200, 200]);
      expect([afterRestart.status, afterReset.status]).toEqual([412, 200]);
    });
  });
}

/** Whether a call is turned away; one that is not has no part in the sum. */
async function isRefused(calling: Calling, at: InProcess): Promise<boolean> {
  upstream.answer = json({ error: { message: 'not now' } }, 500);
  const { status } = await ask(calling, {}, at);
  upstream.answer = answered;
  return status === 412;
}

describe('in a folder', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sluice-limits-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  sharing('SQLite file', () => ({ SLUICE_DATA_DIR: folder }));
});

describeOnPostgres('on a server', (cluster) => {
  let url: string;
  beforeAll(async () => {
    url = await cluster().schema();
  });

  sharing('PostgreSQL', () => ({ SLUICE_DATABASE_URL: url, SLUICE_ENCRYPTION_KEY: 'an encryption key for tests' }));
});

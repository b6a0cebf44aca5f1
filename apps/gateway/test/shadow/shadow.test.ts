import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LogEntry } from '@sluice/store/logs';
import { recordsIn } from '../logs/records-in.ts';
import { call, CHAT, type Reply } from '../support/call.ts';
import { ADMIN_KEY, eventually } from '../support/gateway.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { COMPLETION, json, startUpstream, type Answer, type Upstream } from '../support/upstream.ts';

let live: Upstream;
let next: Upstream;
let gateway: InProcess;

const CALLER_KEY = 'gsk-caller-canary-0123456789';

beforeAll(async () => {
  [live, next] = await Promise.all([startUpstream(), startUpstream()]);
  gateway = await startInProcess(
    { GROQ_BASE_URL: `${live.origin}/v1`, OPENAI_BASE_URL: `${next.origin}/v1` },
    `virtual_keys:
  - { slug: live, provider: groq, key: gsk-live-0123456789 }
  - { slug: next, provider: openai, key: sk-next-0123456789 }
prompts: [{ slug: capital, string: '[{"role":"user","content":"The capital of {{land}}?"}]', parameters: { model: openai/gpt-oss-20b }, virtual_key: live }]`,
  );
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all([live.close(), next.close()]);
});
beforeEach(() => {
  live.answer = json(COMPLETION);
  next.answer = json(COMPLETION);
  (live.received as unknown[]).length = 0;
  (next.received as unknown[]).length = 0;
  gateway.clock.draw = 0.5;
});

const MODEL = 'openai/gpt-oss-20b';
const TO_NEXT = { virtual_key: 'next', override_params: { model: 'gpt-4o-mini' } };

const config = (name: string, shadow: object = {}, root: object = {}) => ({
  virtual_key: 'live',
  ...root,
  shadow: { name, target: TO_NEXT, cap: null, ...shadow },
});

const send = (by: unknown, body: object = {}, headers: Readonly<Record<string, string>> = {}, path = '/chat/completions'): Promise<Reply> =>
  call(`${gateway.url}/v1${path}`, {
    headers: { 'x-portkey-api-key': ADMIN_KEY, 'x-portkey-config': JSON.stringify(by), ...headers },
    body: { ...CHAT, model: MODEL, ...body },
  });

const get = async (path: string): Promise<Reply['json']> =>
  (await call(`${gateway.url}/v1${path}`, { headers: { 'x-portkey-api-key': ADMIN_KEY } })).json;

/** The copies of a shadow, once there are so many. */
async function copiesOf(name: string, count: number): Promise<readonly LogEntry[]> {
  let found: readonly LogEntry[] = [];
  await eventually(async () => {
    found = (await recordsIn(gateway.dataDir)).filter((each) => each.source === 'shadow' && each.experiment === name);
    return found.length >= count;
  }, `there are ${found.length} copies of ${name}, not ${count}`);
  return found;
}

/** How often something was not copied, for a reason. */
async function notCopied(reason: string): Promise<number> {
  const { text } = await call(`${gateway.url}/metrics`);
  return Number(new RegExp(`sluice_shadow_not_copied_total\\{reason="${reason}"\\} (\\d+)`).exec(text)![1]);
}

/** Waits until everything that was begun is over: nothing waits, nothing runs. */
const allDone = () =>
  eventually(async () => {
    const { text } = await call(`${gateway.url}/metrics`);
    return /in_flight\{state="running"\} 0/.test(text) && /in_flight\{state="waiting"\} 0/.test(text);
  }, 'copies are still under way');

const streamed =
  (...pieces: readonly string[]): Answer =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const content of pieces)
      response.write(
        `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', model: 'm', choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`,
      );
    response.write(
      `data: {"id":"c","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n`,
    );
    response.write(
      `data: {"id":"c","object":"chat.completion.chunk","model":"m","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}\n\n`,
    );
    response.end('data: [DONE]\n\n');
  };

describe('a request that is copied', () => {
  it('is asked elsewhere, in the same trace and below itself, and recorded as a copy', async () => {
    const reply = await send(config('plain'), {}, { 'x-portkey-trace-id': 'one-trace', 'x-portkey-metadata': '{"_user":"ann"}' });

    const [copy] = await copiesOf('plain', 1);
    const original = (await recordsIn(gateway.dataDir)).find(({ id }) => id === reply.headers['x-portkey-request-id'])!;
    expect(copy).toMatchObject({
      source: 'shadow',
      trace: 'one-trace',
      parentSpan: original.span,
      experiment: 'plain',
      variant: 'shadow',
      apiKeyName: 'admin',
      metadata: { _user: 'ann' },
      provider: 'openai',
      model: 'gpt-4o-mini',
      virtualKey: 'next',
      status: 200,
      used: { input: 3, output: 2 },
      tries: [{ why: 'shadow', provider: 'openai' }],
    });
    expect(copy!.cost).toBeGreaterThan(0);
    expect(copy!.id).not.toBe(original.id);
    expect(original).toMatchObject({ source: 'gateway', provider: 'groq', variant: undefined });
    expect(JSON.parse(next.received[0]!.body.toString())).toMatchObject({ model: 'gpt-4o-mini', messages: CHAT.messages });
  });

  it('is counted in charts without its copy, unless that is asked for', async () => {
    const times = `time_of_generation_min=${new Date(0).toISOString()}&time_of_generation_max=2100-01-01T00:00:00Z`;
    const graph = (more: string) => get(`/analytics/graphs/requests?${times}&metadata=${encodeURIComponent('{"_user":"charted"}')}${more}`);

    await send(config('charted'), {}, { 'x-portkey-metadata': '{"_user":"charted"}' });
    await copiesOf('charted', 1);

    expect((await graph('')).summary).toEqual({ total: 1 });
    expect((await graph('&source=gateway,shadow')).summary).toEqual({ total: 2 });
    expect((await get('/experiments')).data.map(({ name }: { name: string }) => name)).not.toContain('charted');
  });

  it('is answered before its copy is asked, and whatever becomes of that', async () => {
    let reply: Reply | undefined;
    const answered = new Promise<void>((resolve) => {
      next.answer = (response) => {
        // Nobody answers the copy until its original is over.
        void until(() => reply !== undefined).then(() => {
          void json({ error: { message: 'out of order' } }, 500)(response, next.received[0]!);
          resolve();
        });
      };
    });

    reply = await send(config('slow'));
    await answered;

    expect([reply.status, reply.json]).toEqual([200, COMPLETION]);
    expect(await copiesOf('slow', 1)).toMatchObject([{ status: 500, fault: { kind: expect.any(String) } }]);
  });

  it('takes none of its caller’s credentials along', async () => {
    const own = { provider: 'groq', shadow: { name: 'apart', target: TO_NEXT, cap: null } };

    await send(
      own,
      {},
      { authorization: `Bearer ${CALLER_KEY}`, 'x-portkey-virtual-key': 'live', 'x-portkey-custom-host': `${live.origin}/v1` },
    );
    await copiesOf('apart', 1);

    expect(live.received).toHaveLength(1);
    expect(next.received.map(({ headers }) => headers.authorization)).toEqual(['Bearer sk-next-0123456789']);
    expect(JSON.stringify(next.received.map(({ headers }) => headers))).not.toContain('canary');
  });

  it('is not paid for with what its caller brought for another provider', async () => {
    const to = (target: object) => ({ provider: 'groq', shadow: { name: 'unpaid', target, cap: null } });
    const bare = { provider: 'openai', override_params: { model: 'gpt-4o-mini' } };

    await send(to(bare), {}, { authorization: `Bearer ${CALLER_KEY}` });
    await copiesOf('unpaid', 1);
    await send(
      to({ ...TO_NEXT, forward_headers: ['x-api-key', 'x-tenant'] }),
      {},
      { authorization: `Bearer ${CALLER_KEY}`, 'x-api-key': CALLER_KEY, 'x-tenant': 'blue' },
    );
    await copiesOf('unpaid', 2);

    const came = next.received.map(({ headers }) => [headers.authorization, headers['x-api-key'], headers['x-tenant']]);
    expect(came).toEqual([
      [undefined, undefined, undefined],
      ['Bearer sk-next-0123456789', undefined, 'blue'],
    ]);
  });

  it('is read to its end where it streams, and never under the name of its original', async () => {
    live.answer = streamed('Par', 'is');
    next.answer = streamed('Ly', 'on');

    const reply = await send(config('streams'), { stream: true }, { 'idempotency-key': 'once' });
    const [copy] = await copiesOf('streams', 1);

    expect(reply.text).toContain('Par');
    expect(reply.text).not.toContain('Ly');
    expect(copy).toMatchObject({ streamed: true, aborted: false, used: { input: 3, output: 2 } });
    expect(JSON.parse(copy!.bodies!.response!)).toMatchObject({ choices: [{ message: { content: 'Lyon' } }] });
    expect(next.received).toHaveLength(1);
    expect(next.received[0]!.headers['idempotency-key']).toBeUndefined();
    expect(copy!.steps.at(-1)).toMatchObject({
      kind: 'compared',
      sameText: false,
      firstTokenMs: { original: expect.any(Number), other: expect.any(Number) },
    });
  });

  it('may call a stored prompt', async () => {
    const reply = await send(
      config('prompted', {}, { virtual_key: undefined }),
      { variables: { land: 'France' } },
      {},
      '/prompts/capital/completions',
    );
    await copiesOf('prompted', 1);

    expect(reply.status).toBe(200);
    const words = [live, next].map(({ received }) => (JSON.parse(received[0]!.body.toString()) as { messages: unknown }).messages);
    expect(words).toEqual([[{ role: 'user', content: 'The capital of France?' }], [{ role: 'user', content: 'The capital of France?' }]]);
  });

  it('keeps no body of it where its caller wants that, and is compared nevertheless', async () => {
    await send(config('quiet'), {}, { 'x-portkey-debug': 'false' });

    const [copy] = await copiesOf('quiet', 1);

    expect(copy!.bodies).toBeUndefined();
    expect(copy!.steps).toMatchObject([{ kind: 'compared', sameText: true }]);
  });
});

const until = async (is: () => boolean) => eventually(is, 'it did not come');

describe('a request that is not copied', () => {
  it.each([
    ['is beyond the share', config('rare', { share: 0.5 })],
    ['belongs to a share of nothing', config('rare', { share: 0 })],
    [
      'is refused before anybody is asked',
      config('rare', {}, { input_guardrails: [{ 'default.contains': { words: ['nothing'], operator: 'all' }, deny: true }] }),
    ],
  ])('one that %s', async (_what, by) => {
    await send(by);
    // What comes after it is copied: so it would have been.
    await send(config('after'));
    await copiesOf('after', 1);
    await allDone();

    expect((await recordsIn(gateway.dataDir)).filter(({ experiment }) => experiment === 'rare')).toEqual([]);
    expect(next.received).toHaveLength(1);
    (next.received as unknown[]).length = 0;
  });

  it('one that the cache answers, unless its config wants that', async () => {
    const cached = { cache: { mode: 'simple' } };
    const body = { user: 'cached' };

    await send(config('kept', {}, cached), body);
    await copiesOf('kept', 1);
    const hit = await send(config('kept', {}, cached), body);
    const asked = await send(config('kept-too', { cached: true }, cached), body);
    await copiesOf('kept-too', 1);
    await allDone();

    expect([hit, asked].map(({ headers }) => headers['x-portkey-cache-status'])).toEqual(['HIT', 'HIT']);
    expect(next.received).toHaveLength(2);
  });

  it('one that is passed through', async () => {
    await send(config('through'), {}, {}, '/some/other/address');
    await send(config('after-through'));
    await copiesOf('after-through', 1);

    expect(next.received.map(({ url }) => url)).toEqual(['/v1/chat/completions']);
  });

  it('one whose copy would go to a model without a price, where there is a cap', async () => {
    const before = await notCopied('unpriced');
    const target = { ...TO_NEXT, override_params: { model: 'nobody-knows' } };

    await send(config('unpriced', { target, cap: { cost: 1 } }));
    await eventually(async () => (await notCopied('unpriced')) === before + 1, 'nothing was counted');
    await send(config('free-hand', { target, cap: null }));
    await copiesOf('free-hand', 1);

    expect(next.received).toHaveLength(1);
  });

  it('one beyond what copies may cost, also where another process has spent it', async () => {
    const before = await notCopied('cap');
    // A million tokens of output come to more than a cent.
    next.answer = json({ ...COMPLETION, usage: { prompt_tokens: 3, completion_tokens: 1_000_000, total_tokens: 1_000_003 } });

    await send(config('dear', { cap: { cost: 0.01, period: 'monthly' } }));
    await copiesOf('dear', 1);
    await send(config('dear', { cap: { cost: 0.01, period: 'monthly' } }));
    await eventually(async () => (await notCopied('cap')) === before + 1, 'nothing was counted');
    await allDone();
    // One that has copied nothing yet, and asks the log.
    await send(config('dear', { cap: { cost: 0.01, period: 'weekly' } }));
    await eventually(async () => (await notCopied('cap')) === before + 2, 'nothing was counted');

    expect(next.received).toHaveLength(1);
    expect(await get('/shadows/dear')).toMatchObject({ copies: 1, cap: { cost: 1, period: 'monthly' } });
  });

  it('one too many while others are under way, and callers wait for none of them', async () => {
    const before = await notCopied('behind');
    const held: (() => void)[] = [];
    next.answer = (response, received) => void held.push(() => void json(COMPLETION)(response, received));

    const replies = await Promise.all(Array.from({ length: 120 }, () => send(config('crowd'))));
    await eventually(async () => (await notCopied('behind')) > before, 'all were taken');

    expect(replies.every(({ status }) => status === 200)).toBe(true);
    expect(next.received.length).toBeLessThanOrEqual(8);
    const dropped = (await notCopied('behind')) - before;
    next.answer = json(COMPLETION);
    for (const answer of held) answer();
    expect(await copiesOf('crowd', 120 - dropped)).toHaveLength(120 - dropped);
  });
});

describe('what shadows tell', () => {
  it('is how the copies differ from the originals', async () => {
    const tools = (given: string) => [{ id: 'call-1', type: 'function', function: { name: 'weather', arguments: given } }];
    const answer = (content: string | null, usage: number, calls?: unknown) =>
      json({
        ...COMPLETION,
        choices: [
          { index: 0, message: { role: 'assistant', content, ...(calls !== undefined && { tool_calls: calls }) }, finish_reason: 'stop' },
        ],
        usage: { prompt_tokens: 3, completion_tokens: usage, total_tokens: 3 + usage },
      });
    const format = { response_format: { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'object', required: ['city'] } } } };
    const by = config('told', { cap: { cost: 2, period: 'weekly' }, share: 0.9 });

    live.answer = answer('{"city":"Oslo"}', 10);
    next.answer = answer('{"town":"Oslo"}', 1000);
    await send(by, format);
    await copiesOf('told', 1);
    live.answer = answer(null, 10, tools('{"city":"Oslo"}'));
    next.answer = answer(null, 10, tools('{ "city": "Oslo" }'));
    await send(by);
    await copiesOf('told', 2);
    next.answer = json({ error: { message: 'no' } }, 429);
    await send(by);
    const copies = await copiesOf('told', 3);

    const report = await get('/shadows/told');
    expect(report).toMatchObject({
      object: 'shadow-report',
      copies: 3,
      pairs: 3,
      share: 0.9,
      cap: { cost: 200, period: 'weekly' },
      cost: { unpriced: 0 },
      statuses: [
        { original: 200, other: 200, pairs: 2 },
        { original: 200, other: 429, pairs: 1 },
      ],
      text_equal: { judged: 2, good: 1, share: 0.5 },
      tool_calls_equal: { judged: 1, good: 1, share: 1 },
      schema_valid: { original: { judged: 1, good: 1, share: 1 }, other: { judged: 1, good: 0, share: 0 } },
      cost_difference: { pairs: 3 },
      latency_difference: { pairs: 3 },
      first_token_difference: null,
    });
    const spent = copies.reduce((sum, { cost }) => sum + cost!, 0) * 100;
    expect(report.cost.total).toBeCloseTo(spent, 9);
    expect(report.cap.spent).toBeCloseTo(spent, 9);
    expect(report.cost_difference.shadow_mean - report.cost_difference.original_mean).toBeCloseTo(report.cost_difference.mean, 9);
    expect((await get('/shadows')).data).toContainEqual(expect.objectContaining({ name: 'told', copies: 3 }));
  });

  it('are pairs, with the ids of both', async () => {
    const reply = await send(config('paired'));
    const [copy] = await copiesOf('paired', 1);

    const { data } = await get('/shadows/paired/pairs');

    expect(data).toMatchObject([
      {
        original_id: reply.headers['x-portkey-request-id'],
        shadow_id: copy!.id,
        provider: 'openai',
        comparison: { status: { original: 200, other: 200 }, text_equal: true },
      },
    ]);
    expect((await get(`/logs/${data[0].shadow_id}`)).metrics.source).toBe('shadow');
  });

  it('is that there is none of that name', async () => {
    expect((await call(`${gateway.url}/v1/shadows/nobodys`, { headers: { 'x-portkey-api-key': ADMIN_KEY } })).status).toBe(404);
  });
});

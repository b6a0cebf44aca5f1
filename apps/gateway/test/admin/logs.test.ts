import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LogEntry } from '@sluice/store/logs';
import type { AdminRoute } from '../../src/admin/route.ts';
import { logRoutes } from '../../src/admin/resources/logs/routes.ts';
import { entry } from './logs-support.ts';
import { mismatch, startAdmin, type AdminAnswer, type AdminStage } from './support.ts';

let stage: AdminStage;
let routes: readonly AdminRoute[];
let elsewhere: string;
beforeAll(async () => {
  stage = await startAdmin({
    routes: (means) => (routes = logRoutes(means)),
    // Two dollars for a million tokens in, ten for a million out.
    prices: ({ provider }) => (provider === 'openai' ? { input: 2, output: 10 } : undefined),
  });
  elsewhere = await stage.addWorkspace('elsewhere');
});
afterAll(() => stage?.stop());

const replyOf = (method: string, path: string) => routes.find((route) => route.method === method && route.path === path)!.reply as never;
const ids = ({ body }: AdminAnswer) => (body['data'] as readonly { readonly id: string }[]).map(({ id }) => id);
const keep = async (changes: readonly Partial<LogEntry>[]) => {
  const entries = changes.map((change) => entry(change));
  await stage.logs.append(entries);
  return entries;
};
const asked = (query: Readonly<Record<string, string>>) => `/logs?${new URLSearchParams(query).toString()}`;

describe('a record', () => {
  it('is shown with all that is known of it, as it is declared', async () => {
    const [kept] = await keep([{ trace: 'trace-of-one' }]);

    const answer = await stage.ask('GET', `/logs/${kept!.id}`);

    expect(mismatch(replyOf('GET', '/logs/:key'), answer)).toBeUndefined();
    expect(answer.body).toMatchObject({
      _id: kept!.id,
      organisation_id: 'organisation',
      created_at: new Date(kept!.at).toISOString(),
      request: {
        url: '/v1/chat/completions',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        portkeyHeaders: { 'x-portkey-provider': 'groq' },
        body: { model: 'm-1', messages: [] },
      },
      response: { status: 200, body: { id: 'c-1', choices: [] }, responseTime: 120, lastUsedOptionJsonPath: 'config.targets[1]' },
      metrics: {
        is_success: true,
        ai_org: 'groq',
        ai_model: 'm-1',
        req_units: 40,
        res_units: 7,
        total_units: 47,
        cost: 0.03,
        cost_currency: 'USD',
        response_time: 120,
        cache_status: 'MISS',
        cache_type: null,
        mode: 'fallback',
        trace_id: 'trace-of-one',
        virtual_key: 'groq-team',
        config_version_id: 'v-7',
        runtime: 'node',
        sdk_version: 'portkey-3.1.0',
        gateway_processing_time: 10,
        upstream_response_time: 110,
        source: 'gateway',
      },
      attempts: [
        { target: 'config.targets[0]', status: 503, fault: 'upstream_error', connect_time: 10, usage: null, cost: 0 },
        { target: 'config.targets[1]', status: 200, fault: null, connect_time: null, usage: { input: 30, cached_input: 10 }, cost: 0.03 },
      ],
      decision: [{ kind: 'chosen', mode: 'fallback' }],
      timings: { total: 120, parse: 1, plan: 2, connect: 10, first_byte: 100, first_token: null, upstream: 110 },
    });
    expect(Object.fromEntries((answer.body['metrics'] as { 'metadata.key': string[] })['metadata.key'].map((name) => [name, 1]))).toEqual({
      _user: 1,
      team: 1,
    });
  });

  it('shows no bodies where none are kept, and a text where one was cut or is no JSON', async () => {
    const [none, cut, plain] = await keep([
      { bodies: undefined },
      { bodies: { request: '{"model":', response: '{}', cut: ['request'] } },
      { bodies: { request: undefined, response: 'just words' } },
    ]);

    const [first, second, third] = await Promise.all([none, cut, plain].map((each) => stage.ask('GET', `/logs/${each!.id}`)));

    expect(first!.body).toMatchObject({ request: { body: null }, response: { body: null }, cut: [] });
    expect(second!.body).toMatchObject({ request: { body: '{"model":' }, response: { body: {} }, cut: ['request'] });
    expect(third!.body).toMatchObject({ request: { body: null }, response: { body: 'just words' } });
  });

  it('has what was sent to whom, and what came of it, of the exchange that was answered', async () => {
    const { tries } = entry();
    const [kept] = await keep([
      {
        tries: [
          tries[0]!,
          { ...tries[1]!, url: 'https://api.example.com/v1/chat' },
          { ...tries[1]!, lost: true, status: 499, url: 'https://lost.example.com/v1/chat' },
        ],
        bodies: { request: '{"a":1}', response: '{"b":2}', upstreamRequest: '{"c":3}' },
      },
    ]);

    const answer = await stage.ask('GET', `/logs/${kept!.id}`);

    expect(mismatch(replyOf('GET', '/logs/:key'), answer)).toBeUndefined();
    expect(answer.body).toMatchObject({
      transformedRequest: { url: 'https://api.example.com/v1/chat', method: 'POST', headers: null, body: { c: 3 } },
      originalResponse: { status: 200, headers: null, body: { b: 2 } },
      attempts: [{ url: null }, { url: 'https://api.example.com/v1/chat' }, { url: 'https://lost.example.com/v1/chat' }],
    });
  });

  it('has neither where nobody was asked, and no answer of a provider that gave none', async () => {
    const unreachable = { ...entry().tries[0]!, firstByteMs: undefined, status: 502, fault: 'unreachable' };
    const bodies = { request: '{"a":1}', response: '{"error":{"message":"ours"}}' };
    const [refused, hit, unanswered] = await keep([
      { status: 400, tries: [], bodies },
      { cache: 'HIT', tries: [], bodies, timings: { ...entry().timings, upstream: 0 } },
      { status: 502, tries: [unreachable], bodies },
    ]);

    const answers = await Promise.all([refused, hit, unanswered].map((each) => stage.ask('GET', `/logs/${each!.id}`)));

    for (const answer of answers) expect(mismatch(replyOf('GET', '/logs/:key'), answer)).toBeUndefined();
    for (const { body } of answers.slice(0, 2)) expect(body).toMatchObject({ transformedRequest: null, originalResponse: null });
    expect(answers[1]!.body['metrics']).toMatchObject({ cache_type: 'simple', cache_processing_time: null });
    expect(answers[2]!.body).toMatchObject({ transformedRequest: { body: { a: 1 } }, originalResponse: null });
  });

  it('has the counts of a stream in what the provider answered, though the caller got none', async () => {
    const bodies = { request: '{}', response: '{"id":"c-1","choices":[]}' };
    const [told, estimated] = await keep([
      { streamed: true, bodies },
      { streamed: true, bodies, used: { input: 1, output: 2, estimated: true } },
    ]);

    const [first, second] = await Promise.all([told, estimated].map((each) => stage.ask('GET', `/logs/${each!.id}`)));

    expect(first!.body['originalResponse']).toMatchObject({
      body: { id: 'c-1', choices: [], usage: { prompt_tokens: 40, completion_tokens: 7, total_tokens: 47 } },
    });
    expect(first!.body['response']).toMatchObject({ body: { id: 'c-1', choices: [] } });
    expect((first!.body['response'] as { body: object }).body).not.toHaveProperty('usage');
    expect((second!.body['originalResponse'] as { body: object }).body).not.toHaveProperty('usage');
  });

  it('shows the feedback on its trace, but none of another workspace', async () => {
    const [kept] = await keep([{ trace: 'talked-about', workspace: stage.workspaceId }]);
    const said = { trace: 'talked-about', value: 5, weight: 1, metadata: {}, at: Date.now() };
    await stage.logs.addFeedback([
      { ...said, id: 'f-ours', workspace: stage.workspaceId },
      { ...said, id: 'f-of-all', workspace: null },
      { ...said, id: 'f-theirs', workspace: elsewhere },
    ]);

    const { body } = await stage.ask('GET', `/logs/${kept!.id}`);

    expect((body['feedback'] as readonly { id: string }[]).map(({ id }) => id).toSorted()).toEqual(['f-of-all', 'f-ours']);
  });

  it('is not there for who has nothing to do with its workspace', async () => {
    const [ours, theirs] = await keep([{ workspace: stage.workspaceId }, { workspace: elsewhere }]);
    const somebody = stage.someone('reader', ['logs.view', 'logs.list'], stage.workspaceId);

    const seen = await stage.askAs(somebody, 'GET', `/logs/${ours!.id}`);
    const hidden = await stage.askAs(somebody, 'GET', `/logs/${theirs!.id}`);
    const list = await stage.askAs(somebody, 'GET', asked({ id: `${ours!.id},${theirs!.id}` }));
    const named = await stage.askAs(somebody, 'GET', asked({ workspace_slug: 'elsewhere' }));

    expect([seen.status, hidden.status, named.status]).toEqual([200, 404, 404]);
    expect(ids(list)).toEqual([ours!.id]);
  });

  it.each(['x', '../logs', '0190a0a0-0000-7000-8000-000000000000'])('is refused by name where there is none: %s', async (id) => {
    expect((await stage.ask('GET', `/logs/${encodeURIComponent(id)}`)).status).toBe(404);
  });
});

describe('records in a list', () => {
  it('are found by every member of the query, and by all of them together', async () => {
    const at = Date.parse('2026-03-01T12:00:00.000Z');
    const [wanted] = await keep([
      {
        at,
        workspace: elsewhere,
        trace: 'wanted-trace',
        span: 'wanted-span',
        source: 'replay',
        status: 418,
        fault: { kind: 'overloaded', message: 'no' },
        provider: 'wanted-provider',
        model: 'wanted-model',
        apiKeyId: 'wanted-key',
        virtualKey: 'wanted-vk',
        config: 'wanted-config',
        prompt: 'wanted-prompt',
        promptVersion: 'wanted-version',
        experiment: 'wanted-experiment',
        variant: 'wanted-variant',
        operation: 'embeddings',
        path: '/v1/embeddings',
        method: 'PATCH',
        cache: 'SEMANTIC HIT',
        streamed: true,
        aborted: true,
        rescued: true,
        retries: 3,
        metadata: { wanted: 'yes', n: '7' },
        used: { input: 1_000, output: 100 },
        cost: 0.05,
        timings: { total: 7_777, parse: 1, plan: 1, connect: 1, firstByte: 1, firstToken: 1, upstream: 1 },
      },
      // More of everything that is counted.
      { at: at + 60_000, used: { input: 9_000, output: 900 }, cost: 9, retries: 9, timings: { ...entry().timings, total: 99_999 } },
    ]);
    const members: Readonly<Record<string, string>> = {
      time_of_generation_min: '2026-03-01T12:00:00.000Z',
      time_of_generation_max: '2026-03-01T12:00:00.000Z',
      total_units_min: '1100',
      total_units_max: '1100',
      prompt_token_min: '1000',
      prompt_token_max: '1000',
      completion_token_min: '100',
      completion_token_max: '100',
      cost_min: '5',
      cost_max: '5',
      response_time_min: '7777',
      response_time_max: '7777',
      retries_min: '3',
      retries_max: '3',
      status_code: '999,418',
      metadata: '{"wanted":"yes","n":7}',
      id: wanted!.id,
      trace_id: 'wanted-trace',
      span_id: 'wanted-span',
      source: 'replay',
      fault: 'overloaded',
      ai_org: 'wanted-provider',
      ai_model: 'other,wanted-model',
      ai_org_model: 'wanted-provider__wanted-model',
      api_key_ids: 'wanted-key',
      virtual_keys: '@wanted-vk',
      configs: 'wanted-config',
      prompt_slug: 'wanted-prompt',
      prompt_version_id: 'wanted-version',
      experiment: 'wanted-experiment',
      variant: 'wanted-variant',
      operation: 'embeddings',
      path: '/v1/embeddings',
      method: 'PATCH',
      cache_status: 'HIT,SEMANTIC HIT',
      success: 'false',
      streamed: 'true',
      aborted: 'true',
      rescued: 'true',
      workspace_slug: 'elsewhere',
    };

    const alone = await Promise.all(
      Object.entries(members).map(
        async ([name, value]) => [name, ids(await stage.ask('GET', asked({ [name]: value, page_size: '1000' })))] as const,
      ),
    );
    const together = await stage.ask('GET', asked(members));

    expect(alone.filter(([, found]) => !found.includes(wanted!.id)).map(([name]) => name)).toEqual([]);
    expect(ids(together)).toEqual([wanted!.id]);
    expect(mismatch(replyOf('GET', '/logs'), together)).toBeUndefined();
    // Each of them leaves something out.
    const all = ids(await stage.ask('GET', asked({ page_size: '1000' })));
    expect(alone.filter(([, found]) => found.length >= all.length).map(([name]) => name)).toEqual(['time_of_generation_min']);
  });

  it('are no success where a fault came after a status below 400', async () => {
    const [broken, whole] = await keep([
      { trace: 'broke-off', fault: { kind: 'stream_broken', message: 'it broke' } },
      { trace: 'broke-off' },
    ]);

    const good = await stage.ask('GET', asked({ trace_id: 'broke-off', success: 'true' }));
    const bad = await stage.ask('GET', asked({ trace_id: 'broke-off', success: 'false' }));
    const views = await Promise.all([broken, whole].map((record) => stage.ask('GET', `/logs/${record!.id}`)));

    expect([ids(good), ids(bad)]).toEqual([[whole!.id], [broken!.id]]);
    expect(views.map(({ body }) => (body as { metrics?: { is_success?: boolean } }).metrics?.is_success)).toEqual([false, true]);
  });

  it('come in pages, the newest first, each of them once', async () => {
    const trace = 'many-pages';
    const kept = await keep(Array.from({ length: 7 }, (_, index) => ({ at: Date.now() - 1_000 * index, trace })));

    const pages: string[][] = [];
    let cursor: unknown;
    do {
      const answer = await stage.ask('GET', asked({ trace_id: trace, page_size: '3', ...(typeof cursor === 'string' && { cursor }) }));
      pages.push(ids(answer));
      cursor = answer.body['next_cursor'];
    } while (cursor !== null);

    expect(pages.flat()).toEqual(kept.map(({ id }) => id));
    expect(pages.length).toBeLessThanOrEqual(4);
  });

  it.each([
    [{ status_code: 'teapot' }, 'status_code'],
    [{ metadata: '["a"]' }, 'metadata'],
    [{ metadata: '{' }, 'metadata'],
    [{ cost_min: 'much' }, 'cost_min'],
    [{ time_of_generation_min: 'yesterday' }, 'time_of_generation_min'],
    [{ colour: 'blue' }, 'colour'],
    [{ page_size: '1001' }, 'page_size'],
  ])('are refused where the query is wrong: %j', async (query, name) => {
    const { status, body } = await stage.ask('GET', asked(query as unknown as Record<string, string>));

    expect(status).toBe(400);
    expect(body.error?.message).toContain(name);
  });

  it('are not narrowed by members that are empty', async () => {
    const [kept] = await keep([{ trace: 'empty-members' }]);

    const list = await stage.ask('GET', '/logs?trace_id=empty-members&workspace_id=&metadata=&cost_min=&time_of_generation_min=&cursor=');

    expect(list.status).toBe(200);
    expect(ids(list)).toEqual([kept!.id]);
  });

  it('are not searched for words, where there is no index of them', async () => {
    const { status, body } = await stage.ask('GET', asked({ text: 'hello' }));

    expect(status).toBe(400);
    expect(body.error?.message).toMatch(/SLUICE_LOG_TEXT_SEARCH|index/);
  });
});

describe('a call that somebody tells of', () => {
  const told = (trace: string, change: object = {}) => ({
    request: {
      url: 'https://api.example.com/v1/chat/completions?key=secret',
      method: 'post',
      provider: 'openai',
      headers: { Authorization: 'Bearer sk-abcdefghijklmnop0123', 'x-team': 'core', 'X-Two\r\nLines': 'one\r\nanother\n' },
      body: { model: 'm-told', messages: [{ role: 'user', content: 'my key is sk-abcdefghijklmnop0123' }] },
    },
    response: {
      status: 200,
      headers: {},
      body: { model: 'm-told-1', usage: { prompt_tokens: 1_000_000, completion_tokens: 100_000 } },
      response_time: 250,
      streamingMode: true,
    },
    metadata: { traceId: trace, spanId: 's-1', spanName: 'told', parentSpanId: 's-0', _user: 'ada', n: 7 },
    ...change,
  });
  const found = async (trace: string) => {
    const [id] = ids(await stage.ask('GET', asked({ trace_id: trace })));
    return (await stage.ask('GET', `/logs/${id}`)).body;
  };

  it('is kept as those of the gateway, and answered with the one word that clients know', async () => {
    const answer = await stage.ask('POST', '/logs', told('told-1'));

    const record = await found('told-1');

    expect(answer).toMatchObject({ status: 200, body: { text: 'ok' } });
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(record).toMatchObject({
      operation: 'chat',
      request: {
        url: 'https://api.example.com/v1/chat/completions',
        method: 'POST',
        headers: { 'x-team': 'core', authorization: '[redacted]', 'x-two lines': 'one another ' },
      },
      transformedRequest: { url: 'https://api.example.com/v1/chat/completions', headers: { 'x-team': 'core' } },
      originalResponse: { status: 200, body: { model: 'm-told-1' } },
      metrics: {
        source: 'api',
        request_url: 'https://api.example.com/v1/chat/completions',
        ai_org: 'openai',
        ai_model: 'm-told-1',
        req_units: 1_000_000,
        res_units: 100_000,
        // Two dollars in and one out.
        cost: 300,
        response_time: 250,
        stream_mode: true,
        span_id: 's-1',
        span_name: 'told',
        parent_span_id: 's-0',
      },
      asked_model: 'm-told',
      metadata: { _user: 'ada', n: '7' },
      attempts: [{ provider: 'openai', cost: 300 }],
    });
    expect(JSON.stringify(record)).not.toContain('sk-abcdefghijklmnop0123');
  });

  it('costs what nobody knows where nobody knows it', async () => {
    await stage.ask('POST', '/logs', told('told-unpriced', { request: { provider: 'somebody', body: {} } }));

    expect(await found('told-unpriced')).toMatchObject({ metrics: { cost: null, total_units: 1_100_000 } });
  });

  it('may be one of many, and one that is wrong keeps all of them out', async () => {
    const many = Array.from({ length: 20 }, () => told('told-many'));

    const good = await stage.ask('POST', '/logs', many);
    const bad = await stage.ask('POST', '/logs', [told('told-badly'), { request: {}, response: { status: 'fine' } }]);

    expect(good.status).toBe(200);
    expect(ids(await stage.ask('GET', asked({ trace_id: 'told-many' })))).toHaveLength(20);
    expect(bad.status).toBe(400);
    expect(bad.body.error?.message).toContain('[1]: "response.status"');
    expect(ids(await stage.ask('GET', asked({ trace_id: 'told-badly' })))).toEqual([]);
  });

  it.each([
    [[]],
    [Array.from({ length: 1_001 }, () => told('told-too-many'))],
    [{ request: {} }],
    [[7]],
    ['words'],
    [{}],
    ['[{}],"x":[1]'],
    ['['.repeat(300)],
  ])('is refused where it is none, or too many: case %#', async (body) => {
    expect((await stage.ask('POST', '/logs', body)).status).toBe(400);
  });

  it('has keys taken out of everything that it says, also where a value is cut', async () => {
    const key = 'sk-CANARY0123456789abcdefXYZ';
    await stage.ask('POST', '/logs', {
      request: {
        url: `https://u:${key}@api.example.com/v1/${key}?key=${key}`,
        method: 'hf_CANARY0123456789',
        provider: key,
        headers: { 'x-a': key, [key]: 'b', 'x-long': `${'y '.repeat(995)}${key}` },
        body: JSON.stringify({ model: key, key }).replaceAll('sk-', '\\u0073k-'),
      },
      response: { status: 400, headers: { 'x-b': key }, body: { model: key, error: { message: key } } },
      metadata: {
        traceId: 'told-keys',
        spanId: key,
        spanName: key,
        parentSpanId: key,
        user: key,
        [key]: 'v',
        cut: `${'y '.repeat(58)}${key}`,
      },
    });

    const record = await found('told-keys');

    expect(record).toMatchObject({ metadata: { user: '[redacted]', '[redacted]': 'v' }, metrics: { ai_org: '[redacted]' } });
    expect(JSON.stringify(record)).not.toMatch(/CANARY/i);
  });

  it.each([
    ['more names than 64', Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`n${index}`, 'v'])), 'has 100000 names'],
    ['a name that is too long', { ['x'.repeat(257)]: 'v' }, 'longer than 256 characters'],
  ])('is refused with metadata of %s', async (_what, metadata, message) => {
    const answer = await stage.ask('POST', '/logs', [told('told-much'), told('told-much', { metadata })]);

    expect(answer.status).toBe(400);
    expect(answer.body.error?.message).toContain('[1]: "metadata"');
    expect(answer.body.error?.message).toContain(message);
    expect(ids(await stage.ask('GET', asked({ trace_id: 'told-much' })))).toEqual([]);
  });

  it.each([
    '0001-01-01',
    '9999-12-31',
    new Date(Date.now() - 401 * 86_400_000).toISOString(),
    new Date(Date.now() + 90_000_000).toISOString(),
  ])('is refused where it began when no record can have: %s', async (created_at) => {
    const alone = await stage.ask('POST', '/logs', told('told-when', { created_at }));
    const among = await stage.ask('POST', '/logs', [told('told-when'), told('told-when', { created_at })]);

    expect([alone.status, among.status]).toEqual([400, 400]);
    expect(alone.body.error?.message).toContain('Invalid body: "created_at"');
    expect(among.body.error?.message).toContain('[1]: "created_at"');
    expect(ids(await stage.ask('GET', asked({ trace_id: 'told-when' })))).toEqual([]);
  });

  it('may have begun a year ago where records stay for ever', async () => {
    const created_at = new Date(Date.now() - 365 * 86_400_000).toISOString();

    await stage.ask('POST', '/logs', told('told-old', { created_at }));

    expect(await found('told-old')).toMatchObject({ created_at });
  });

  it('has its bodies cut as those of the gateway', async () => {
    await stage.ask('POST', '/logs', told('told-long', { response: { body: { text: 'long '.repeat(1_000) } } }));

    const record = await found('told-long');

    expect(record).toMatchObject({ cut: ['response'] });
    expect(Buffer.byteLength((record['response'] as { body: string }).body)).toBeLessThanOrEqual(1024);
  });

  it('belongs to the workspace of who tells, who needs no more than to call', async () => {
    const app = stage.someone('app', ['completions.write'], elsewhere);
    const reader = stage.someone('only-reader', ['logs.list', 'logs.view'], elsewhere);

    const kept = await stage.askAs(app, 'POST', '/logs', told('told-there'));
    const refused = await stage.askAs(reader, 'POST', '/logs', told('told-there'));

    expect([kept.status, refused.status]).toEqual([200, 403]);
    expect(await found('told-there')).toMatchObject({ workspace_id: elsewhere, metrics: { workspace_slug: 'elsewhere' } });
  });
});

describe('erasing', () => {
  it('takes all records of a user where the asker may, leaves all others, and is in the audit log without the name', async () => {
    const mine = { metadata: { _user: 'gone@example.com' }, workspace: stage.workspaceId };
    await keep([
      { ...mine, trace: 'erased' },
      { ...mine, trace: 'erased' },
      { ...mine, trace: 'erased', workspace: elsewhere },
    ]);
    await keep([{ trace: 'erased', metadata: { _user: 'stays@example.com' } }]);
    const admin = stage.someone('eraser', ['logs.delete'], stage.workspaceId);

    const answer = await stage.askAs(admin, 'DELETE', `/logs?user=${encodeURIComponent('gone@example.com')}`);

    expect(answer.body).toEqual({ object: 'log-erasure', records: 2 });
    expect(mismatch(replyOf('DELETE', '/logs'), answer)).toBeUndefined();
    expect(ids(await stage.ask('GET', asked({ trace_id: 'erased' })))).toHaveLength(2);
    const audited = await stage.store.db.selectFrom('audit_log').selectAll().where('action', '=', 'logs.delete').execute();
    expect(audited).toMatchObject([{ actor: 'key:eraser', resource_id: '_user', workspace_id: stage.workspaceId }]);
    expect(JSON.stringify(audited)).not.toContain('gone@example.com');
  });

  it('takes those of the default workspace alone where that is named', async () => {
    const mine = { metadata: { _user: 'named@example.com' }, trace: 'erased-by-name' };
    await keep([
      { ...mine, workspace: stage.workspaceId },
      { ...mine, workspace: elsewhere },
    ]);

    const answer = await stage.ask('DELETE', `/logs?user=${encodeURIComponent('named@example.com')}&workspace_id=default`);

    expect(answer.body).toEqual({ object: 'log-erasure', records: 1 });
    const { data } = (await stage.ask('GET', asked({ trace_id: 'erased-by-name' }))).body as { data: { workspace_id: string }[] };
    expect(data.map((record) => record.workspace_id)).toEqual([elsewhere]);
  });

  it('is refused to who may only write, and where it is not said whose', async () => {
    const app = stage.someone('writer', ['logs.write', 'completions.write'], stage.workspaceId);

    const statuses = [
      (await stage.askAs(app, 'DELETE', '/logs?user=ada')).status,
      (await stage.ask('DELETE', '/logs')).status,
      (await stage.ask('DELETE', '/logs?user=a&metadata={}')).status,
      (await stage.ask('DELETE', `/logs?metadata=${encodeURIComponent('{"a":"1","b":"2"}')}`)).status,
    ];

    expect(statuses).toEqual([403, 400, 400, 400]);
  });
});

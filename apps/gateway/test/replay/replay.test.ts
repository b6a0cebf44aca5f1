import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LogEntry } from '@sluice/store/logs';
import { recordsIn } from '../logs/records-in.ts';
import { call, CHAT, type Reply } from '../support/call.ts';
import { ADMIN_KEY, eventually } from '../support/gateway.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { COMPLETION, json, startUpstream, type Upstream } from '../support/upstream.ts';

let first: Upstream;
let second: Upstream;
let gateway: InProcess;

beforeAll(async () => {
  [first, second] = await Promise.all([startUpstream(), startUpstream()]);
  gateway = await startInProcess(
    { GROQ_BASE_URL: `${first.origin}/v1`, OPENAI_BASE_URL: `${second.origin}/v1`, SLUICE_LOG_BODY_BYTES: '4096' },
    `virtual_keys:
  - { slug: team, provider: groq, key: a-word-of-the-team }
  - { slug: other, provider: openai, key: sk-other-0123456789 }
configs:
  - { slug: to-team, config: { virtual_key: team, override_params: { temperature: 0 } } }
prompts: [{ slug: capital, string: '[{"role":"user","content":"The capital of {{land}}?"}]', parameters: { model: openai/gpt-oss-20b }, virtual_key: team }]`,
  );
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all([first.close(), second.close()]);
});
beforeEach(() => {
  first.answer = json(COMPLETION);
  second.answer = json(COMPLETION);
  (first.received as unknown[]).length = 0;
  (second.received as unknown[]).length = 0;
});

const MODEL = 'openai/gpt-oss-20b';

const send = (headers: Readonly<Record<string, string>>, body: object = {}, path = '/chat/completions'): Promise<Reply> =>
  call(`${gateway.url}/v1${path}`, { headers: { 'x-portkey-api-key': ADMIN_KEY, ...headers }, body: { ...CHAT, model: MODEL, ...body } });

const api = (path: string, body: object, key = ADMIN_KEY): Promise<Reply> =>
  call(`${gateway.url}/v1${path}`, { headers: { 'x-portkey-api-key': key }, body });

const replay = (id: string, body: object = {}, key?: string) => api(`/logs/${id}/replay`, body, key);

async function recordOf(id: string): Promise<LogEntry> {
  let found: LogEntry | undefined;
  await eventually(async () => {
    found = (await recordsIn(gateway.dataDir)).find((each) => each.id === id);
    return found !== undefined;
  }, `there is no record of ${id}`);
  return found!;
}

/** Sends a request. @returns The id of its record, once that is kept. */
async function sent(...given: Parameters<typeof send>): Promise<string> {
  const { headers } = await send(...given);
  const id = String(headers['x-portkey-request-id']);
  await recordOf(id);
  return id;
}

const bodiesAt = ({ received }: Upstream) => received.map(({ body }) => JSON.parse(body.toString()) as Readonly<Record<string, unknown>>);

async function keyWith(scopes: readonly string[], workspace?: string): Promise<string> {
  const place = workspace === undefined ? 'organisation' : 'workspace';
  const { json: made } = await api(`/api-keys/${place}/service`, {
    name: 'some',
    scopes,
    ...(workspace !== undefined && { workspace_id: workspace }),
  });
  return made.key as string;
}

async function workspace(name: string): Promise<string> {
  return (await api('/admin/workspaces', { name })).json.id as string;
}

describe('a request that is sent again', () => {
  it('goes as it went, is recorded as a replay, and is held against its original', async () => {
    const id = await sent({ 'x-portkey-config': 'to-team', 'x-portkey-metadata': '{"_user":"ann"}', 'x-portkey-trace-id': 'again' });
    first.answer = json({ ...COMPLETION, choices: [{ index: 0, message: { role: 'assistant', content: 'Lyon' }, finish_reason: 'stop' }] });

    const { status, json: reply } = await replay(id);

    expect([status, reply]).toMatchObject([
      200,
      {
        object: 'replay',
        original_id: id,
        trace_id: 'again',
        status: 200,
        body: { choices: [{ message: { content: 'Lyon' } }] },
        comparison: { status: { original: 200, other: 200 }, text_equal: false, tool_calls_equal: null, cost: { difference: 0 } },
      },
    ]);
    const [before, after] = bodiesAt(first);
    expect(after).toEqual(before);
    expect(after).toMatchObject({ temperature: 0 });
    const original = await recordOf(id);
    expect(await recordOf(reply.id)).toMatchObject({
      source: 'replay',
      trace: 'again',
      parentSpan: original.span,
      config: 'to-team',
      metadata: { _user: 'ann' },
      steps: [{ kind: 'compared', with: id }],
    });
  });

  it('goes by another config, with other metadata, where that is asked', async () => {
    const id = await sent({ 'x-portkey-virtual-key': 'team' });

    const { json: reply } = await replay(id, {
      config: { strategy: { mode: 'fallback' }, targets: [{ virtual_key: 'other', override_params: { model: 'gpt-4o-mini' } }] },
      metadata: { run: '7' },
    });

    expect([first.received.length, second.received.length]).toEqual([1, 1]);
    expect(bodiesAt(second)).toMatchObject([{ model: 'gpt-4o-mini' }]);
    expect(await recordOf(reply.id)).toMatchObject({ provider: 'openai', virtualKey: 'other', metadata: { run: '7' } });
  });

  it('streams where that is asked, and shows what it came to', async () => {
    const id = await sent({ 'x-portkey-virtual-key': 'team' });
    first.answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(
        'data: {"id":"c","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"Paris"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
      );
    };

    const { json: reply } = await replay(id, { stream: true });

    expect(bodiesAt(first)[1]).toMatchObject({ stream: true });
    expect(reply).toMatchObject({
      body: { object: 'chat.completion', choices: [{ message: { content: 'Paris' } }] },
      comparison: { text_equal: true },
    });
  });

  it('is filled in by what its prompt says now', async () => {
    const id = await sent({}, { variables: { land: 'France' } }, '/prompts/capital/completions');

    const { json: reply } = await replay(id);

    expect(reply.status).toBe(200);
    expect(bodiesAt(first)[1]).toMatchObject({ messages: [{ role: 'user', content: 'The capital of France?' }] });
  });

  it('tells what the provider refuses as what was answered', async () => {
    const id = await sent({ 'x-portkey-virtual-key': 'team' });
    first.answer = json({ error: { message: 'no more' } }, 429);

    const { status, json: reply } = await replay(id);

    expect(status).toBe(200);
    expect(reply).toMatchObject({ status: 429, comparison: { status: { original: 200, other: 429 }, text_equal: null } });
  });

  it('shows no secret of an answer', async () => {
    const id = await sent({ 'x-portkey-virtual-key': 'team' });
    first.answer = json({
      ...COMPLETION,
      choices: [{ index: 0, message: { role: 'assistant', content: 'it is a-word-of-the-team' }, finish_reason: 'stop' }],
    });

    const { text } = await replay(id);

    expect(text).not.toContain('a-word-of-the-team');
  });
});

describe('a request that cannot be sent again', () => {
  it.each<[string, Readonly<Record<string, string>>, object, string]>([
    ['whose body was not kept', { 'x-portkey-debug': 'false' }, {}, 'replay_body_not_kept'],
    ['whose body was cut', {}, { user: 'x'.repeat(5000) }, 'replay_body_cut'],
    ['whose body held a secret', {}, { user: 'sk-ant-api03-0123456789abcdef0123456789abcdef' }, 'replay_secrets_taken_out'],
    [
      'whose config held a secret',
      { 'x-portkey-config': '{"provider":"groq","api_key":"gsk-own-0123456789abcdef"}' },
      {},
      'replay_config_secrets_taken_out',
    ],
    [
      'whose config is longer than is kept',
      { 'x-portkey-config': JSON.stringify({ virtual_key: 'team', name: 'x'.repeat(3000) }) },
      {},
      'replay_config_cut',
    ],
    [
      'with a credential in a header of its own',
      { 'x-portkey-aws-secret-access-key': 'canary-0123456789' },
      {},
      'replay_header_secrets_taken_out',
    ],
  ])('is one %s, and is told so', async (_what, headers, body, code) => {
    const id = await sent({ 'x-portkey-virtual-key': 'team', ...headers }, body);
    const before = first.received.length;

    const { status, json: reply } = await replay(id);

    expect([status, reply.error.code]).toEqual([400, code]);
    expect(reply.message).toContain('cannot be sent again: ');
    expect(first.received).toHaveLength(before);
  });

  it('is one that was passed through, or that somebody told of', async () => {
    const passed = await sent({ 'x-portkey-virtual-key': 'team' }, {}, '/something/else');
    await api('/logs', {
      request: { url: '/v1/chat/completions', method: 'POST', body: CHAT },
      response: { status: 200 },
      metadata: { traceId: 'told' },
    });
    const told = (await recordsIn(gateway.dataDir)).find(({ trace }) => trace === 'told')!.id;

    const codes = await Promise.all([passed, told].map(async (id) => (await replay(id)).json.error.code));

    expect(codes).toEqual(['replay_not_an_operation', 'replay_told_by_others']);
  });

  it('is one without its config, and can with another', async () => {
    const id = await sent({ 'x-portkey-config': '{"provider":"groq","api_key":"gsk-own-0123456789abcdef"}' });

    expect((await replay(id, { config: 'to-team' })).json).toMatchObject({ status: 200 });
  });
});

describe('whoever sends a request again', () => {
  it('needs the right to call, and to read the record', async () => {
    const id = await sent({ 'x-portkey-virtual-key': 'team' });
    const [calls, reads, both] = await Promise.all([
      keyWith(['completions.write']),
      keyWith(['logs.read']),
      keyWith(['completions.write', 'logs.read']),
    ]);

    const statuses = await Promise.all([calls, reads, both].map(async (key) => (await replay(id, {}, key)).status));

    expect(statuses).toEqual([404, 403, 200]);
  });

  it('sees no record of another workspace', async () => {
    const id = await sent({ 'x-portkey-virtual-key': 'team' });
    const key = await keyWith(['completions.write', 'logs.read'], await workspace('elsewhere'));

    expect((await replay(id, {}, key)).status).toBe(404);
  });

  it('may not use what it could not name in a call', async () => {
    const [here, there] = [await workspace('here'), await workspace('there')];
    const made = await api('/virtual-keys', {
      name: 'private',
      slug: 'private',
      provider: 'groq',
      key: 'gsk-private-0123456789',
      workspace_id: there,
    });
    expect(made.status).toBe(200);
    const key = await keyWith(['completions.write', 'logs.read'], here);
    const id = await sent({ 'x-portkey-api-key': key, 'x-portkey-virtual-key': 'team' });
    const before = first.received.length;

    const { json: reply } = await replay(id, { config: { virtual_key: 'private' } }, key);

    expect(reply).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('Following keys are not valid: private') } },
    });
    expect(first.received).toHaveLength(before);
  });

  it('goes by the config that its key is bound to', async () => {
    const id = await sent({ 'x-portkey-virtual-key': 'other' }, { model: 'gpt-4o-mini' });
    const { json: made } = await api('/api-keys/organisation/service', {
      name: 'bound',
      scopes: ['completions.write', 'logs.read'],
      defaults: { config_id: 'to-team', allow_config_override: false },
    });

    const refused = await replay(id, { config: { virtual_key: 'other' } }, made.key);
    const bound = await replay(id, {}, made.key);

    expect(refused.json).toMatchObject({ status: 400, body: { error: { code: 'config_override_forbidden' } } });
    expect(bound.json.status).toBe(200);
    expect(await recordOf(bound.json.id)).toMatchObject({ config: 'to-team' });
  });

  it('is told of ids that are none', async () => {
    expect((await replay('nonsense')).status).toBe(404);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADMIN_KEY, eventually } from './support/gateway.ts';
import { startInProcess, type InProcess } from './support/in-process.ts';
import { COMPLETION, json, startUpstream, type Upstream } from './support/upstream.ts';

let root: string;
let gateway: InProcess;
let upstream: Upstream;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'sluice-cassettes-'));
  upstream = await startUpstream();
  gateway = await start();
});
afterEach(async () => {
  await gateway.stop();
  await upstream.close();
  rmSync(root, { recursive: true, force: true });
});

const folder = () => join(root, 'cassettes');
const start = (environment: Readonly<Record<string, string>> = {}) =>
  startInProcess({ SLUICE_CASSETTES: folder(), CASSETTE_DIRECTORY: folder(), SLUICE_LOGS: 'off', ...environment });

const KEY = { 'x-portkey-api-key': ADMIN_KEY };
const live = (provider = 'openai') => ({
  ...KEY,
  'x-portkey-provider': provider,
  'x-portkey-custom-host': upstream.origin,
  authorization: 'Bearer the-key-of-the-provider',
});
const play = (more: Readonly<Record<string, string>> = {}) => ({
  ...KEY,
  'x-portkey-provider': 'cassette',
  'x-portkey-cassette': 'demo',
  'x-portkey-cassette-speed': '0',
  ...more,
});
const CHAT = { model: 'm', messages: [{ role: 'user', content: 'What is the capital of France?' }] };

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

async function send(method: string, path: string, headers: Readonly<Record<string, string>>, body?: unknown): Promise<Answered> {
  const response = await fetch(`${gateway.url}/v1${path}`, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const chat = (headers: Readonly<Record<string, string>>, more: object = {}) =>
  send('POST', '/chat/completions', headers, { ...CHAT, ...more });
const admin = async (method: string, path: string, body?: unknown) => {
  const { status, text } = await send(method, `/cassettes${path}`, KEY, body);
  return { status, body: JSON.parse(text) as Readonly<Record<string, unknown>> };
};
const record = (more: object = {}) => admin('POST', '', { name: 'demo', ...more });
const stop = () => admin('POST', '/demo/stop', {});
const lines = async () =>
  (await send('GET', '/cassettes/demo/download', KEY)).text
    .trimEnd()
    .split('\n')
    .map(
      (line) =>
        JSON.parse(line) as {
          readonly request: { readonly path: string; readonly body?: string };
          readonly response: Readonly<Record<string, unknown>>;
        },
    );
const recorded = async () => (await lines()).slice(1);

const events = (...data: readonly object[]) => data.map((each) => `data: ${JSON.stringify(each)}\n\n`).join('');

/** What a provider answers at each of these doors, each in that door's words. */
const DOORS: readonly (readonly [path: string, provider: string, body: object | undefined, answer: string, type: string])[] = [
  ['/chat/completions', 'openai', CHAT, JSON.stringify(COMPLETION), 'application/json'],
  [
    '/chat/completions',
    'openai',
    { ...CHAT, stream: true },
    `${events({ id: '1', choices: [{ index: 0, delta: { content: 'é 漢' } }] }, { id: '1', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}data: [DONE]\n\n`,
    'text/event-stream',
  ],
  [
    '/completions',
    'openai',
    { model: 'm', prompt: 'Say' },
    '{"choices":[{"text":"hello","index":0,"finish_reason":"stop"}], "x" : 1.0}',
    'application/json',
  ],
  ['/embeddings', 'openai', { model: 'm', input: 'x' }, '{"object":"list","data":[{"index":0,"embedding":[0.10]}]}', 'application/json'],
  [
    '/responses',
    'openai',
    { model: 'm', input: 'x' },
    '{"id":"r","object":"response","status":"completed","output":[]}',
    'application/json',
  ],
  [
    '/messages',
    'anthropic',
    { model: 'm', max_tokens: 9, messages: [{ role: 'user', content: 'Hi' }] },
    '{"id":"msg","type":"message","role":"assistant","content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}',
    'application/json',
  ],
  ['/audio/speech', 'openai', { model: 'm', input: 'x', voice: 'v' }, '\u0001\u0002', 'audio/mpeg'],
  ['/files/file-1', 'openai', undefined, '{"id":"file-1"}', 'application/json'],
];

describe('a cassette', () => {
  it('is played at every door with the bytes that left there, and nobody else is asked', async () => {
    await record();
    const first: Answered[] = [];
    for (const [path, provider, body, answer, type] of DOORS) {
      upstream.answer = json(answer, 200, { 'content-type': type });
      first.push(await send(body ? 'POST' : 'GET', path, live(provider), body));
    }
    const asked = upstream.received.length;
    await stop();

    const again: Answered[] = [];
    for (const [path, , body] of DOORS) again.push(await send(body ? 'POST' : 'GET', path, play(), body));

    expect(first.map(({ text }) => text)).toEqual(DOORS.map(([, , , answer]) => answer));
    expect(again.map(({ status, text, headers }) => [status, text, headers.get('content-type')])).toEqual(
      first.map(({ status, text, headers }) => [status, text, headers.get('content-type')]),
    );
    expect(upstream.received).toHaveLength(asked);
  });

  it('gives an error back with its status and the provider’s own words, so that a fallback goes on from it', async () => {
    await record();
    upstream.answer = json({ error: { message: 'busy', type: 'overloaded', code: 'later', more: 1 } }, 503, { 'retry-after': '7' });
    await chat(live());
    await stop();

    const alone = await chat(play());
    const config = {
      strategy: { mode: 'fallback' },
      targets: [{ provider: 'cassette', cassette: 'demo', speed: '0' }, { provider: 'mock' }],
    };
    const routed = await chat({ ...KEY, 'x-portkey-config': JSON.stringify(config) });

    expect([alone.status, alone.headers.get('retry-after'), (JSON.parse(alone.text) as { error: unknown }).error]).toEqual([
      503,
      '7',
      { message: 'cassette error: busy', type: 'overloaded', param: null, code: 'later', more: 1 },
    ]);
    expect([routed.status, routed.headers.get('x-portkey-provider')]).toEqual([200, 'mock']);
  });

  it('says what was not recorded', async () => {
    await record();
    await chat(live());
    await stop();

    const missed = await chat(play(), { temperature: 1 });
    const any = await chat(play({ 'x-portkey-cassette-on-miss': 'any' }), { temperature: 1 });

    expect([missed.status, missed.text]).toEqual([404, expect.stringContaining('differs in temperature')]);
    expect([any.status, any.text]).toEqual([200, JSON.stringify(COMPLETION)]);
  });

  it('is played by nobody without a key of ours', async () => {
    await record();
    await chat(live());
    await stop();
    const { 'x-portkey-api-key': _, ...without } = play();

    expect((await chat(without)).status).toBe(401);
  });

  it('holds no key, and no header of its caller’s but the type', async () => {
    const secret = `sk-${'a1B2c3D4'.repeat(5)}`;
    await record();
    upstream.answer = json({ ...COMPLETION, echo: 'the-key-of-the-provider' });
    await chat({ ...live(), 'x-portkey-metadata': '{"team":"core"}', 'x-of-the-caller': 'his own' }, { user: secret });
    await stop();

    const text = readFileSync(join(folder(), 'demo.jsonl'), 'utf8');

    expect([secret, 'the-key-of-the-provider', ADMIN_KEY, 'his own', 'core'].filter((each) => text.includes(each))).toEqual([]);
    expect(text).toContain('capital of France');
    expect(statSync(join(folder(), 'demo.jsonl')).mode & 0o777).toBe(0o600);
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
  });

  it('leaves out what its caller did not hear to the end', async () => {
    await record();
    upstream.answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(events({ choices: [{ index: 0, delta: { content: 'half' } }] }));
    };
    const leaving = new AbortController();
    const response = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { ...live(), 'content-type': 'application/json' },
      body: JSON.stringify({ ...CHAT, stream: true }),
      signal: leaving.signal,
    });
    await response.body!.getReader().read();
    leaving.abort();
    await upstream.received[0]!.hungUp;
    upstream.answer = json(COMPLETION);
    await chat(live());
    await stop();

    expect((await recorded()).map(({ request }) => request.body)).toEqual([JSON.stringify(CHAT)]);
  });
});

describe('a recording', () => {
  it.each([
    [{ models: ['m'] }, 1],
    [{ models: ['other'] }, 0],
    [{ providers: ['openai'], operations: ['chat'], metadata: { team: 'core' } }, 1],
    [{ providers: ['groq'] }, 0],
    [{ operations: ['embeddings'] }, 0],
    [{ metadata: { team: 'core', tier: 'gold' } }, 0],
    [{ api_keys: ['somebody'] }, 0],
  ])('takes what its filter lets through: %j', async (filter, count) => {
    await record({ filter });
    await chat({ ...live(), 'x-portkey-metadata': '{"team":"core"}' });

    expect((await stop()).body).toMatchObject({ status: 'done', requests: count });
  });

  it.each([
    [0.6, 1],
    [0.4, 0],
  ])('takes a share of it: %d', async (share, count) => {
    gateway.clock.draw = 0.5;
    await record({ share });
    await chat(live());

    expect((await stop()).body).toMatchObject({ requests: count });
  });

  it('ends when it has as many as it wants', async () => {
    await record({ most: 2 });
    for (const content of ['1', '2', '3']) await chat(live(), { user: content });

    await eventually(async () => (await admin('GET', '/demo')).body['status'] === 'done', 'the recording did not end');
    expect(await recorded()).toHaveLength(2);
  });

  it('ends when its file is as long as it may be', async () => {
    await record({ most_bytes: 1024 });
    upstream.answer = json({ ...COMPLETION, more: 'x'.repeat(1200) });
    await chat(live());
    await send('GET', '/cassettes/demo/download', KEY);

    await eventually(async () => (await admin('GET', '/demo')).body['status'] === 'done', 'the recording did not end');
    await chat(live());
    expect(await recorded()).toHaveLength(1);
  });

  it('leaves out what is too long for it, and tells so', async () => {
    await record();
    upstream.answer = json({ ...COMPLETION, more: 'x'.repeat(5 * 1024 ** 2) });
    await chat(live());

    expect((await admin('GET', '/demo')).body).toMatchObject({ requests: 0, left_out: 1 });
  });

  it('goes on after the gateway was started again, and is one cassette', async () => {
    const state = join(root, 'state');
    await gateway.stop();
    gateway = await start({ SLUICE_DATA_DIR: state });
    await record({ most: 3 });
    await chat(live());
    await gateway.stop();
    gateway = await start({ SLUICE_DATA_DIR: state });
    await chat(live());
    await chat(live());
    await eventually(async () => (await admin('GET', '/demo')).body['status'] === 'done', 'the recording did not end');

    expect(await recorded()).toHaveLength(3);
    expect(readdirSync(folder())).toEqual([expect.stringMatching(/^demo\.[0-9a-f]{8}\.jsonl$/), 'demo.jsonl']);
  });

  it('has a name that nobody has yet, and is gone when it is removed', async () => {
    await record();

    const again = await record();
    const wrong = await admin('POST', '', { name: '../demo' });
    const removed = await admin('DELETE', '/demo');

    expect([again.status, again.body['error']]).toEqual([409, expect.objectContaining({ code: 'name_taken' })]);
    expect([wrong.status, removed.status, (await admin('GET', '/demo')).status]).toEqual([400, 200, 404]);
    expect(readdirSync(folder())).toEqual([]);
  });

  it('is listed with what it holds', async () => {
    await record({ filter: { models: ['m'] }, minutes: 5 });
    await chat(live());
    await stop();

    const { body } = await admin('GET', '');

    expect(body).toMatchObject({
      total: 1,
      data: [{ object: 'cassette', name: 'demo', status: 'done', filter: { models: ['m'] }, share: 1, requests: 1, ends_at: null }],
    });
  });
});

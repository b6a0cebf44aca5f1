import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call, CHAT, type Reply } from './support/call.ts';
import { ADMIN_KEY } from './support/gateway.ts';
import { startInProcess, type InProcess } from './support/in-process.ts';
import { COMPLETION, json, startUpstream, type Upstream } from './support/upstream.ts';

const THEIRS = 'the-key-of-their-workspace-0123456789';
const SCOPES = ['completions.write', 'logs.export', 'logs.delete'];
const PROVIDERS = 'gsk-"of/the+provider"-0123456789';

let folder: string;
let ours: string;
let gateway: InProcess;
let upstream: Upstream;
let name: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-cassettes-'));
  upstream = await startUpstream(json(COMPLETION));
  gateway = await startInProcess(
    { GROQ_BASE_URL: `${upstream.origin}/v1`, SLUICE_LOGS: 'off', SLUICE_CASSETTES: folder, CASSETTE_DIRECTORY: folder },
    JSON.stringify({
      workspaces: [{ slug: 'theirs' }],
      api_keys: [{ name: 'theirs', key: THEIRS, workspace: 'theirs', scopes: SCOPES }],
      virtual_keys: [{ slug: 'live', provider: 'groq', key: PROVIDERS }],
    }),
  );
  const make = (path: string, body: object) =>
    call(`${gateway.url}/v1${path}`, { headers: { 'x-portkey-api-key': ADMIN_KEY }, body }).then((reply) => reply.json);
  await make('/admin/workspaces', { name: 'ours', slug: 'ours' });
  ours = String((await make('/api-keys/workspace/service', { name: 'ours', workspace_id: 'ours', scopes: SCOPES })).key);
  name = String((await ask(ours, '', { method: 'POST', body: { name: 'demo' } })).json.name);
});
afterAll(async () => {
  await gateway.stop();
  await upstream.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (key: string, path: string, options: { readonly method?: string; readonly body?: object } = {}): Promise<Reply> =>
  call(`${gateway.url}/v1/cassettes${path}`, { method: 'GET', ...options, headers: { 'x-portkey-api-key': key } });
const chat = (key: string, headers: Readonly<Record<string, string>>, more: object = {}): Promise<Reply> =>
  call(`${gateway.url}/v1/chat/completions`, { headers: { 'x-portkey-api-key': key, ...headers }, body: { ...CHAT, model: 'm', ...more } });
const play = (key: string, cassette: string) =>
  chat(key, { 'x-portkey-provider': 'cassette', 'x-portkey-cassette': cassette, 'x-portkey-cassette-speed': '0' });

describe('a cassette of a workspace', () => {
  it('is not there for a key of another, which cannot read, stop or remove it', async () => {
    await chat(ours, { 'x-portkey-virtual-key': 'live' });
    const one = `/${name}`;

    const list = await ask(THEIRS, '');
    const refused = [
      await ask(THEIRS, one),
      await ask(THEIRS, `${one}/download`),
      await ask(THEIRS, `${one}/stop`, { method: 'POST', body: {} }),
      await ask(THEIRS, one, { method: 'DELETE' }),
      await ask(THEIRS, '', { method: 'POST', body: { name: 'demo', workspace_id: 'ours' } }),
      await ask(THEIRS, '?workspace_id=ours'),
    ];

    expect(list.json).toMatchObject({ total: 0, data: [] });
    expect(refused.map(({ status }) => status)).toEqual(Array(6).fill(404));
    expect(refused.map(({ text }) => text).join()).not.toContain('capital');
    expect((await ask(ours, one)).json).toMatchObject({ status: 'recording' });
  });

  it('is recorded for a key of a workspace of the config file too', async () => {
    const { status, json: made } = await ask(THEIRS, '', { method: 'POST', body: { name: 'demo' } });

    expect([status, made.workspace_id]).toEqual([200, 'file:theirs']);
    expect((await ask(THEIRS, `/${made.name}`, { method: 'DELETE' })).status).toBe(200);
    expect((await ask(ours, `/${name}`)).status).toBe(200);
  });

  it('is not recorded into by calls of another', async () => {
    await chat(THEIRS, { 'x-portkey-virtual-key': 'live' }, { user: 'of theirs' });

    const { text } = await ask(ours, `/${name}/download`);

    expect(text).toContain('capital');
    expect(text).not.toContain('of theirs');
  });

  it('is played by nobody who does not know its whole name, which is told to its workspace alone', async () => {
    const tried = [await play(THEIRS, 'demo'), await play(THEIRS, 'demo-'), await play(THEIRS, 'demo-*'), await play(THEIRS, '../demo')];

    expect(name).toMatch(/^demo-[0-9a-f]{12}$/);
    expect(tried.map(({ status }) => status)).toEqual([404, 404, 400, 400]);
    expect(tried.map(({ text }) => text).join()).not.toContain(name.slice('demo-'.length));
    expect((await play(ours, name)).status).toBe(200);
  });

  it('holds no key, neither of its caller nor of the provider, however it is written', async () => {
    const hidden = (text: string) => text.replace(/[a-z]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
    const inJson = JSON.stringify(PROVIDERS).slice(1, -1);
    const answer = JSON.stringify({ ...COMPLETION, plain: PROVIDERS, caller: ours, hidden: '@', slashed: '#' })
      .replace('@', hidden(inJson.replaceAll('\\"', '\\u0022')))
      .replace('#', inJson.replaceAll('/', '\\/'));
    upstream.answer = json(answer, 200, { 'x-request-key': PROVIDERS, 'retry-after': PROVIDERS });
    const body = { user: ours, metadata: { key: PROVIDERS, encoded: encodeURIComponent(PROVIDERS) } };
    await call(`${gateway.url}/v1/chat/completions`, {
      headers: { 'x-portkey-api-key': ours, 'x-portkey-virtual-key': 'live', 'x-other': PROVIDERS },
      body: { ...CHAT, model: 'marked', ...body },
    });
    await ask(ours, `/${name}/stop`, { method: 'POST', body: {} });

    const text = readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('');

    // As it stands, and with what JSON hides behind escapes, twice: a body is a text within a line.
    const opened = (from: string) =>
      from.replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))).replaceAll(/\\(["\\/])/g, '$1');
    const said = [text, opened(text), opened(opened(text)), opened(opened(opened(text)))];
    for (const secret of [ours, THEIRS, ADMIN_KEY, PROVIDERS, encodeURIComponent(PROVIDERS)])
      expect(said.filter((each) => each.includes(secret))).toEqual([]);
    expect(text).toContain('capital');
    expect(text).toContain('marked');
  });
});

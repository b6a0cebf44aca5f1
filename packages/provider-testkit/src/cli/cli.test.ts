import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chatAnswer, delta, events, write } from '../adapters.test.support.ts';

const BIN = fileURLToPath(new URL('../../bin/provider-testkit.js', import.meta.url));
const MODULES = fileURLToPath(new URL('../../../../node_modules', import.meta.url));
const KEY = 'sk-live-4f9a0c77d1';
/** A key that is taken once. */
const SPENT = 'sk-spent-4f9a0c77';
const TIMEOUT_MS = 30_000;

const ADAPTER = `
import { defineProvider, secret } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { openAIOperations, readOpenAIFault } from '@sluice/provider-sdk/openai';
export const acme = (id) => defineProvider({
  id, name: id, fields: { apiKey: secret('API key', { env: ['ACME_TOKEN'] }) }, baseURL: 'http://acme.invalid/v1',
  authorize: bearer('apiKey'), readFault: readOpenAIFault, models: [{ id: 'acme-1', supports: ['chat'] }],
  operations: { chat: openAIOperations.chat, models: openAIOperations.models },
});`;

/** A package in an empty folder, as an author would have it. */
function packageOf(code: string, manifest: object = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'testkit-cli-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(MODULES, '@sluice'), join(folder, 'node_modules', '@sluice'));
  write(folder, 'package.json', {
    name: 'acme',
    type: 'module',
    exports: { '.': { types: './index.d.ts', default: './main.js' } },
    ...manifest,
  });
  write(folder, 'main.js', `${ADAPTER}\n${code}`);
  return folder;
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(folder: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...environment },
    timeout: TIMEOUT_MS,
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

/** What a provider of OpenAI's kind says; its failures quote the key, as some do. */
function answer(request: IncomingMessage, body: string, response: ServerResponse): void {
  const key = request.headers.authorization?.replace('Bearer ', '') ?? '';
  const say = (status: number, json: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json', 'x-org': 'org-secret' }).end(JSON.stringify(json));
  if (key === SPENT && !body.includes('system')) return void say(200, chatAnswer({ content: 'Hello.' }));
  if (key !== KEY) return void say(401, { error: { message: `wrong key ${key}`.trim() + (key === '' ? '.' : '') } });
  if (request.url === '/v1/models' || request.url === '/v1/of/acme-prod') return void say(200, { data: [{ id: 'acme-1', owner: KEY }] });
  const call = JSON.parse(body) as { model: string; stream?: boolean; tools?: unknown; response_format?: unknown };
  if (call.model !== 'acme-1') return void say(404, { error: { message: `no ${call.model} for ${KEY}`, code: 'model_not_found' } });
  if (call.tools !== undefined) return void say(400, { error: { message: 'no tools here' } });
  if (call.response_format !== undefined) return void say(429, { error: { message: 'slow down' } });
  if (call.stream === true) {
    const usage = { usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 } };
    const told = events(
      delta({ role: 'assistant', content: `Héllo ${KEY}` }),
      delta({}, 'stop'),
      delta({}, null, { choices: [], ...usage }),
    );
    return void response.writeHead(200, told.headers).end(told.body);
  }
  say(200, chatAnswer({ content: '1\n2\n3', key: KEY }));
}

let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (text: Buffer) => (body += text.toString()));
    request.on('end', () => answer(request, body, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

const filesIn = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
        (name) => name.endsWith('.json') && !name.startsWith('node_modules'),
      )
    : [];
const manifestIn = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'capabilities.json'), 'utf8')) as {
    providers: Record<string, Record<string, Record<string, string>>>;
  };

describe('provider-testkit --live --record', () => {
  it('asks the provider, writes its answers without a secret, and finds the same in a replay', async () => {
    const folder = packageOf("export default acme('acme');");

    const live = await run(folder, ['--live', '--record', '--base-url', base], { ACME_API_KEY: KEY });
    const first = readFileSync(join(folder, 'capabilities.json'), 'utf8');
    const replay = await run(folder, ['--check']);

    expect(manifestIn(folder).providers['acme']).toEqual({
      chat: {
        text: 'works',
        system: 'works',
        history: 'works',
        stream: 'works',
        usage: 'works',
        stream_usage: 'works',
        tools: 'failed',
        tools_stream: 'failed',
        tool_choice: 'failed',
        tool_results: 'failed',
        vision: 'works',
        reasoning: 'failed',
        stop: 'works',
        max_tokens: 'failed',
        bad_key: 'works',
        bad_model: 'works',
      },
      models: { list: 'works', bad_key: 'works' },
    });
    expect([live.code, replay.code]).toEqual([1, 1]);
    expect(readFileSync(join(folder, 'capabilities.json'), 'utf8')).toBe(first);
    expect(replay.out).toContain('chat/tools: it failed as invalid_request: shaped'.replace('shaped', 'acme'));
    const written = filesIn(join(folder, 'replies'));
    // What was told to wait is nothing to keep.
    expect(written).not.toContain('chat/json.json');
    expect(written).toHaveLength(18);
    for (const name of written)
      expect(readFileSync(join(folder, 'replies', name), 'utf8')).not.toMatch(/sk-live|org-secret|authorization/i);
    expect(readFileSync(join(folder, 'replies', 'chat', 'bad_model.json'), 'utf8')).toContain('for sk-kit-0000-apiKey');
  });

  it('records one cell anew and leaves the others', async () => {
    const folder = packageOf("export default acme('acme');");

    const { out } = await run(folder, ['--live', '--record', '--only', 'chat/text', '--only', 'models', '--base-url', base], {
      ACME_TOKEN: KEY,
    });

    expect(filesIn(join(folder, 'replies')).toSorted()).toEqual(['chat/text.json', 'models/bad_key.json', 'models/list.json']);
    expect(out).toContain('3 work, 0 refused, 0 failed');
  });

  it('asks a replay for what made-up settings make of an address, and tells nobody the real one', async () => {
    const folder = packageOf(`
      import { text } from '@sluice/provider-sdk';
      const models = { dialect: 'openai-models', path: ({ settings }) => '/of/' + settings.resource };
      export default { ...acme('acme'), fields: { apiKey: secret('API key'), resource: text('Resource') }, operations: { models } };`);

    const live = await run(folder, ['--live', '--record', '--base-url', base], { ACME_API_KEY: KEY, ACME_RESOURCE: 'acme-prod' });
    const replay = await run(folder, ['--check']);

    expect([live.code, replay.code]).toEqual([0, 0]);
    expect(JSON.parse(readFileSync(join(folder, 'replies', 'models', 'list.json'), 'utf8'))).toMatchObject({
      asked: { path: '/of/kit-resource' },
    });
    expect(manifestIn(folder).providers).toEqual({ acme: { models: { list: 'works', bad_key: 'works' } } });
  });

  it('writes nothing without --record, nor asks on with a key that is refused', async () => {
    const folder = packageOf("export default acme('acme');");

    const { code, out } = await run(folder, ['--live', '--base-url', base], { ACME_API_KEY: SPENT });

    expect(filesIn(folder)).toEqual(['package.json']);
    expect(code).toBe(1);
    expect(out).toContain('1 work, 0 refused, 1 failed, 18 untested (·: not asked)');
    expect(out).toContain(
      'chat/system, live: it failed as credential_refused: acme error: wrong key [redacted].\n  To do: set ACME_API_KEY or ACME_TOKEN to one that it takes.',
    );
  });

  // A difference that has nothing to do with it stands beside: it must not make any of these green.
  const innocent = `export default { ...acme('acme'), differences: [
    { member: 'messages[].name', fate: 'dropped', how: 'x', source: 'x', example: { messages: [{ role: 'user', name: 'a' }] } }] };`;

  it.each([
    ['with a key that is refused', { ACME_API_KEY: 'sk-wrong-wrong' }],
    ['without a key, of whom wants one', {}],
  ])('asks no more %s, writes nothing, and says what to set', async (_how, environment) => {
    const folder = packageOf(innocent);

    const { code, out, err } = await run(folder, ['--live', '--record', '--base-url', base], environment);

    expect([code, out, filesIn(folder)]).toEqual([1, '', ['package.json']]);
    expect(err).toMatch(
      /^acme cannot be asked live: acme error: wrong key( \[redacted\])?\.\n {2}To do: set ACME_API_KEY or ACME_TOKEN to one that it takes\.\n$/,
    );
  });

  it('asks no more where nobody answers, and names the variable of the address', async () => {
    const folder = packageOf(innocent);
    const nobody = createServer();
    await new Promise<void>((resolve) => nobody.listen(0, '127.0.0.1', resolve));
    const { port } = nobody.address() as AddressInfo;
    await new Promise((resolve) => nobody.close(resolve));

    const { code, err } = await run(folder, ['--live'], { ACME_API_KEY: KEY, ACME_BASE_URL: `http://127.0.0.1:${port}` });

    expect([code, err]).toEqual([
      1,
      `acme cannot be asked live: 127.0.0.1:${port} cannot be reached (ECONNREFUSED).\n  To do: set ACME_BASE_URL (or say --base-url) to an address that answers.\n`,
    ]);
  });

  it.each([
    ['all', "export default acme('acme');", {}, 'ACME_API_KEY or ACME_TOKEN, and ACME_BASE_URL (or say --base-url)'],
    ['an address that is none', "export default acme('acme');", { ACME_TOKEN: KEY }, 'ACME_BASE_URL (or say --base-url)'],
    [
      'an address',
      "export default { ...acme('acme'), baseURL: () => undefined };",
      { ACME_API_KEY: KEY },
      'ACME_BASE_URL (or say --base-url)',
    ],
    ['a key', "export default { ...acme('acme'), baseURL: () => 'http://127.0.0.1:9' };", {}, 'ACME_API_KEY or ACME_TOKEN'],
  ])('names the variables that are missing before anything is asked: %s', async (_what, code, environment, names) => {
    const folder = packageOf(code);

    const ended = await run(folder, ['--live'], environment);

    expect([ended.code, ended.out, ended.err]).toEqual([1, '', `acme cannot be asked live: set ${names}\n`]);
  });

  it('records nothing with a secret that is too short to be found again', async () => {
    const folder = packageOf("export default acme('acme');");

    const { code, err } = await run(folder, ['--live', '--record', '--base-url', base], { ACME_API_KEY: 'abc' });

    expect([code, filesIn(join(folder, 'replies'))]).toEqual([1, []]);
    expect(err).toContain('the apiKey of acme has fewer than 6 characters');
  });
});

describe('provider-testkit', () => {
  it('ends well, and writes a manifest, where nothing is to be done', async () => {
    const folder = packageOf("export default acme('acme');", { sluice: { capabilities: './dist-capabilities.json' } });

    const { code, out } = await run(folder, []);

    expect([code, readFileSync(join(folder, 'dist-capabilities.json'), 'utf8')]).toEqual([
      0,
      '{\n  "spec": 1,\n  "providers": {\n    "acme": {}\n  }\n}\n',
    ]);
    expect(out).toContain('20 untested');
  });

  it('finds with --check that the manifest is stale, and writes nothing', async () => {
    const folder = packageOf("export default acme('acme');");
    write(folder, 'capabilities.json', { spec: 1, providers: { acme: { chat: { text: 'works' } } } });

    const { code, out } = await run(folder, ['--check']);

    expect(code).toBe(1);
    expect(out).toContain('capabilities.json: it is not what was found.\n  To do: run provider-testkit to write it.');
    expect(manifestIn(folder).providers).toEqual({ acme: { chat: { text: 'works' } } });
  });

  it('tries several providers, each with its own replies, and prints JSON', async () => {
    const folder = packageOf("export default [acme('two'), acme('one')];");
    const asked = { method: 'GET', path: '/models' };
    write(folder, 'replies/one/models/list.json', {
      asked,
      answered: { status: 200, headers: { 'content-type': 'application/json' }, body: { data: [{ id: 'a' }] } },
    });

    const { code, out } = await run(folder, ['.', '--json']);

    const { reports } = JSON.parse(out) as { reports: { provider: string }[] };
    expect([code, reports.map(({ provider }) => provider)]).toEqual([0, ['two', 'one']]);
    expect(readFileSync(join(folder, 'capabilities.json'), 'utf8')).toMatch(
      /"one": \{\s*"models": \{\s*"list": "works"\s*\}\s*\},\s*"two": \{\}/,
    );
  });

  it('tries strategies and checks by their contract', async () => {
    const folder = packageOf(`
      import { defineCheck } from '@sluice/provider-sdk/check';
      import { defineStrategy } from '@sluice/provider-sdk/strategy';
      export default [
        defineStrategy({ mode: 'good', propose: (branches) => branches.map(({ index }) => ({ branch: index, why: 'in order' })) }),
        defineStrategy({ mode: 'bad', propose: () => [{ branch: 7, why: 'seven' }] }),
        defineCheck({ id: 'acme.bad', phases: ['before'], run: () => 'yes' }),
      ];`);

    const { code, out } = await run(folder, []);

    expect(code).toBe(1);
    expect(out).toContain('strategy good: tried by its contract');
    expect(out).toContain('strategy bad: strategy "bad" proposed the branch 7, and there are those from 0 to 2.');
    expect(out).toContain('check acme.bad: in the phase before: check "acme.bad" gave something that is no finding');
    expect(existsSync(join(folder, 'capabilities.json'))).toBe(false);
  });

  it.each([
    ['export default 1;', [], '"." does not default-export a provider, a strategy or a check'],
    ["throw new Error('boom');", [], 'cannot be loaded (boom)'],
    ["export default { ...acme('acme'), spec: 9 };", [], '"." was written for provider spec 9; this kit speaks 1'],
    ['', ['elsewhere'], 'there is nothing at '],
    ['', ['--record'], '--record means something with --live only'],
    ['', ['--live', '--only', 'dreams'], '--only dreams: there is no such surface'],
    ['', ['--nonsense'], "Unknown option '--nonsense'"],
  ])('refuses in a sentence: %s %j', async (code, args, sentence) => {
    const folder = packageOf(code);

    const ended = await run(folder, args);

    expect(ended.code).toBe(1);
    expect(ended.err).toContain(sentence);
    expect(ended.err).not.toContain('    at ');
  });

  it('finds the module of a package that has its types beside each condition', async () => {
    const folder = packageOf("export default acme('acme');", {
      exports: { '.': { import: { types: './index.d.ts', default: './main.js' }, require: { default: './main.cjs' } } },
    });

    const { code, err } = await run(folder, []);

    expect([code, err]).toEqual([0, '']);
  });

  it('says that a package is not built', async () => {
    const folder = packageOf('', { exports: './dist/index.js' });

    const { err } = await run(folder, []);

    expect(err).toMatch(/dist\/index\.js is not there: build the package first/);
  });
});

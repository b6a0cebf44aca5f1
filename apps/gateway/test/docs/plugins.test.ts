import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPlugins } from '../../src/plugins/load.ts';
import { call } from '../support/call.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { talk } from '../support/talk.ts';
import { COMPLETION, json, startUpstream, type Answer, type Upstream } from '../support/upstream.ts';
import { readPage, repositoryRoot } from './support/pages.ts';
import { run } from './support/run-block.ts';

const page = readPage('docs/plugins.md');
const files = page.blocks.flatMap(({ mark, text }) => (mark.kind === 'file' ? [{ name: mark.name, text }] : []));
/** What the page adds to a package that npm create wrote. */
const ADDED = 'talk/src/models-codec.ts';
const sources = files.filter(({ name }) => name.endsWith('.ts') && name !== ADDED);
const scripts = files.filter(({ name }) => name.endsWith('.js'));

const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const node = (...args: readonly string[]) => run(process.execPath, args, { folder, environment: {} });

/** Runs `npm create` as the page says, by its own program. */
const create = (...args: readonly string[]) => node(join(repositoryRoot, 'packages/create-provider/bin/create-provider.js'), ...args);

/** Code in quotes on the page, in its order. */
const quoted = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);

/** The names of an interface's members in a file of the SDK, or of a package beside it. */
function membersOf(name: string, file: string): readonly string[] {
  const text = readFileSync(join(repositoryRoot, 'packages/provider-sdk/src', file), 'utf8');
  const body = new RegExp(`interface ${name}\\b[^{]*\\{\\n([^]*?)\\n\\}`).exec(text)![1]!;
  return [...body.matchAll(/^ {2}readonly (\w+)/gm)].map(([, member]) => member!);
}

beforeAll(async () => {
  symlinkSync(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'));
  const acme = await create('acme', '--id', 'acme', '--name', 'Acme', '--base-url', 'https://api.acme.example/v1');
  const own = await create('talk', '--dialect', 'own');
  expect([acme.status, own.status]).toEqual([0, 0]);
  expect(existsSync(join(folder, ADDED))).toBe(false);
  writeFileSync(join(folder, ADDED), files.find(({ name }) => name === ADDED)!.text);
});

describe('the page about plugins', () => {
  it.each(sources.map(({ name, text }) => [name, text]))('shows %s as it is written by npm create', (name, text) => {
    expect(text).toBe(readFileSync(join(folder, name), 'utf8'));
  });

  it('shows a codec, strategies and checks that the compiler takes', async () => {
    mkdirSync(join(folder, 'plugins'));
    for (const { name, text } of scripts) writeFileSync(join(folder, name), text);
    const checked = { strict: true, allowJs: true, checkJs: true, noEmit: true };
    const compilerOptions = { ...checked, module: 'nodenext', target: 'es2023', types: [] };
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [ADDED, ...scripts.map(({ name }) => name)] }));

    expect(await node(join(repositoryRoot, 'node_modules/typescript/bin/tsc'), '-p', '.')).toEqual({ status: 0, output: '' });
    expect(scripts).toHaveLength(2);
  }, 60_000);

  it.each([
    ['SameDialect', 'operation.ts'],
    ['OperationTraits', 'operation.ts'],
    ['Fault', 'fault.ts'],
    ['Codec', 'codec.ts'],
    ['Answer', 'codec.ts'],
    ['ChatCall', 'chat/call.ts'],
    ['AssistantTurn', 'chat/call.ts'],
    ['ToolTurn', 'chat/call.ts'],
    ['Field', 'fields.ts'],
    ['Model', 'model.ts'],
    ['Operations', 'operation.ts'],
    ['Said', 'chat/reply.ts'],
    ['Frame', 'codec.ts'],
    ['Draft', 'codec.ts'],
    ['Asked', 'codec.ts'],
    ['Difference', 'difference.ts'],
    ['StrategyDefinition', 'strategy/define.ts'],
    ['CheckQuestion', 'check/check.ts'],
    ['KitFile', '../../provider-testkit/src/replies/kit-file.ts'],
  ])('names every member of %s', (name, file) => {
    const words = new Set(page.text.match(/\w+/g));

    expect(membersOf(name, file).filter((member) => !words.has(member))).toEqual([]);
  });

  it.each([
    [/^npm create .*/m, 'packages/create-provider/src/read-arguments.ts'],
    [/^\| Command +\| What it does[^]*?\n\n/m, 'packages/provider-testkit/src/cli/arguments.ts'],
  ])('types options that there are: %s', (place, file) => {
    const known = readFileSync(join(repositoryRoot, file), 'utf8');
    const typed = place.exec(page.text)![0].match(/--[a-z]+(?:-[a-z]+)*/g)!;

    expect(typed.filter((option) => !known.includes(`  ${option} `))).toEqual([]);
    expect(typed.length).toBeGreaterThan(2);
  });

  it('says the limits that there are', () => {
    const settings = readFileSync(join(repositoryRoot, 'docs/configuration.md'), 'utf8');

    for (const name of ['SLUICE_PLUGIN_BUSY_MS', 'SLUICE_PLUGIN_WAIT_MS']) {
      const [, onPage] = new RegExp(`${name}\`, default (\\d+)`).exec(page.text)!;
      expect(settings).toMatch(new RegExp(`\\| \`${name}\` +\\| \`\\w+\` +\\| \`${onPage}\` `));
    }
  });
});

describe('what a start says of a plugin', () => {
  const says = /\| The start says +\| To do[^\n]*\n[^\n]*\n([^]*?)\n\n/
    .exec(page.text)![1]!
    .split('\n')
    .map((row) => quoted(row)[0]!);

  const provider = (members: string) =>
    `export default { spec: 1, id: 'a', name: 'A', fields: {}, operations: {}, baseURL: () => 'http://a.invalid', authorize: (r) => r, ${members} };`;
  const field = (members: string) => provider(`fields: { key: { type: 'secret', required: true, ${members} } }`);

  /** For each row of the table, in its order, modules that come to it. */
  const wrong: readonly (readonly string[])[] = [
    [],
    ['export default 7;'],
    [provider('spec: 2')],
    [provider(`id: 'My Own'`)],
    [provider(''), provider('')],
    [field('')],
    [provider(`passHeaders: ['cookie']`)],
    [field(`label: 'Key', header: 'config'`)],
    [field(`label: 'Key'`), provider(`id: 'b', fields: { word: { type: 'text', label: 'Word', required: true, env: ['A_KEY'] } }`)],
    [provider('')],
  ];

  it('has a case here for each row', () => {
    expect(says).toHaveLength(wrong.length);
  });

  it.each(says.map((said, row) => [said, row] as const))('%s', async (said, row) => {
    const from = join(folder, `wrong-${row}`);
    mkdirSync(from);
    const manifest = { name: 'a', type: 'module', ...(row === wrong.length - 1 && { sluice: { capabilities: './capabilities.json' } }) };
    writeFileSync(join(from, 'package.json'), JSON.stringify(manifest));
    wrong[row]!.forEach((text, index) => writeFileSync(join(from, `${index}.js`), text));
    const names = wrong[row]!.length > 0 ? wrong[row]!.map((_text, index) => `./${index}.js`) : ['nobody-wrote-this'];

    const loading = loadPlugins(
      names.map((name) => ({ name, namedIn: 'plugins', from, shipped: false })),
      { busyMs: 0, waitMs: 0, stuckMs: 0 },
    );

    const pattern = said.split('…').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    await expect(loading).rejects.toThrow(new RegExp(pattern.join('.+')));
  });
});

describe('the providers of the page', () => {
  const trouble = (status: number, word: string) => json({ trouble: { word, text: 'not now' } }, status);
  /** What the provider answers at other addresses than its own. */
  const ANSWERS: Readonly<Record<string, Answer>> = {
    '/chat/completions': json(COMPLETION),
    '/models': json({ models: [{ called: 'talk-1' }, { called: 'talk-2' }] }),
    '/odd/talk': trouble(420, 'busy'),
    '/hopeless/talk': trouble(503, 'too_long'),
    '/pretending/talk': trouble(200, 'busy'),
  };
  const LISTER = `
    import talk from './talk/src/index.ts';
    import { modelsCodec } from './talk/src/models-codec.ts';
    export default { ...talk, id: 'lister', operations: { ...talk.operations, models: { dialect: 'openai-models', codec: modelsCodec } } };
  `;
  let upstream: Upstream;
  let gateway: InProcess;

  beforeAll(async () => {
    upstream = await startUpstream((response, received) => (ANSWERS[received.url] ?? talk('k'))(response, received));
    writeFileSync(join(folder, 'lister.ts'), LISTER);
    await build({
      entryPoints: { acme: join(folder, 'acme/src/index.ts'), talk: join(folder, 'talk/src/index.ts'), lister: join(folder, 'lister.ts') },
      outdir: join(folder, 'built'),
      outExtension: { '.js': '.mjs' },
      bundle: true,
      format: 'esm',
      platform: 'node',
      external: ['@sluice/*'],
    });
    gateway = await startInProcess({
      SLUICE_PLUGINS: ['acme', 'talk', 'lister'].map((name) => join(folder, 'built', `${name}.mjs`)).join(','),
      ACME_BASE_URL: upstream.origin,
      TALK_BASE_URL: upstream.origin,
      LISTER_BASE_URL: upstream.origin,
    });
  });
  afterAll(async () => {
    await gateway.stop();
    await upstream.close();
  });

  const user = { role: 'user', content: 'Hello' };
  const tool = { type: 'function', function: { name: 'look', parameters: { type: 'object', properties: {} } } };

  it.each([
    ['acme', '/v1/chat/completions', { model: 'small-1', messages: [user], logit_bias: { 1: 1 } }, /"content":"Paris"/],
    ['acme', '/v1/messages', { model: 'small-1', max_tokens: 9, messages: [user] }, /"text":"Paris"/],
    ['talk', '/v1/chat/completions', { model: 'talk-1', messages: [user] }, /"content":"You said: Hello".*"total_tokens":17/],
    [
      'talk',
      '/v1/chat/completions',
      { model: 'talk-1', messages: [user], tools: [tool] },
      /"name":"look","arguments":"\{\\"city\\":\\"Paris\\"\}"/,
    ],
    [
      'talk',
      '/v1/chat/completions',
      { model: 'talk-1', messages: [user], stream: true },
      /"content":"You s"[^]*"finish_reason":"stop"[^]*\[DONE\]/,
    ],
    [
      'talk',
      '/v1/messages',
      { model: 'talk-1', max_tokens: 9, messages: [user], stream: true },
      /"text":"You s"[^]*"stop_reason":"end_turn"/,
    ],
    ['talk', '/v1/responses', { model: 'talk-1', input: 'Hello' }, /"text":"You said: Hello"/],
  ])('answer: %s at %s', async (provider, path, body, expected) => {
    const reply = await call(gateway.url + path, { headers: { 'x-portkey-provider': provider, authorization: 'Bearer k' }, body });

    expect([reply.status, reply.headers['x-portkey-provider']]).toEqual([200, provider]);
    expect(reply.text).toMatch(expected);
    expect(upstream.received.at(-1)!.body.toString()).not.toContain('logit_bias');
  });

  it('refuse by name what they cannot do', async () => {
    const reply = await call(`${gateway.url}/v1/chat/completions`, {
      headers: { 'x-portkey-provider': 'talk', authorization: 'Bearer k' },
      body: { model: 'talk-1', messages: [user], response_format: { type: 'json_object' } },
    });

    expect([reply.status, reply.json.error.param]).toEqual([400, 'response_format']);
  });

  const at = (path: string, config: object = {}) =>
    call(`${gateway.url}/v1/chat/completions`, {
      headers: {
        'x-portkey-config': JSON.stringify({ provider: 'talk', custom_host: upstream.origin + path, ...config }),
        authorization: 'Bearer k',
      },
      body: { model: 'talk-1', messages: [user] },
    });

  it('keep the status that they answer with, and tell in their own words what went wrong', async () => {
    const asking = (body: object, key: string) =>
      call(`${gateway.url}/v1/chat/completions`, { headers: { 'x-portkey-provider': 'talk', authorization: `Bearer ${key}` }, body });

    const noKey = await asking({ model: 'talk-1', messages: [user] }, 'other');
    const noModel = await asking({ model: 'talk-9', messages: [user] }, 'k');
    const odd = await at('/odd');

    expect([noKey.status, noKey.json.error.message]).toEqual([401, expect.stringContaining('nobody has this key')]);
    expect([noModel.status, noModel.json.error.message]).toEqual([404, expect.stringContaining('there is no model "talk-9"')]);
    expect([odd.status, odd.json.error]).toEqual([
      420,
      { message: 'talk error: not now', type: 'overloaded_error', param: null, code: 'busy' },
    ]);
  });

  it('have the status of the kind where they answered well and meant otherwise', async () => {
    const pretending = await at('/pretending');

    expect([pretending.status, pretending.json.error.code]).toEqual([503, 'busy']);
  });

  it.each([
    ['/odd', { attempts: 1 }, 1],
    ['/odd', { attempts: 1, on_status_codes: [420] }, 2],
    ['/hopeless', { attempts: 1, on_status_codes: [503] }, 1],
  ])('are tried again by their status, unless the kind is hopeless: %s with %j', async (path, retry, times) => {
    const before = upstream.received.length;

    await at(path, { retry });

    expect(upstream.received.length - before).toBe(times);
  });

  it.each([
    [{ on_fault_kinds: ['overloaded'] }, 200],
    [{ on_fault_kinds: ['rate_limited'] }, 420],
  ])('are passed on from by the kind: %j', async (lists, status) => {
    const targets = [{ provider: 'talk', custom_host: `${upstream.origin}/odd` }, { provider: 'talk' }];

    const reply = await call(`${gateway.url}/v1/chat/completions`, {
      headers: {
        'x-portkey-config': JSON.stringify({ strategy: { mode: 'fallback', ...lists }, targets }),
        authorization: 'Bearer k',
      },
      body: { model: 'talk-1', messages: [user] },
    });

    expect(reply.status).toBe(status);
  });

  it('list models, of which the gateway finds one', async () => {
    const get = (path: string) =>
      call(gateway.url + path, { method: 'GET', headers: { 'x-portkey-provider': 'lister', authorization: 'Bearer k' } });

    const [all, one, none] = [await get('/v1/models'), await get('/v1/models/talk-2'), await get('/v1/models/talk-9')];

    expect(all.json.data.map(({ id }: { readonly id: string }) => id)).toEqual(['talk-1', 'talk-2']);
    expect(one.json).toMatchObject({ id: 'talk-2', object: 'model' });
    expect(none.status).toBe(404);
    expect(upstream.received.at(-1)).toMatchObject({ method: 'GET', url: '/models', body: Buffer.alloc(0) });
  });
});

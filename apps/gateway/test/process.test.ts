import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADMIN_KEY, eventually, launch, startGateway } from './support/gateway.ts';
import { call, CHAT } from './support/call.ts';
import { startUpstream } from './support/upstream.ts';

const mock = { 'x-portkey-provider': 'mock' };
const chat = (url: string, headers: Record<string, string> = mock, body: object = CHAT) =>
  call(`${url}/v1/chat/completions`, { headers, body });
const newFolder = () => mkdtempSync(join(tmpdir(), 'sluice-test-'));

describe('the first start', () => {
  it('makes an admin key, prints it once and keeps only its hash', async () => {
    const folder = newFolder();
    const first = await startGateway({ folder, environment: { SLUICE_ADMIN_KEY: '' } });
    await eventually(() => first.output().includes('admin key: '), 'no key was made');
    const key = /^admin key: (sk-sluice-\S+)$/m.exec(first.output())?.[1];
    const used = await chat(first.url, { ...mock, 'x-portkey-api-key': key!, 'x-portkey-provider': '@none' });
    first.signal('SIGTERM');
    await first.exited;
    const kept = readdirSync(join(folder, '.sluice')).map((name) => join(folder, '.sluice', name));
    const texts = kept.map((file) => readFileSync(file, 'utf8'));
    const modes = kept.map((file) => statSync(file).mode & 0o777);
    const second = await startGateway({ folder, environment: { SLUICE_ADMIN_KEY: '' } });
    const usedAgain = await chat(second.url, { ...mock, 'x-portkey-api-key': key!, 'x-portkey-provider': '@none' });
    await second.stop();

    expect(key).toMatch(/^sk-sluice-.{32,}$/);
    // Known to the gateway: what fails is the virtual key that it names.
    expect([used.status, usedAgain.status]).toEqual([400, 400]);
    expect(second.output()).not.toContain('admin key');
    expect(texts.some((text) => text.includes(key!.slice(10)))).toBe(false);
    expect(modes).toEqual(kept.map(() => 0o600));
  });

  it('takes a preset key of sixteen characters, and no shorter one', async () => {
    const preset = await startGateway({ environment: { SLUICE_ADMIN_KEY: 'sixteen-letters!' } });
    const reply = await chat(preset.url, { 'x-sluice-api-key': 'sixteen-letters!', 'x-portkey-virtual-key': 'none' });
    await preset.stop();
    const short = await launch({ environment: { SLUICE_ADMIN_KEY: 'too-short' } });

    expect(reply.status).toBe(400);
    expect(preset.output()).not.toContain('admin key');
    expect(await short.exited).toBe(1);
    expect(short.output()).toMatch(/SLUICE_ADMIN_KEY: it has 9 characters/);
    expect(short.output()).not.toContain('too-short');
  });

  it('notices another encryption key, and says what to do', async () => {
    const folder = newFolder();
    const first = await startGateway({ folder, environment: { SLUICE_ADMIN_KEY: '', SLUICE_ENCRYPTION_KEY: 'one-secret-0123456789' } });
    first.signal('SIGTERM');
    await first.exited;

    const other = await launch({ folder, environment: { SLUICE_ADMIN_KEY: '', SLUICE_ENCRYPTION_KEY: 'other-secret-0123456789' } });

    expect(await other.exited).toBe(1);
    expect(other.output()).toMatch(/SLUICE_ENCRYPTION_KEY: .*bring that one back/);
  });

  it('keeps its state where it is told to', async () => {
    const folder = newFolder();
    const gateway = await startGateway({ environment: { SLUICE_DATA_DIR: join(folder, 'deep', 'state'), SLUICE_ADMIN_KEY: '' } });
    await gateway.stop();

    expect(readdirSync(join(folder, 'deep', 'state')).toSorted()).toEqual(['encryption.key', 'logs.db', 'sluice.db']);
  });
});

describe('a start that cannot be obeyed', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['PORT', { PORT: '99999' }, /PORT: "99999"/],
    ['SLUICE_AUTH', { SLUICE_AUTH: 'maybe' }, /SLUICE_AUTH: "maybe" is none of auto, required, open/],
    ['SLUICE_MAX_BODY', { SLUICE_MAX_BODY: 'much' }, /SLUICE_MAX_BODY: "much"/],
    ['SLUICE_WORKERS', { SLUICE_WORKERS: '0' }, /SLUICE_WORKERS: "0"/],
    ['SLUICE_IDLE_TIMEOUT_MS', { SLUICE_IDLE_TIMEOUT_MS: '-1' }, /SLUICE_IDLE_TIMEOUT_MS/],
    ['SLUICE_LOG_LEVEL', { SLUICE_LOG_LEVEL: 'loud' }, /SLUICE_LOG_LEVEL/],
    ['SLUICE_CORS_ORIGINS', { SLUICE_CORS_ORIGINS: 'example.com' }, /SLUICE_CORS_ORIGINS: "example.com"/],
    ['TRUSTED_CUSTOM_HOSTS', { TRUSTED_CUSTOM_HOSTS: 'http://x/' }, /TRUSTED_CUSTOM_HOSTS/],
    ['GROQ_BASE_URL', { GROQ_BASE_URL: 'groq' }, /GROQ_BASE_URL: "groq" is not an http or https address/],
    ['SLUICE_DATABASE_URL', { SLUICE_DATABASE_URL: 'mysql://x' }, /SLUICE_DATABASE_URL: it has to be postgres:/],
    ['SLUICE_REDIS_URL', { SLUICE_REDIS_URL: 'redis://x' }, /SLUICE_REDIS_URL: .* is not built yet/],
    ['SLUICE_PLUGINS', { SLUICE_PLUGINS: 'nobody-wrote-this' }, /SLUICE_PLUGINS: "nobody-wrote-this" is not installed/],
    ['SLUICE_CONFIG', { SLUICE_CONFIG: '/no/such/file.yaml' }, /SLUICE_CONFIG: there is no file/],
    ['SLUICE_RETIRED_MODELS', { SLUICE_RETIRED_MODELS: 'maybe' }, /SLUICE_RETIRED_MODELS/],
    ['SLUICE_DATA_DIR', { SLUICE_DATA_DIR: '/dev/null/state' }, /SLUICE_DATA_DIR/],
  ])('names %s and ends with status 1', async (_name, environment, message) => {
    const gateway = await launch({ environment });

    expect(await gateway.exited).toBe(1);
    expect(gateway.output()).toMatch(message);
    expect(gateway.output()).not.toContain('    at ');
  });

  it.each(['1', '2'])(
    'makes and prints no key that nobody would see, with %s workers',
    async (workers) => {
      const folder = newFolder();
      const taken = await startGateway();
      const busy = await launch({ folder, environment: { PORT: String(taken.port), SLUICE_ADMIN_KEY: '', SLUICE_WORKERS: workers } });
      const busyStatus = await busy.exited;
      await taken.stop();
      const wrong = await launch({
        folder,
        config: 'virtual_keys: [{ slug: a, provider: grok, key: k }]',
        environment: { SLUICE_ADMIN_KEY: '', SLUICE_WORKERS: workers },
      });
      const wrongStatus = await wrong.exited;
      const good = await startGateway({ folder, config: '', environment: { SLUICE_ADMIN_KEY: '', SLUICE_WORKERS: workers } });
      await eventually(() => good.output().includes('admin key: '), 'no key was made');
      await good.stop();

      expect([busyStatus, wrongStatus]).toEqual([1, 1]);
      expect(busy.output() + wrong.output()).not.toContain('admin key');
      expect(wrong.output()).toMatch(/sluice.config.yaml: virtual_keys\[0\].provider/);
      expect(good.output().match(/^admin key: /gm)).toHaveLength(1);
    },
    30_000,
  );

  it('says that a port is taken', async () => {
    const first = await startGateway();
    const second = await launch({ environment: { PORT: String(first.port) } });

    expect(await second.exited).toBe(1);
    expect(second.output()).toMatch(/taken already/);
    await first.stop();
  });
});

describe('the command line', () => {
  it.each<[string[], number, RegExp]>([
    [['--help'], 0, /start .*\n.*check/],
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/],
    [['providers'], 0, /groq .*chat/],
    [['dance'], 1, /there is no such command; there are start, check, providers, plugin, explain, replay, dry-run, db/],
    [['--dance'], 1, /--dance/],
    [['check'], 1, /there is no sluice.config.yaml/],
    [['check', 'missing.yaml'], 1, /there is no file/],
  ])('%j', async (args, status, printed) => {
    const process = await launch({ args });

    expect(await process.exited).toBe(status);
    expect(process.output()).toMatch(printed);
  });

  it('checks a config file without starting anything', async () => {
    const good = await launch({ args: ['check'], config: 'virtual_keys: [{ slug: a, provider: groq, key: k }]' });
    const bad = await launch({ args: ['check'], config: 'virtual_keys: [{ slug: a, provider: nobody, key: k }]' });

    expect([await good.exited, good.output()]).toEqual([0, expect.stringMatching(/is good: 0 api_keys, 1 virtual_keys/)]);
    expect([await bad.exited, bad.output()]).toEqual([1, expect.stringMatching(/virtual_keys\[0\].provider: "nobody" is not loaded/)]);
  });
});

describe('plugins', () => {
  const plugin = (id: string, extra = '') => `
    const operation = { dialect: 'openai-chat', path: '/chat/completions' };
    export default { spec: 1, id: '${id}', name: 'Mine', aliases: [], stability: 'beta', fields: {}, credential: undefined, models: [], passHeaders: [],
      operations: { chat: operation }, baseURL: () => 'http://mine.invalid', authorize: (request) => request, readFault: undefined,
      answer: () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from('{"from":"${id}"}') }) ${extra} };`;
  const written = (name: string, text: string, folder = newFolder()) => {
    writeFileSync(join(folder, name), text);
    return folder;
  };

  it('are loaded from where the environment or the config file names them', async () => {
    const folder = written('mine.mjs', plugin('mine'));
    const packaged = join(folder, 'node_modules', 'sluice-provider-theirs');
    mkdirSync(packaged, { recursive: true });
    writeFileSync(join(packaged, 'package.json'), '{"name":"sluice-provider-theirs","type":"module","exports":"./index.js"}');
    writeFileSync(join(packaged, 'index.js'), plugin('theirs'));
    const gateway = await startGateway({ folder, config: 'plugins: ["./mine.mjs", sluice-provider-theirs]' });

    const replies = await Promise.all(['mine', 'theirs'].map((provider) => chat(gateway.url, { 'x-portkey-provider': provider })));
    await gateway.stop();

    expect(replies.map(({ json }) => json)).toEqual([{ from: 'mine' }, { from: 'theirs' }]);
  });

  it.each<[string, string, RegExp]>([
    ['that clash', plugin('groq'), /both provide "groq"/],
    ['of another spec', plugin('mine', ', spec: 2'), /was written for provider spec 2; this gateway speaks 1/],
    ['that export nothing', 'export const x = 1;', /does not default-export a provider/],
    ['with an odd id', plugin('My Own'), /has the id "My Own"/],
  ])('%s stop the start with a sentence', async (_what, text, message) => {
    const folder = written('mine.mjs', text);
    const gateway = await launch({ folder, environment: { SLUICE_PLUGINS: './mine.mjs' } });

    expect(await gateway.exited).toBe(1);
    expect(gateway.output()).toMatch(message);
  });

  it('that throw are left out of a start, and fail what checks or lists them', async () => {
    const folder = written('mine.mjs', 'throw new Error("no luck");');
    writeFileSync(join(folder, 'sluice.config.yaml'), 'plugins: [./mine.mjs]\nvirtual_keys: [{ slug: v, provider: mine, key: k }]\n');
    const gateway = await startGateway({ folder });

    const replies = await Promise.all([chat(gateway.url, mock), chat(gateway.url, { 'x-portkey-provider': 'mine' })]);
    const [check, list] = [await launch({ folder, args: ['check'] }), await launch({ folder, args: ['providers'] })];
    const statuses = [await check.exited, await list.exited];
    await gateway.stop();

    expect(replies.map(({ status }) => status)).toEqual([200, 400]);
    expect(replies[1]!.json.error.message).toContain('the plugin "./mine.mjs" could not be loaded (no luck)');
    expect(statuses).toEqual([1, 1]);
    expect([check.output(), list.output()]).toEqual([
      expect.stringMatching(/sluice\.config\.yaml: plugins: "\.\/mine\.mjs" could not be loaded \(no luck\)/),
      expect.stringMatching(/groq[^]*"\.\/mine\.mjs" could not be loaded \(no luck\)/),
    ]);
  });
});

describe('SIGTERM', () => {
  it('lets streams finish, takes nothing new, writes the log and ends with status 0', async () => {
    const gateway = await startGateway();
    const stream = chat(gateway.url, mock, { ...CHAT, stream: true, mock: { chunks: 10, gap_ms: 80 } });
    await new Promise((resolve) => setTimeout(resolve, 200));

    gateway.signal('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const refused = await new Promise((resolve) => {
      const socket = connect(gateway.port, '127.0.0.1');
      socket.on('error', () => resolve(true));
      socket.on('connect', () => resolve(false));
    });
    const reply = await stream;

    expect(refused).toBe(true);
    expect(reply.text).toMatch(/\[DONE\]\n\n$/);
    expect(await gateway.exited).toBe(0);
    expect(gateway.output()).toContain('"event":"request"');
  });

  it('waits no longer than it may', async () => {
    const gateway = await startGateway({ environment: { SLUICE_DRAIN_TIMEOUT_MS: '300' } });
    const stream = chat(gateway.url, mock, { ...CHAT, stream: true, mock: { stall_after: 2 } });
    await new Promise((resolve) => setTimeout(resolve, 200));

    const asked = performance.now();
    gateway.signal('SIGTERM');

    expect(await gateway.exited).toBe(0);
    expect(performance.now() - asked).toBeLessThan(3000);
    expect((await stream).cut).toBe(true);
  });

  it('is not held up by a wait whose answer has long been given', async () => {
    const gateway = await startGateway();
    const config = { strategy: { mode: 'fallback', hedge_after_ms: 60_000 }, targets: [{ provider: 'mock' }, { provider: 'mock' }] };
    const reply = await call(`${gateway.url}/v1/chat/completions`, {
      headers: { 'x-portkey-config': JSON.stringify(config) },
      body: { ...CHAT, model: 'mock' },
    });
    const asked = performance.now();

    gateway.signal('SIGTERM');

    expect(reply.status).toBe(200);
    expect(await gateway.exited).toBe(0);
    expect(performance.now() - asked).toBeLessThan(10_000);
    await gateway.stop();
  });

  it('has what it cut short on record', async () => {
    const gateway = await startGateway({ environment: { SLUICE_DRAIN_TIMEOUT_MS: '200' } });
    const waiting = call(`${gateway.url}/v1/chat/completions`, {
      headers: { 'x-portkey-config': '{"provider":"mock","retry":{"attempts":5}}' },
      body: { ...CHAT, model: 'mock', mock: { status: 503 } },
    }).catch(() => 'cut');
    await eventually(
      async () => (await call(`${gateway.url}/metrics`)).text.includes('sluice_requests_in_flight 1'),
      'nothing is in flight',
    );

    gateway.signal('SIGTERM');

    expect(await waiting).toBe('cut');
    expect(await gateway.exited).toBe(0);
    expect(gateway.output()).toContain('"status":499');
    expect(gateway.output()).not.toContain('a log sink failed');
    await gateway.stop();
  });
});

describe('workers', () => {
  it('share one address, are replaced when they die, and go together', async () => {
    const gateway = await startGateway({ environment: { SLUICE_WORKERS: '2', SLUICE_ADMIN_KEY: '' } });
    const children = () =>
      readFileSync(`/proc/${gateway.pid}/task/${gateway.pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number);
    await eventually(() => children().length === 2, 'two workers');
    const [victim] = children();
    // Young workers that die are taken for ones that cannot live.
    await new Promise((resolve) => setTimeout(resolve, 5200));

    process.kill(victim!, 'SIGKILL');
    await eventually(() => children().length === 2 && !children().includes(victim!), 'a new worker');
    await eventually(async () => (await chat(gateway.url).catch(() => undefined))?.status === 200, 'an answer');

    expect(gateway.output().match(/admin key/g)).toHaveLength(1);
    expect(await gateway.stop()).toBe(0);
  }, 30_000);
});

describe('who is let in', () => {
  const own = { 'x-portkey-provider': 'mock' };

  it.each<[string, string, Record<string, string>, number]>([
    ['auto', '127.0.0.1', own, 200],
    ['required', '127.0.0.1', own, 401],
    ['required', '127.0.0.1', { ...own, 'x-portkey-api-key': ADMIN_KEY }, 200],
    ['auto', '0.0.0.0', own, 401],
    ['auto', '0.0.0.0', { ...own, authorization: `Bearer ${ADMIN_KEY}` }, 200],
    ['open', '0.0.0.0', own, 200],
    ['open', '0.0.0.0', { 'x-portkey-virtual-key': 'x' }, 400],
  ])('SLUICE_AUTH=%s bound to %s with %j: %i', async (mode, host, headers, status) => {
    const gateway = await startGateway({ environment: { SLUICE_AUTH: mode, HOST: host } });

    const reply = await chat(gateway.url, headers);
    const figures = await call(`${gateway.url}/metrics`);
    await gateway.stop();

    expect(reply.status).toBe(status);
    expect(figures.status).toBe(host === '127.0.0.1' ? (mode === 'required' ? 200 : 200) : 401);
  });
});

describe('one who may not call', () => {
  it('is told so before its body is read, whatever that is', async () => {
    const gateway = await startGateway({ environment: { SLUICE_AUTH: 'required' } });
    const unread = await new Promise<string>((resolve) => {
      const socket = connect(gateway.port, '127.0.0.1', () =>
        socket.write(
          'POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 90000000\r\n\r\n{',
        ),
      );
      socket.once('data', (chunk) => {
        resolve(chunk.toString());
        socket.destroy();
      });
    });
    const broken = await call(`${gateway.url}/v1/chat/completions`, { headers: mock, body: '{oops' });
    await gateway.stop();

    expect(unread).toMatch(/^HTTP\/1.1 401/);
    expect(broken.status).toBe(401);
  });
});

describe('limits and other settings', () => {
  it('are as they are set', async () => {
    const upstream = await startUpstream();
    const gateway = await startGateway({
      environment: {
        SLUICE_MAX_BODY: '2KiB',
        SLUICE_MAX_HEADERS: '8kb',
        SLUICE_MAX_JSON_DEPTH: '5',
        SLUICE_CORS_ORIGINS: 'https://app.example',
        SLUICE_LOG_LEVEL: 'error',
        OPENAI_API_KEY: 'sk-environment',
        OPENAI_ORG_ID: 'org_1',
        OPENAI_BASE_URL: upstream.origin,
        HOST: '127.0.0.1',
      },
    });

    const body = await chat(gateway.url, mock, { ...CHAT, pad: 'x'.repeat(3000) });
    const headers = await chat(gateway.url, { ...mock, 'x-pad': 'x'.repeat(9000) });
    const depth = await chat(gateway.url, mock, { ...CHAT, a: [[[[[[]]]]]] });
    const origin = await chat(gateway.url, { ...mock, origin: 'https://app.example' });
    const stranger = await chat(gateway.url, { ...mock, origin: 'https://evil.example' });
    const preflight = await call(`${gateway.url}/v1/chat/completions`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-portkey-provider',
      },
    });
    await chat(gateway.url, { 'x-portkey-api-key': ADMIN_KEY, 'x-portkey-provider': 'openai' });
    await gateway.stop();
    await upstream.close();

    expect(body.status).toBe(413);
    expect([headers.status, headers.json.status, headers.headers['x-portkey-trace-id']]).toEqual([
      431,
      'failure',
      expect.stringMatching(/.{8}/),
    ]);
    expect([depth.status, depth.json.message]).toEqual([400, expect.stringContaining('deeper than 5')]);
    expect(origin.headers['access-control-allow-origin']).toBe('https://app.example');
    expect(stranger.headers).not.toHaveProperty('access-control-allow-origin');
    expect(preflight.headers['access-control-allow-headers']).toContain('x-portkey-provider');
    expect(gateway.output()).not.toContain('"level":"info"');
    expect(upstream.received.at(-1)!.headers).toMatchObject({ authorization: 'Bearer sk-environment', 'openai-organization': 'org_1' });
  });

  it('give no CORS where none is set', async () => {
    const gateway = await startGateway();

    const reply = await chat(gateway.url, { ...mock, origin: 'https://app.example' });
    await gateway.stop();

    expect(reply.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('time out a connection that is never made', async () => {
    // Nobody takes what waits behind a full backlog; 192.0.2.0/24 would leave this machine.
    const { createServer } = await import('node:net');
    const full = createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 });
    await new Promise((resolve) => full.once('listening', resolve));
    const { port } = full.address() as { port: number };
    // An accepted connection that never answers TLS is one that never comes to be.
    const gateway = await startGateway({ environment: { SLUICE_CONNECT_TIMEOUT_MS: '1500', GROQ_BASE_URL: `https://127.0.0.1:${port}` } });
    const order: string[] = [];
    const noting = async (name: string, asked: ReturnType<typeof chat>) => {
      const answered = await asked;
      order.push(name);
      return answered;
    };

    const [reply, sooner] = await Promise.all([
      noting('by the setting', chat(gateway.url, { 'x-portkey-provider': 'groq', authorization: 'k' })),
      noting('by its config', chat(gateway.url, { 'x-portkey-config': '{"provider":"groq","connect_timeout_ms":50}', authorization: 'k' })),
    ]);
    await gateway.stop();
    full.close();

    expect([sooner.status, order]).toEqual([503, ['by its config', 'by the setting']]);
    expect([reply.status, reply.json.error.code, reply.headers['retry-after']]).toEqual([503, 'connect_timeout', '1']);
  });
});

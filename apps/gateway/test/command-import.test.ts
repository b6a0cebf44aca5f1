import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../src/exchange/import/report.ts';
import { admin, chat, done } from './stored/support.ts';
import { call } from './support/call.ts';
import { command, ran } from './support/command.ts';
import { ADMIN_KEY, startGateway, type Gateway } from './support/gateway.ts';
import { COMPLETION, json, startUpstream, type Upstream } from './support/upstream.ts';

/** An account as Portkey's API tells it, by the documented shapes. */
const ACCOUNT = {
  workspaces: [
    {
      id: 'ws-id-1',
      slug: 'ws-core-1',
      name: 'Core',
      description: 'ours',
      defaults: { metadata: { team: 'core' }, input_guardrails: ['pg-words'] },
    },
    { id: 'ws-id-2', slug: 'ws-lab-2', name: 'Lab' },
  ],
  integrations: [
    {
      id: 'int-1',
      slug: 'int-groq',
      name: 'Groq',
      ai_provider_id: 'groq',
      type: 'organisation',
      masked_key: 'gs****yz',
      configurations: {},
      models: { allow_all_models: false, models: [{ slug: 'llama', enabled: true, created_at: 'x' }] },
      access: { global_workspace_access: { enabled: false }, workspaces: [{ id: 'ws-id-1', enabled: true, usage_limits: null }] },
    },
    { id: 'int-2', slug: 'int-strange', name: 'Strange', ai_provider_id: 'nobody-knows', type: 'organisation' },
  ],
  providers: [
    { slug: 'groq-core', name: 'Groq core', integration_id: 'int-1', workspace_id: 'ws-id-1', status: 'active', rate_limits: null },
  ],
  virtual_keys: [
    {
      slug: 'groq-old-a1b2c3',
      name: 'Old',
      provider: 'groq',
      workspace_id: 'ws-id-1',
      status: 'active',
      note: null,
      usage_limits: { credit_limit: 10, type: 'cost', periodic_reset: 'monthly', current_usage: 3 },
      model_config: { organization: 'sk***' },
    },
    { slug: 'mystery', name: 'Mystery', status: 'active' },
  ],
  guardrails: [
    {
      id: 'g-1',
      slug: 'pg-words',
      name: 'Words',
      workspace_id: 'ws-id-1',
      checks: [{ id: 'default.contains', parameters: { operator: 'none', words: ['swordfish'] } }],
      actions: { deny: true, on_fail: { feedback: { value: -5, weight: 1, metadata: '' } } },
    },
    {
      id: 'g-2',
      slug: 'pg-said',
      name: 'Said',
      workspace_id: 'ws-id-1',
      checks: [{ id: 'default.contains', parameters: { operator: 'any', words: ['a'] } }],
      actions: { deny: true, message: 'no' },
    },
  ],
  configs: [
    {
      id: 'c-1',
      slug: 'pc-main-1',
      name: 'Main',
      workspace_id: 'ws-id-1',
      is_default: 0,
      config: JSON.stringify({ virtual_key: 'groq-old-a1b2c3', override_params: { seed: 9 } }),
    },
    { id: 'c-2', slug: 'pc-unbuilt', name: 'Unbuilt', workspace_id: 'ws-id-1', config: { provider: 'groq', no_such_member: 1 } },
  ],
  labels: [
    { id: 'l-1', name: 'production', is_universal: true },
    { id: 'l-2', name: 'canary', workspace_id: 'ws-id-1', color_code: '#ff0000' },
  ],
  collections: [
    { id: 'col-3', slug: 'inner', name: 'Inner', workspace_id: 'ws-id-1', parent_collection_id: 'col-2' },
    { id: 'col-1', slug: 'default-x', name: 'Default', workspace_id: 'ws-id-1', is_default: 1 },
    { id: 'col-2', slug: 'outer', name: 'Outer', workspace_id: 'ws-id-1' },
  ],
  partials: [
    {
      id: 'pt-1',
      slug: 'tone',
      name: 'Tone',
      string: 'Be {{tone}}.',
      version: 1,
      versions: [
        { prompt_partial_version_id: 'ptv-2', version: 2, string: 'Be very {{tone}}.', prompt_version_status: 'archived' },
        { prompt_partial_version_id: 'ptv-1', version: 1, string: 'Be {{tone}}.', prompt_version_status: 'active' },
      ],
      workspace_id: 'ws-id-1',
    },
  ],
  prompts: [
    {
      id: 'p-1',
      slug: 'pp-greet-1',
      name: 'Greet',
      collection_id: 'col-3',
      workspace_id: 'ws-id-1',
      string: '[{"role":"user","content":"two {{> tone}}"}]',
      parameters: { model: 'llama', temperature: 0.3 },
      virtual_key: 'groq-old-a1b2c3',
      prompt_version: 2,
      versions: [
        {
          id: 'pv-3',
          prompt_version: 3,
          prompt_template: '[{"role":"user","content":"three"}]',
          status: 'archived',
          label_id: 'l-2',
          parameters: { model: 'llama' },
          virtual_key: 'gone',
        },
        {
          id: 'pv-2',
          prompt_version: 2,
          prompt_template: '[{"role":"user","content":"two {{> tone}}"}]',
          status: 'active',
          label_id: null,
          parameters: { model: 'llama', temperature: 0.3 },
          virtual_key: 'groq-old-a1b2c3',
        },
        {
          id: 'pv-1',
          prompt_version: 1,
          prompt_template: '[{"role":"user","content":"one"}]',
          status: 'archived',
          label_id: 'l-1',
          parameters: { model: 'llama' },
          virtual_key: 'groq-old-a1b2c3',
        },
      ],
    },
  ],
  api_keys: [
    {
      id: 'k-1',
      name: 'Backend',
      type: 'workspace-service',
      workspace_id: 'ws-id-1',
      scopes: ['completions.write', 'prompts.render', 'time.travel'],
      defaults: { config_id: 'c-1', metadata: { app: 'web' } },
      key: 'ab****cd',
    },
    { id: 'k-2', name: 'Of Ada', type: 'workspace-user', workspace_id: 'ws-id-1', user_id: 'u-1', scopes: ['completions.write'] },
  ],
} as const;

let folder: string;
let upstream: Upstream;
let gateway: Gateway;
beforeAll(async () => {
  upstream = await startUpstream();
  upstream.answer = json(COMPLETION);
});
afterAll(() => upstream.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-command-'));
  gateway = await startGateway({ environment: { GROQ_BASE_URL: upstream.origin, TRUSTED_CUSTOM_HOSTS: '127.0.0.1' } });
});
afterEach(async () => {
  await gateway.stop();
  rmSync(folder, { recursive: true, force: true });
});

const importing = (...args: string[]) => ran(['import', 'portkey', ...args, '--url', gateway.url], { folder });
const ask = async (path: string) =>
  (await done(admin(gateway.url, 'GET', path))) as Record<string, unknown> & { data: Record<string, unknown>[] };
const outcomesOf = ({ outcomes }: Report) => Object.fromEntries(outcomes.map(({ kind, name, outcome }) => [`${kind} ${name}`, outcome]));

const EXPECTED = {
  'workspaces ws-core-1': 'made',
  'workspaces ws-lab-2': 'made',
  'integrations int-groq': 'made',
  'integrations int-strange': 'left',
  'providers groq-core': 'made',
  'virtual_keys groq-old-a1b2c3': 'made',
  'virtual_keys mystery': 'left',
  'guardrails pg-words': 'made',
  'guardrails pg-said': 'left',
  'configs pc-main-1': 'made',
  'configs pc-unbuilt': 'left',
  'labels production': 'kept',
  'labels canary': 'made',
  'collections outer': 'made',
  'collections inner': 'made',
  'partials tone': 'made',
  'prompts pp-greet-1': 'made',
  'api_keys Backend': 'made',
  'api_keys Of Ada': 'left',
};

/** That what was taken works as it did there, once the secrets are brought. */
async function requireWorking({ keys, toDo }: Report): Promise<void> {
  expect(toDo).toEqual([
    'PUT /v1/integrations/int-groq {"key": "…", "status": "active"}',
    'sluice virtual-keys update groq-old-a1b2c3 --status active --credential-file FILE',
  ]);
  const { key } = keys[0]!;
  const before = upstream.received.length;
  const lacking = await chat(gateway.url, key, {});
  writeFileSync(join(folder, 'key'), 'gsk_brought_0123456789');
  await ran(['virtual-keys', 'update', 'groq-old-a1b2c3', '--status', 'active', '--credential-file', 'key', '--url', gateway.url], {
    folder,
  });
  await done(admin(gateway.url, 'PUT', '/integrations/int-groq', { key: 'gsk_lent_0123456789', status: 'active' }));

  // Nothing goes out with a key that is none.
  expect([lacking.status, upstream.received.length - before]).toEqual([400, 0]);
  const reply = await chat(gateway.url, key, {});
  expect(reply.status).toBe(200);
  expect(upstream.received.at(-1)!.headers.authorization).toBe('Bearer gsk_brought_0123456789');
  expect(JSON.parse(upstream.received.at(-1)!.body.toString())).toMatchObject({ seed: 9 });
  await chat(gateway.url, key, { 'x-portkey-provider': '@groq-core', 'x-portkey-config': '{}' });
  const prompt = async (reference: string) => {
    const { status, text } = await call(`${gateway.url}/v1/prompts/${reference}/completions`, {
      headers: { 'x-portkey-api-key': key },
      body: { variables: { tone: 'kind' } },
    });
    if (status !== 200) return text;
    return (JSON.parse(upstream.received.at(-1)!.body.toString()) as { messages: { content: string }[] }).messages[0]!.content;
  };
  expect([await prompt('pp-greet-1'), await prompt('pp-greet-1@production'), await prompt('pp-greet-1@3')]).toEqual([
    'two Be kind.',
    'one',
    'three',
  ]);
  const refused = await call(`${gateway.url}/v1/chat/completions`, {
    headers: { 'x-portkey-api-key': key },
    body: { model: 'llama', messages: [{ role: 'user', content: 'swordfish' }] },
  });
  expect(refused.status).toBe(446);
}

describe('sluice import portkey --from', () => {
  beforeEach(() => writeFileSync(join(folder, 'account.json'), JSON.stringify({ ...ACCOUNT, labels: { data: ACCOUNT.labels } })));

  it('takes over all that can be, tells what cannot, and does nothing when done again', async () => {
    const dry = JSON.parse(await importing('--from', 'account.json', '--dry-run', '--json')) as Report;
    const untouched = (await ask('/admin/workspaces')).data;
    const report = JSON.parse(await importing('--from', 'account.json', '--json')) as Report;
    const again = JSON.parse(await importing('--from', 'account.json', '--json')) as Report;

    expect(untouched.map(({ slug }) => slug)).toEqual(['default']);
    expect(Object.keys(outcomesOf(dry)).toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
    expect(outcomesOf(report)).toEqual(EXPECTED);
    expect(outcomesOf(again)).toEqual(
      Object.fromEntries(Object.entries(EXPECTED).map(([name, outcome]) => [name, outcome === 'made' ? 'kept' : outcome])),
    );
    expect([again.keys, again.toDo]).toEqual([[], []]);
    const noteOf = (name: string) => report.outcomes.find((each) => each.name === name)?.notes.join(' ');
    expect(noteOf('int-strange')).toContain('nobody-knows');
    expect(noteOf('mystery')).toContain('does not say whom it calls');
    expect(noteOf('pg-said')).toContain('message');
    expect(noteOf('pc-unbuilt')).toContain('no_such_member');
    expect(noteOf('groq-old-a1b2c3')).toContain('"organization" is shown by its end only');
    expect(noteOf('pp-greet-1')).toContain('"gone" is not here');
    expect(noteOf('Backend')).toContain('time.travel');
    expect(noteOf('Of Ada')).toContain('users are not taken over');
    expect(await ask('/virtual-keys/groq-old-a1b2c3')).toMatchObject({
      status: 'archived',
      usage_limits: { credit_limit: 10, periodic_reset: 'monthly' },
    });
    expect((await ask('/collections/inner'))['parent_collection_id']).toBe((await ask('/collections/outer'))['id']);
    await requireWorking(report);
  });

  it('prints it for people, keys and what is left to do at the end', async () => {
    const printed = await importing('--from', 'account.json');

    expect(printed).toMatch(/^made {10}workspaces ws-core-1\n/);
    expect(printed).toMatch(/New keys, shown this once:\n {2}Backend: sk-sluice-\S+\n/);
    expect(printed).toMatch(/\n13 made, 1 here already, 5 not taken\n$/);
  });

  it.each([
    ['{', /^sluice: wrong\.json: it is not JSON/],
    ['[]', /^sluice: wrong\.json: it must be an object with lists: workspaces, /],
    ['{"promts":[]}', /^sluice: wrong\.json: there is nothing in it to take: promts: it is none of/],
  ])('refuses %s', async (text, why) => {
    writeFileSync(join(folder, 'wrong.json'), text);

    const refused = await command(['import', 'portkey', '--from', 'wrong.json', '--url', gateway.url], { folder });

    expect(refused).toEqual({ status: 1, printed: expect.stringMatching(why) });
  });

  it('ends at once where the gateway does not know the key', async () => {
    const refused = await command(['import', 'portkey', '--from', 'account.json', '--url', gateway.url, '--key', 'sk-sluice-nobody'], {
      folder,
    });

    expect(refused).toMatchObject({ status: 1, printed: expect.stringMatching(/^sluice: the gateway answered 401: /) });
  });
});

describe('sluice import portkey --portkey-key', () => {
  it('reads page by page what the account has, and comes to the same', async () => {
    const { url, asked, close } = await startAccount();

    const report = JSON.parse(await importing('--portkey-key', 'pk-admin', '--portkey-url', url, '--json')) as Report;

    await close();
    expect(outcomesOf(report)).toEqual(EXPECTED);
    expect(report.unread).toEqual([]);
    expect(asked).toContain('/v1/configs?current_page=1&page_size=100');
    await requireWorking(report);
  });

  it('takes the rest where the key may not see a list, and says so', async () => {
    const { url, close } = await startAccount(['/integrations', '/api-keys']);

    const report = JSON.parse(await importing('--portkey-key', 'pk-admin', '--portkey-url', url, '--json')) as Report;

    await close();
    expect(report.unread).toEqual(['integrations: GET /integrations was answered 403', 'api_keys: GET /api-keys was answered 403']);
    expect(outcomesOf(report)).toMatchObject({ 'configs pc-main-1': 'made', 'providers groq-core': 'left' });
  });

  it('fails where nothing can be read', async () => {
    const { url, close } = await startAccount();

    const refused = await command(['import', 'portkey', '--portkey-key', 'wrong', '--portkey-url', url, '--url', gateway.url], { folder });
    const keyless = await command(['import', 'portkey', '--url', gateway.url], { folder });

    await close();
    expect(refused).toMatchObject({ status: 1, printed: expect.stringContaining('nothing could be read at') });
    expect(keyless).toMatchObject({ status: 1, printed: expect.stringContaining('say --from with an export, or --portkey-key') });
    expect(ADMIN_KEY).not.toBe('wrong');
  });
});

/** Portkey's API with this account, a thing to a page of configs. @param forbidden Lists that the key may not see. */
async function startAccount(forbidden: readonly string[] = []) {
  const asked: string[] = [];
  const without = (item: object, ...names: string[]) => Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
  const answer = (address: string): unknown => {
    const url = new URL(address, 'http://portkey.test');
    const path = url.pathname.replace('/v1', '');
    const [, first = '', second, third, fourth] =
      path === '/prompts/partials' || path.startsWith('/prompts/partials/')
        ? ['', ...path.replace('/prompts/partials', 'partials').split('/')]
        : path
            .replace('/admin/workspaces', '/workspaces')
            .replace('/virtual-keys', '/virtual_keys')
            .replace('/api-keys', '/api_keys')
            .split('/');
    const items = (ACCOUNT as unknown as Record<string, readonly Record<string, unknown>[]>)[first];
    if (!items) return undefined;
    const workspace = url.searchParams.get('workspace_id');
    if (second === undefined) {
      const page = Number(url.searchParams.get('current_page') ?? 0);
      const here = items.filter((item) => workspace === null || item['workspace_id'] === workspace);
      const size = first === 'configs' ? 1 : 100;
      const data = here
        .slice(page * size, (page + 1) * size)
        .map((item) => without(item, 'config', 'checks', 'string', 'versions', 'models', 'access', 'parameters'));
      return first === 'collections' ? data : { object: 'list', total: here.length, data };
    }
    const item = items.find((each) => each['slug'] === second || each['id'] === second);
    if (!item) return undefined;
    if (third === 'models' || third === 'workspaces') return item[third === 'models' ? 'models' : 'access'] ?? {};
    if (third === 'versions') {
      const versions = item['versions'] as readonly Record<string, unknown>[];
      return fourth === undefined
        ? versions.map((version) => without(version, 'parameters', 'virtual_key'))
        : versions.find(({ id }) => id === fourth);
    }
    return first === 'configs' ? { success: true, data: item } : without(item, 'versions', 'models', 'access');
  };
  const server: Server = createServer((request, response) => {
    asked.push(request.url!);
    const path = new URL(request.url!, 'http://portkey.test').pathname.replace('/v1', '');
    const known = request.headers['x-portkey-api-key'] === 'pk-admin' && !forbidden.includes(path);
    const body = known ? answer(request.url!) : {};
    response.writeHead(known ? (body === undefined ? 404 : 200) : 403, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    asked,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

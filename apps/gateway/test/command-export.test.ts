import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { admin, done } from './stored/support.ts';
import { call, CHAT } from './support/call.ts';
import { command, ran } from './support/command.ts';
import { ADMIN_KEY, startGateway, type Gateway } from './support/gateway.ts';
import { COMPLETION, json, startUpstream, type Upstream } from './support/upstream.ts';

const SECRETS = [
  'gsk_team_0123456789',
  'sk-lent-0123456789',
  'sk-inline-0123456789',
  'header-secret-0123456789',
  'gsk_two_0123456789',
  'mcp-token-0123456789',
  'mcp-header-0123456789',
  'hook-header-0123456789',
];

let upstream: Upstream;
let first: Gateway;
/** Keys as the first gateway told them, by their names. */
let keys: Readonly<Record<string, string>>;

beforeAll(async () => {
  upstream = await startUpstream();
  upstream.answer = json(COMPLETION);
  first = await startGateway({ environment: surroundings() });
  keys = await furnish(first.url);
});
afterAll(async () => {
  await first.stop();
  await upstream.close();
});

const surroundings = () => ({
  GROQ_BASE_URL: upstream.origin,
  OPENAI_BASE_URL: `${upstream.origin}/openai`,
  TRUSTED_CUSTOM_HOSTS: '127.0.0.1',
});

/** Makes one of each through the API, in two workspaces. */
async function furnish(url: string): Promise<Readonly<Record<string, string>>> {
  const make = async (path: string, body: object) => (await done(admin(url, 'POST', path, body))) as Record<string, string>;
  await make('/admin/workspaces', { name: 'Research', slug: 'research' });
  await make('/virtual-keys', {
    name: 'Team',
    slug: 'team',
    provider: 'groq',
    key: SECRETS[0],
    note: 'the team’s',
    custom_host: `${upstream.origin}/team`,
    custom_headers: { 'x-tenant': SECRETS[3] },
    usage_limits: { type: 'cost', credit_limit: 50 },
    rate_limits: [{ type: 'requests', unit: 'rpm', value: 1000 }],
  });
  await make('/virtual-keys', { name: 'Both', slug: 'both', provider: 'groq', keys: [SECRETS[0], SECRETS[4]], workspace_id: 'research' });
  await make('/integrations', { name: 'Lent', slug: 'lent', ai_provider_id: 'openai', key: SECRETS[1], openai_organization: 'org-1' });
  await done(
    admin(url, 'PUT', '/integrations/lent/models', {
      allow_all_models: false,
      models: [
        { slug: 'gpt-4o-mini', enabled: true },
        { slug: 'gpt-4o', enabled: false },
      ],
    }),
  );
  await make('/providers', { name: 'Lent here', slug: 'lent-here', integration_id: 'lent' });
  await make('/guardrails', {
    name: 'No secrets',
    slug: 'pg-no-secrets',
    checks: [
      { id: 'default.contains', parameters: { operator: 'none', words: ['${PASSWORD}', 'swordfish'] } },
      {
        id: 'default.webhook',
        is_enabled: false,
        parameters: { webhookURL: 'https://hook.example', headers: JSON.stringify({ Authorization: SECRETS[7] }) },
      },
    ],
    actions: { deny: true },
  });
  await make('/configs', {
    name: 'Main',
    slug: 'pc-main',
    config: {
      strategy: { mode: 'fallback' },
      targets: [{ virtual_key: 'team', override_params: { seed: 7 } }, { provider: '@lent-here' }],
    },
  });
  await make('/configs', {
    slug: 'pc-inline',
    config: { provider: 'groq', api_key: SECRETS[2], input_guardrails: ['pg-no-secrets'], override_params: { stop: '${STOP}' } },
  });
  await make('/configs', { slug: 'pc-lost', config: { virtual_key: 'nobody' } });
  await make('/prompts/partials', { name: 'Tone', slug: 'tone', string: 'Be {{tone}}, for ${MONEY}.' });
  await done(admin(url, 'PUT', '/prompts/partials/tone', { string: 'Be very {{tone}}.' }));
  await make('/prompts', {
    name: 'Greet',
    slug: 'greet',
    string: '[{"role":"system","content":"{{> tone}}"},{"role":"user","content":"Hi {{name}}"}]',
    parameters: { model: 'llama', temperature: 0.5 },
    virtual_key: 'team',
    tools: [
      { type: 'function', function: { name: 'wave', parameters: {} } },
      { type: 'mcp', server_url: `https://mcp.example/?token=${SECRETS[5]}`, headers: { Authorization: SECRETS[6] } },
    ],
  });
  await done(
    admin(url, 'PUT', '/prompts/greet', {
      string: '[{"role":"user","content":"{{> tone@2}} Hello {{name}}"}]',
      parameters: { model: 'other' },
    }),
  );
  const labels = (await done(admin(url, 'GET', '/labels'))) as { data: { id: string; name: string }[] };
  await done(admin(url, 'PUT', '/prompts/greet/versions/2', { label_id: labels.data.find(({ name }) => name === 'production')!.id }));
  await make('/admin/aliases', { provider: 'groq', model: 'fast', sends: 'llama-3.1-8b-instant' });
  await make('/admin/prices', { provider: 'groq', model: 'own', price: { input: 1, output: 2 } });
  await done(admin(url, 'PUT', '/admin/workspaces/research', { defaults: { metadata: { team: 'research' } } }));
  await make('/virtual-keys', { name: 'Away', slug: 'away', provider: 'groq', key: SECRETS[0] });
  await done(admin(url, 'PUT', '/virtual-keys/away', { status: 'archived' }));

  const key = async (address: string, body: object) =>
    (await make(`/api-keys/${address}`, { scopes: ['completions.write', 'prompts.render'], ...body }))['key']!;
  return {
    ci: await key('organisation/service', { name: 'ci', defaults: { config_id: 'pc-main', metadata: { via: 'ci' } } }),
    narrow: await key('organisation/service', { name: 'narrow', allowed_models: ['llama'], allowed_providers: ['@team'] }),
    research: await key('workspace/service', { name: 'research', workspace_id: 'research' }),
    here: await key('workspace/service', { name: 'here', workspace_id: 'default' }),
  };
}

interface Calling {
  readonly what: string;
  readonly key: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

const variables = { tone: 'kind', name: 'Ada' };

const CALLS: readonly Calling[] = [
  { what: 'the default config of a key', key: 'ci' },
  { what: 'a virtual key with a host and headers', key: 'here', headers: { 'x-portkey-virtual-key': 'team' } },
  { what: 'an alias', key: 'here', headers: { 'x-portkey-virtual-key': 'team' }, body: { ...CHAT, model: 'fast' } },
  { what: 'another workspace’s virtual key', key: 'here', headers: { 'x-portkey-virtual-key': 'both' } },
  { what: 'keys in turn', key: 'research', headers: { 'x-portkey-virtual-key': 'both' } },
  { what: 'a workspace’s virtual key from another', key: 'research', headers: { 'x-portkey-virtual-key': 'team' } },
  { what: 'a model that an integration allows', key: 'here', body: { ...CHAT, model: '@lent-here/gpt-4o-mini' } },
  { what: 'a model that it does not', key: 'here', body: { ...CHAT, model: '@lent-here/gpt-4o' } },
  {
    what: 'a model that a key may not send',
    key: 'narrow',
    headers: { 'x-portkey-virtual-key': 'team' },
    body: { ...CHAT, model: 'gemma' },
  },
  { what: 'one that it may', key: 'narrow', headers: { 'x-portkey-virtual-key': 'team' } },
  { what: 'a config with a key of its own', key: 'here', headers: { 'x-portkey-config': 'pc-inline' } },
  {
    what: 'a guardrail that fails',
    key: 'here',
    headers: { 'x-portkey-config': 'pc-inline' },
    body: { ...CHAT, messages: [{ role: 'user', content: 'swordfish' }] },
  },
  { what: 'a prompt', key: 'here', path: '/prompts/greet/completions', body: { variables } },
  { what: 'its newest version', key: 'here', path: '/prompts/greet@latest/completions', body: { variables } },
  { what: 'a labelled version', key: 'here', path: '/prompts/greet@production/completions', body: { variables } },
  { what: 'a version by its number', key: 'here', path: '/prompts/greet@1/completions', body: { variables } },
  { what: 'a version that there is not', key: 'here', path: '/prompts/greet@3/completions', body: { variables } },
  { what: 'a prompt of another workspace', key: 'research', path: '/prompts/greet/completions', body: { variables } },
];

/** What a gateway answers and sends upstream. */
async function whatBecomes(url: string, { key, path = '/chat/completions', headers = {}, body = CHAT }: Calling) {
  const before = upstream.received.length;
  const reply = await call(`${url}/v1${path}`, { headers: { 'x-portkey-api-key': keys[key]!, ...headers }, body });
  const sent = upstream.received.slice(before).map((each) => ({
    url: each.url,
    authorization: each.headers.authorization,
    tenant: each.headers['x-tenant'],
    organization: each.headers['openai-organization'],
    body: each.body.toString(),
  }));
  return { status: reply.status, sent };
}

const variablesIn = (text: string): Readonly<Record<string, string>> => {
  const values: Readonly<Record<string, string>> = {
    VIRTUAL_KEY_TEAM: SECRETS[0]!,
    VIRTUAL_KEY_TEAM_HEADER_X_TENANT: SECRETS[3]!,
    VIRTUAL_KEY_BOTH_1: SECRETS[0]!,
    VIRTUAL_KEY_BOTH_2: SECRETS[4]!,
    INTEGRATION_LENT: SECRETS[1]!,
    CONFIG_PC_INLINE_API_KEY: SECRETS[2]!,
    PROMPT_GREET_1_TOOLS_1_SERVER_URL_QUERY_0_TOKEN: SECRETS[5]!,
    PROMPT_GREET_1_TOOLS_1_HEADERS_AUTHORIZATION: SECRETS[6]!,
    GUARDRAIL_PG_NO_SECRETS_2_HEADERS_AUTHORIZATION: SECRETS[7]!,
    API_KEY_CI: keys['ci']!,
    API_KEY_NARROW: keys['narrow']!,
    API_KEY_RESEARCH: keys['research']!,
    API_KEY_HERE: keys['here']!,
  };
  const named = [...text.matchAll(/^# {3}([A-Z]\w+)/gm)].map((match) => match[1]!);
  return Object.fromEntries(named.map((name) => [name, values[name]!]));
};

describe('sluice export', () => {
  it('writes a file with which a fresh gateway does the same, its secrets in variables', async () => {
    const text = await ran(['export', '--file', 'exported.yaml'], { folder: first.folder, environment: surroundings() });
    const file = readFileSync(join(first.folder, 'exported.yaml'), 'utf8');
    const second = await startGateway({ environment: { ...surroundings(), ...variablesIn(file) }, config: file });

    expect(text).toContain('not in it: configs "pc-lost"');
    expect(text).toContain('not in it: the virtual key "away"');
    expect(statSync(join(first.folder, 'exported.yaml')).mode & 0o777).toBe(0o600);
    for (const secret of [...SECRETS, ...Object.values(keys)]) expect(file).not.toContain(secret);
    const statuses: number[] = [];
    for (const calling of CALLS) {
      const [here, there] = [await whatBecomes(first.url, calling), await whatBecomes(second.url, calling)];
      expect({ what: calling.what, ...there }).toEqual({ what: calling.what, ...here });
      statuses.push(here.status);
    }
    // So that two that both refuse everything are not taken for the same.
    expect(statuses).toEqual([200, 200, 200, 400, 200, 400, 200, 412, 412, 200, 200, 446, 200, 200, 200, 200, 404, 404]);
    const shown = (await done(admin(second.url, 'GET', '/virtual-keys/team'))) as Record<string, unknown>;
    expect(shown).toMatchObject({ origin: 'file', note: 'the team’s', usage_limits: { credit_limit: 50 } });
    await second.stop();
  });

  it('puts the secrets in where they are wanted, and leaves only keys that nobody knows to variables', async () => {
    const file = await ran(['export', '--with-secrets'], { folder: first.folder, environment: surroundings() });
    const written = file.slice(0, file.indexOf('not in it:', file.indexOf('workspaces:')));
    const folder = mkdtempSync(join(tmpdir(), 'sluice-command-'));
    writeFileSync(join(folder, 'sluice.config.yaml'), written);

    const checked = await command(['check'], { folder, environment: variablesIn(written) });

    for (const secret of SECRETS) expect(written).toContain(secret);
    expect(Object.keys(variablesIn(written)).toSorted()).toEqual(['API_KEY_CI', 'API_KEY_HERE', 'API_KEY_NARROW', 'API_KEY_RESEARCH']);
    expect(checked).toMatchObject({ status: 0, printed: expect.stringContaining('4 api_keys, 3 virtual_keys, 2 configs, 1 prompts') });
    rmSync(folder, { recursive: true, force: true });
  });

  it('writes over no file, and makes no database', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-command-'));
    writeFileSync(join(first.folder, 'there.yaml'), 'kept');

    const again = await command(['export', '--file', 'there.yaml'], { folder: first.folder, environment: surroundings() });
    const nothing = await command(['export'], { folder });

    expect(again).toMatchObject({ status: 1, printed: expect.stringContaining('--file: there is a file') });
    expect(readFileSync(join(first.folder, 'there.yaml'), 'utf8')).toBe('kept');
    expect(nothing).toMatchObject({ status: 1, printed: expect.stringMatching(/^sluice: export: there is nothing in /) });
    rmSync(folder, { recursive: true, force: true });
  });
});

describe('a workspace of the config file', () => {
  it('is the one of the database that has its slug, and says what holds for its keys', async () => {
    const gateway = await startGateway({
      environment: surroundings(),
      config: `
workspaces: [{ slug: research, defaults: { metadata: { team: research } }, rate_limits: { type: requests, unit: rpm, value: 2 } }]
api_keys: [{ name: r, key: research-key-0123456789, workspace: research }]
virtual_keys: [{ slug: file-key, provider: groq, key: k, workspaces: [research] }]
`,
    });
    const { url } = gateway;
    await done(admin(url, 'POST', '/admin/workspaces', { name: 'Research', slug: 'research' }));
    await done(
      admin(url, 'POST', '/virtual-keys', { name: 'S', slug: 'stored-key', provider: 'groq', key: 'gsk_s', workspace_id: 'research' }),
    );
    await done(admin(url, 'POST', '/virtual-keys', { name: 'E', slug: 'elsewhere', provider: 'groq', key: 'gsk_e' }));

    const ask = (key: string, name: string) =>
      call(`${url}/v1/chat/completions`, { headers: { 'x-portkey-api-key': key, 'x-portkey-virtual-key': name }, body: CHAT }).then(
        ({ status }) => status,
      );
    const own = [await ask('research-key-0123456789', 'stored-key'), await ask('research-key-0123456789', 'file-key')];
    const limited = await ask('research-key-0123456789', 'file-key');

    expect(own).toEqual([200, 200]);
    expect(limited).toBe(429);
    expect(await ask(ADMIN_KEY, 'elsewhere')).toBe(200);
    expect(await ask('research-key-0123456789', 'elsewhere')).toBe(400);
    await gateway.stop();
  });
});

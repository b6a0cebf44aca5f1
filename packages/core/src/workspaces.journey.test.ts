import { describe, expect, it } from '@jest/globals';
import type { ApiKey } from './caller.ts';
import { catalogueFor } from './catalogue.ts';
import { readConfig } from './config/read-config.ts';
import { readGuardrail } from './guards/read-guardrail.ts';
import { chatRequest, jsonIn, KEY, testHouse, virtualKey, type TestHouse } from './house.test.support.ts';
import type { Incoming } from './incoming.ts';

const RED = new Set(['red']);

const keyIn = (workspace: string | undefined, changes: Partial<ApiKey> = {}): ApiKey => ({
  ...KEY,
  id: `key-${workspace}`,
  workspace,
  ...changes,
});

/** A house in which all that is stored is the red workspace's. */
async function redHouse(): Promise<TestHouse> {
  const house = testHouse(() => ({ status: 200, text: '{"choices":[]}' }));
  const { stored } = house;
  stored.keys.set('red-key', keyIn('red')).set('blue-key', keyIn('blue')).set('org-key', keyIn(undefined));
  stored.virtualKeys.clear();
  stored.virtualKeys.set('team', virtualKey('team', { workspaces: RED }));
  const config = await readConfig({ virtual_key: 'team' }, { origin: 'stored', id: 'pc-red' });
  stored.configs.set('pc-red', { id: 'c', slug: 'pc-red', versionId: 'v', workspaces: RED, config });
  stored.prompts.set('pp-red', {
    id: 'p',
    slug: 'pp-red',
    versionId: 'v',
    workspaces: RED,
    kind: 'chat',
    parameters: {},
    virtualKey: 'team',
    render: () => [{ role: 'system', content: 'stored' }],
  });
  const checks = [{ id: 'default.contains', parameters: { words: ['x'], operator: 'none' } }];
  const sides = readGuardrail({ slug: 'pg-red', checks, actions: {} }, new Map());
  stored.guardrails.set('pg-red', { id: 'g', slug: 'pg-red', versionId: 'v', workspaces: RED, ...sides });
  return house;
}

const BODY = { model: 'new', messages: [] };

const WAYS: readonly (readonly [string, Incoming['headers'], object, RegExp])[] = [
  ['a header', { 'x-portkey-virtual-key': 'team' }, BODY, /^Following keys are not valid: team/],
  ['the provider header', { 'x-portkey-provider': '@team' }, BODY, /^Following keys are not valid: team/],
  ['the model', {}, { ...BODY, model: '@team/new' }, /^Following keys are not valid: team/],
  ['a config', { 'x-portkey-config': '{"virtual_key":"team"}' }, BODY, /^Following keys are not valid: team/],
  [
    'a target of a config',
    { 'x-portkey-config': '{"strategy":{"mode":"fallback"},"targets":[{"provider":"acme","api_key":"k"},{"provider":"@team"}]}' },
    BODY,
    /^Following keys are not valid: team/,
  ],
  [
    'parameters of a config',
    { 'x-portkey-config': '{"override_params":{"model":"@team/new"}}' },
    BODY,
    /^Following keys are not valid: team/,
  ],
  ['the name of a saved config', { 'x-portkey-config': 'pc-red' }, BODY, /^Invalid config id passed: no config "pc-red"/],
  [
    'a prompt of a config',
    { 'x-portkey-config': '{"prompt_id":"pp-red"}' },
    { model: 'new' },
    /^Following prompt_id are not valid: pp-red/,
  ],
  [
    'a guardrail of a config',
    { 'x-portkey-config': '{"provider":"acme","api_key":"k","input_guardrails":["pg-red"]}' },
    BODY,
    /^Following guardrails are not valid: pg-red/,
  ],
  ['nothing but a model', {}, BODY, /^Either x-portkey-config or x-portkey-provider header is required/],
];

describe('what another workspace has stored', () => {
  it.each(WAYS)('is not there by %s', async (_, headers, body, message) => {
    const house = await redHouse();

    // The owner first: what is known of a config by then must not help others.
    const owner = await house.ask(chatRequest({ ...headers, 'x-portkey-api-key': 'red-key' }, body));
    const organisation = await house.ask(chatRequest({ ...headers, 'x-portkey-api-key': 'org-key' }, body));
    const other = await house.ask(chatRequest({ ...headers, 'x-portkey-api-key': 'blue-key' }, body));

    expect([owner.outcome.status, organisation.outcome.status]).toEqual([200, 200]);
    expect(other.outcome).toMatchObject({ kind: 'failure', status: 400, fault: { message: expect.stringMatching(message) } });
    expect(house.sent).toHaveLength(2);
  });

  it('is ignored as the prompt of a chat, like one that nobody has', async () => {
    const { ask, sent } = await redHouse();
    const body = { ...BODY, prompt_id: 'pp-red' };

    const own = { 'x-portkey-provider': 'acme', authorization: 'own' };
    await ask(chatRequest({ ...own, 'x-portkey-api-key': 'red-key' }, body));
    await ask(chatRequest({ ...own, 'x-portkey-api-key': 'blue-key' }, body));

    expect(sent.map(jsonIn)).toEqual([
      { model: 'new', messages: [{ role: 'system', content: 'stored' }] },
      { model: 'new', messages: [] },
    ]);
  });

  it('is not there as the default config of a key', async () => {
    const house = await redHouse();
    const defaults = { ...KEY.defaults, config: 'pc-red' };
    house.stored.keys.set('blue-key', keyIn('blue', { defaults }));

    const { outcome } = await house.ask(chatRequest({ 'x-portkey-api-key': 'blue-key' }));

    expect(outcome).toMatchObject({ status: 400, fault: { message: expect.stringMatching(/^Invalid config id passed/) } });
  });

  it('lends its prompt no virtual key that the caller may not use', async () => {
    const house = await redHouse();
    house.stored.prompts.set('pp-red', { ...house.stored.prompts.get('pp-red')!, workspaces: undefined });

    const { outcome } = await house.ask(chatRequest({ 'x-portkey-api-key': 'blue-key' }, { ...BODY, prompt_id: 'pp-red' }));

    expect(outcome).toMatchObject({ status: 400, fault: { message: expect.stringMatching(/^Following keys are not valid: team/) } });
  });

  it('is in no list of models but its own', async () => {
    const { house, stored } = await redHouse();
    const listFor = (token: string) =>
      catalogueFor({ key: stored.keys.get(token), credential: undefined, secrets: [] }, house).data.map(({ id }) => id);

    expect(listFor('red-key')).toEqual(['@team/new']);
    expect(listFor('blue-key')).toEqual([]);
  });

  it('is refused over a socket too', async () => {
    const house = await redHouse();
    const socket: Incoming = {
      ...chatRequest({ 'x-portkey-api-key': 'blue-key' }),
      door: { kind: 'operation', operation: 'realtime', dialect: 'openai-realtime', reply: 'bytes' },
      method: 'GET',
      path: '/realtime',
      query: '?model=@team/new',
      body: { kind: 'none' },
    };

    const { outcome } = await house.ask(socket);

    expect(outcome).toMatchObject({ status: 400, fault: { message: expect.stringMatching(/^Following keys are not valid: team/) } });
  });
});

describe('a config that was read before', () => {
  const config = '{"virtual_key":"late"}';
  const request = () => chatRequest({ 'x-portkey-config': config, 'x-portkey-api-key': 'sluice-key' });

  it('finds a virtual key that was made since, and misses one that was removed since', async () => {
    const { ask, stored } = testHouse(() => ({ status: 200, text: '{"choices":[]}' }));

    const before = await ask(request());
    stored.virtualKeys.set('late', virtualKey('late'));
    const between = await ask(request());
    stored.virtualKeys.delete('late');
    const after = await ask(request());

    expect([before, between, after].map(({ outcome }) => outcome.status)).toEqual([400, 200, 400]);
  });
});

describe('answers in the cache', () => {
  it('are not shared by two keys of one name', async () => {
    const house = await redHouse();
    house.stored.virtualKeys.set('team', virtualKey('team'));
    const ask = (token: string) =>
      house.ask(chatRequest({ 'x-portkey-config': '{"virtual_key":"team","cache":{"mode":"simple"}}', 'x-portkey-api-key': token }));

    const came = [await ask('red-key'), await ask('blue-key'), await ask('red-key')];

    expect(came.map(({ trail }) => trail?.cache)).toEqual(['MISS', 'MISS', 'HIT']);
  });
});

/** Things of the red workspace that name what another workspace has come to call so. */
async function misnamed(): Promise<TestHouse> {
  const house = await redHouse();
  const { stored } = house;
  const blue = new Set(['blue']);
  stored.virtualKeys.set('team', virtualKey('team', { workspaces: blue }));
  stored.virtualKeys.set('all', virtualKey('all'));
  stored.guardrails.set('pg-blue', { ...stored.guardrails.get('pg-red')!, slug: 'pg-blue', workspaces: blue });
  const prompt = stored.prompts.get('pp-red')!;
  stored.prompts.set('pp-blue', { ...prompt, slug: 'pp-blue', workspaces: blue, virtualKey: 'all' });
  stored.prompts.set('pp-model', { ...prompt, slug: 'pp-model', virtualKey: undefined, parameters: { model: '@team/new' } });
  const configs = {
    'pc-key': { virtual_key: 'team' },
    'pc-provider': { provider: '@team' },
    'pc-model': { override_params: { model: '@team/new' } },
    'pc-branch': { strategy: { mode: 'fallback' }, targets: [{ virtual_key: 'all' }, { virtual_key: 'team' }] },
    'pc-guard': { virtual_key: 'all', input_guardrails: ['pg-blue'] },
    'pc-prompt': { virtual_key: 'all', prompt_id: 'pp-blue' },
    'pc-own-prompt': { prompt_id: 'pp-red' },
    'pc-all': { virtual_key: 'all' },
  };
  for (const [slug, written] of Object.entries(configs)) {
    const config = await readConfig(written, { origin: 'stored', id: slug, workspaces: RED });
    stored.configs.set(slug, { id: slug, slug, versionId: 'v', workspaces: RED, config });
  }
  const everybodys = await readConfig({ virtual_key: 'team' }, { origin: 'stored', id: 'pc-everybodys' });
  stored.configs.set('pc-everybodys', { id: 'e', slug: 'pc-everybodys', versionId: 'v', workspaces: undefined, config: everybodys });
  return house;
}

describe('what a workspace has stored, called by a key of the organisation', () => {
  const named = (config: string) => ({ 'x-portkey-config': config });
  const KEYS = /^Following keys are not valid: team/;

  it.each<readonly [string, Incoming['headers'], object, RegExp]>([
    ['the virtual key', named('pc-key'), BODY, KEYS],
    ['the provider', named('pc-provider'), BODY, KEYS],
    ['the model', named('pc-model'), BODY, KEYS],
    ['a target', named('pc-branch'), BODY, KEYS],
    ['a guardrail', named('pc-guard'), BODY, /^Following guardrails are not valid: pg-blue/],
    ['a prompt', named('pc-prompt'), BODY, /^Following prompt_id are not valid: pp-blue/],
    ["a prompt's virtual key", named('pc-own-prompt'), BODY, KEYS],
    ['the virtual key of a prompt that is asked for', {}, { ...BODY, prompt_id: 'pp-red' }, KEYS],
    ['the model of a prompt that is asked for', {}, { messages: [], prompt_id: 'pp-model' }, KEYS],
  ])('does not mean by %s what another workspace calls so', async (_, headers, body, message) => {
    const house = await misnamed();

    const { outcome } = await house.ask(chatRequest({ ...headers, 'x-portkey-api-key': 'org-key' }, body));

    expect(outcome).toMatchObject({ kind: 'failure', status: 400, fault: { message: expect.stringMatching(message) } });
    expect(house.sent).toEqual([]);
  });

  it('means what everybody may use, and leaves to the caller what the caller says', async () => {
    const house = await misnamed();
    const ask = (headers: Incoming['headers'], body: object = BODY) =>
      house.ask(chatRequest({ ...headers, 'x-portkey-api-key': 'org-key' }, body));

    const came = [
      await ask(named('pc-all')),
      await ask(named('pc-everybodys')),
      await ask({ 'x-portkey-virtual-key': 'team' }),
      await ask({ 'x-portkey-config': '{"virtual_key":"team"}' }),
      await ask({ ...named('pc-all'), 'x-portkey-virtual-key': 'team' }),
    ];

    expect(came.map(({ outcome }) => outcome.status)).toEqual([200, 200, 200, 200, 200]);
  });
});

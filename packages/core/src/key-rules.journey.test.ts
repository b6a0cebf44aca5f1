import { describe, expect, it } from '@jest/globals';
import { defineCheck } from '@sluice/provider-sdk/check';
import { openAIOperations } from '@sluice/provider-sdk/openai';
import type { ApiKey, Enforced } from './caller.ts';
import { catalogueFor } from './catalogue.ts';
import { readConfig } from './config/read-config.ts';
import { extensionsOf } from './extensions.ts';
import { readGuardrail } from './guards/read-guardrail.ts';
import {
  acme,
  chatRequest,
  jsonIn,
  KEY,
  passedOn,
  testHouse,
  virtualKey,
  type TestHouse,
  type TestHouseOptions,
} from './house.test.support.ts';
import type { Incoming } from './incoming.ts';

const other = { ...acme, id: 'other', name: 'Other' };
const listening = { ...acme, operations: { ...acme.operations, realtime: openAIOperations.realtime } };

/** A check that has another model answer. */
const older = defineCheck({
  id: 'acme.older',
  phases: ['before'],
  rewrites: true,
  parameters: (given) => given,
  run: ({ request }) => ({ verdict: true, document: { ...request, model: 'old' } }),
});

/** A house whose one key has these rules. */
function ruled(rules: Partial<ApiKey>, options: TestHouseOptions = {}): TestHouse {
  const answer = (request: { readonly url: string }) =>
    request.url.includes('/chat') ? { status: 200, text: '{"choices":[]}' } : { status: 200, text: '{}' };
  const house = testHouse(answer, { providers: [listening, other], ...options });
  house.stored.keys.set('sluice-key', { ...KEY, ...rules });
  return house;
}

const keyed = (headers: Incoming['headers'], body?: object) => chatRequest({ 'x-portkey-api-key': 'sluice-key', ...headers }, body);

const own = { 'x-portkey-provider': 'acme', authorization: 'own' };

describe('a key for some models', () => {
  const NOT_ALLOWED = { status: 412, body: { error: { type: 'model_not_allowed_error', param: 'model' } } };

  it('has them sent, and no others', async () => {
    const { ask, sent } = ruled({ allowedModels: ['new'] });

    const allowed = await ask(keyed(own, { model: 'new', messages: [] }));
    const refused = await ask(keyed(own, { model: 'old', messages: [] }));

    expect(allowed.outcome.status).toBe(200);
    expect(refused.outcome).toMatchObject(NOT_ALLOWED);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['an override', { 'x-portkey-config': '{"provider":"acme","api_key":"k","override_params":{"model":"old"}}' }, { model: 'new' }],
    ['a default', { 'x-portkey-config': '{"provider":"acme","api_key":"k","default_params":{"model":"old"}}' }, {}],
    ['an alias', own, { model: 'brief' }],
    ['a reference', {}, { model: '@team/old' }],
    ['a reference in a config', { 'x-portkey-config': '{"virtual_key":"team","override_params":{"model":"@team/old"}}' }, {}],
    [
      'a check that rewrites',
      { 'x-portkey-config': '{"provider":"acme","api_key":"k","input_mutators":[{"acme.older":{}}]}' },
      { model: 'new' },
    ],
    ['another spelling of its name', own, { model: 'new', MODEL: 'old' }],
    [
      'another spelling in a config',
      { 'x-portkey-config': '{"provider":"acme","api_key":"k","override_params":{"Model":"old"}}' },
      { model: 'new' },
    ],
  ])('is not led around it by %s', async (_, headers, body) => {
    const { ask, sent } = ruled(
      { allowedModels: ['new'] },
      { policy: { aliases: () => ({ acme: { brief: 'old' } }) }, changes: { extensions: extensionsOf([older]) } },
    );

    const { outcome } = await ask(keyed(headers, { messages: [{ role: 'user', content: 'hi' }], ...body }));

    // A name that is given twice is refused whoever asks.
    expect([400, 412]).toContain(outcome.status);
    expect(sent).toEqual([]);
  });

  it('may name a model of one virtual key alone', async () => {
    const { ask, stored } = ruled({ allowedModels: ['@team/old'] });
    stored.virtualKeys.set('others', virtualKey('others'));

    const came = [await ask(keyed({}, { model: '@team/old', messages: [] })), await ask(keyed({}, { model: '@others/old', messages: [] }))];

    expect(came.map(({ outcome }) => outcome.status)).toEqual([200, 412]);
  });

  it('cannot be used without a model where one has to be known', async () => {
    const { ask } = ruled({ allowedModels: ['new'] });
    const form: Incoming = { ...keyed(own), body: { kind: 'bytes', bytes: Buffer.from('x'), model: undefined } };

    expect((await ask(form)).outcome).toMatchObject(NOT_ALLOWED);
  });

  it('goes by the model of a form', async () => {
    const { ask } = ruled({ allowedModels: ['new'] });
    const form: Incoming = { ...keyed(own), body: { kind: 'bytes', bytes: Buffer.from('x'), model: 'old' } };

    expect((await ask(form)).outcome).toMatchObject(NOT_ALLOWED);
  });

  it('goes by the model of a socket', async () => {
    const { ask, sent } = ruled({ allowedModels: ['new'] });
    const socket = (model: string): Incoming => ({
      ...keyed(own),
      door: { kind: 'operation', operation: 'realtime', dialect: 'openai-realtime', reply: 'bytes' },
      method: 'GET',
      path: '/realtime',
      query: `?model=${model}`,
      body: { kind: 'none' },
    });

    const refused = await ask(socket('old'));
    await ask(socket('new'));

    expect(refused.outcome).toMatchObject(NOT_ALLOWED);
    expect(sent.map(({ url }) => url)).toEqual(['https://api.acme.example/v1/realtime?model=new']);
  });

  it.each<readonly [string, Partial<ApiKey>, Partial<Incoming>]>([
    ['an address that is passed on unread', { allowedModels: ['new'] }, passedOn('POST')],
    ['a look-up with a body', { allowedModels: ['new'] }, passedOn('GET')],
    ['the list of its virtual key', {}, passedOn('POST')],
    ['a form that streams up', { allowedModels: ['new'] }, { body: passedOn('POST').body! }],
  ])('is not led around it by %s', async (_, rules, changes) => {
    const { ask, sent, stored } = ruled(rules);
    stored.virtualKeys.set('few', virtualKey('few', { allowedModels: new Set(['new']) }));

    const { outcome } = await ask({ ...keyed({ 'x-portkey-virtual-key': 'few' }), ...changes });

    expect(outcome).toMatchObject(NOT_ALLOWED);
    expect(sent).toEqual([]);
  });

  it('may look up what is not read', async () => {
    const { ask, sent } = ruled({ allowedModels: ['new'] });

    const { outcome } = await ask({ ...keyed(own), ...passedOn('GET'), path: '/files', body: { kind: 'none' } });

    expect(outcome.status).toBe(200);
    expect(sent).toHaveLength(1);
  });

  it('moves on to a target whose model is allowed', async () => {
    const { ask } = ruled({ allowedModels: ['new'] });
    const target = (model: string) => ({ provider: 'acme', api_key: 'k', override_params: { model } });
    const config = (...models: string[]) => JSON.stringify({ strategy: { mode: 'fallback' }, targets: models.map(target) });

    const found = await ask(keyed({ 'x-portkey-config': config('old', 'new') }));
    const none = await ask(keyed({ 'x-portkey-config': config('old', 'older') }));

    expect(found.outcome.status).toBe(200);
    expect(found.trail?.target).toBe('config.targets[1]');
    expect(none.outcome).toMatchObject({ status: 412, fault: { message: expect.stringContaining('"older"') } });
  });

  it('is not asked for the successor of a retired model that it may not use', async () => {
    const gone = { status: 404, text: '{"error":{"message":"gone","code":"model_not_found"}}' };
    const asked = async (allowedModels: readonly string[]) => {
      const house = testHouse(() => gone, { policy: { retiredModels: 'substitute' } });
      house.stored.keys.set('sluice-key', { ...KEY, allowedModels });
      const { outcome } = await house.ask(keyed(own, { model: 'old', messages: [] }));
      return [outcome.status, house.sent.length];
    };

    expect(await asked(['old'])).toEqual([404, 1]);
    expect(await asked(['old', 'new'])).toEqual([404, 2]);
  });

  it('lists them, and no others', () => {
    const { house, stored } = ruled({ allowedModels: ['new'] }, { providers: [{ ...acme, models: [{ id: 'new' }, { id: 'more' }] }] });

    const listed = catalogueFor({ key: stored.keys.get('sluice-key'), credential: undefined, secrets: [] }, house);

    expect(listed.data.map(({ id }) => id)).toEqual(['@team/new']);
  });
});

describe('a key for some providers', () => {
  const pass: Partial<Incoming> = { door: { kind: 'pass_through' }, method: 'GET', path: '/files', body: { kind: 'none' } };

  it.each([
    ['a provider by its slug', ['acme'], own, 200],
    ['a virtual key of an allowed provider', ['acme'], { 'x-portkey-virtual-key': 'team' }, 200],
    ['a virtual key by its slug', ['@team'], { 'x-portkey-virtual-key': 'team' }, 200],
    ['a provider where only its virtual key is allowed', ['@team'], own, 412],
    ['another provider', ['other'], own, 412],
    ['a virtual key where a provider of its name is allowed', ['team'], { 'x-portkey-virtual-key': 'team' }, 412],
    ['anybody where nobody is allowed', [], own, 412],
  ])('calls %s', async (_, allowedProviders, headers, status) => {
    const { ask } = ruled({ allowedProviders });

    const chat = await ask(keyed(headers));
    const through = await ask({ ...keyed(headers), ...pass });

    expect([chat.outcome.status, through.outcome.status]).toEqual([status, status]);
    if (status === 412)
      expect(chat.outcome).toMatchObject({ body: { error: { type: 'model_not_allowed_error', code: 'provider_not_allowed' } } });
  });

  it('is left with one provider where a request names none', async () => {
    const { ask } = ruled({ allowedProviders: ['other'] });

    const { trail } = await ask(keyed({ authorization: 'own' }, { model: 'new', messages: [] }));

    expect(trail?.provider).toBe('other');
  });
});

describe('a key whose config stays', () => {
  const stays = async (config: string | undefined) => {
    const house = ruled({ defaults: { ...KEY.defaults, config, allowConfigOverride: false } });
    for (const slug of ['pc-own', 'pc-other']) {
      const read = await readConfig({ virtual_key: 'team' }, { origin: 'stored', id: slug });
      house.stored.configs.set(slug, { id: slug, slug, versionId: 'v', workspaces: undefined, config: read });
    }
    return house;
  };

  it.each([
    ['none', {}, 200],
    ['its own', { 'x-portkey-config': 'pc-own' }, 200],
    ['another', { 'x-portkey-config': 'pc-other' }, 400],
    ['one of the request', { 'x-portkey-config': '{"retry":{"attempts":1}}' }, 400],
    ['one by the other name of the header', { 'x-sluice-config': '{"retry":{"attempts":1}}' }, 400],
  ])('takes %s', async (_, headers, status) => {
    const { ask } = await stays('pc-own');

    const { outcome } = await ask(keyed(headers));

    expect(outcome.status).toBe(status);
    if (status === 400) expect(outcome).toMatchObject({ fault: { code: 'config_override_forbidden' } });
  });

  it('takes none at all where it has none', async () => {
    const { ask } = await stays(undefined);

    expect((await ask(keyed({ ...own, 'x-portkey-config': 'pc-own' }))).outcome.status).toBe(400);
    expect((await ask(keyed(own))).outcome.status).toBe(200);
  });
});

describe('what a workspace says for its keys', () => {
  const saying = (enforced: Partial<Enforced>) => ({ enforced: { ...KEY.enforced, ...enforced } });

  it('stands over the metadata of key and request', async () => {
    const { ask } = ruled(saying({ metadata: { team: 'workspace', place: 'workspace' } }));

    const { metadata } = await ask(keyed({ ...own, 'x-portkey-metadata': '{"team":"request","place":"request","mine":"request"}' }));
    const { metadata: plain } = await ask(keyed(own));

    expect(metadata).toEqual({ team: 'workspace', place: 'workspace', mine: 'request' });
    expect(plain).toEqual({ team: 'workspace', place: 'workspace' });
  });

  it('is the config where neither the request nor the key names one', async () => {
    const house = ruled(saying({ config: 'pc-workspace' }));
    const config = await readConfig({ virtual_key: 'team', override_params: { seed: 7 } }, { origin: 'stored', id: 'pc-workspace' });
    house.stored.configs.set('pc-workspace', { id: 'c', slug: 'pc-workspace', versionId: 'v', workspaces: undefined, config });

    await house.ask(keyed({}));
    await house.ask(keyed({ ...own, 'x-portkey-config': '{"override_params":{"seed":1}}' }));

    expect(house.sent.map((request) => jsonIn(request)['seed'])).toEqual([7, 1]);
  });
});

const words = (slug: string, operator: 'none' | 'any', said: string) => ({
  id: slug,
  slug,
  versionId: 'v',
  workspaces: undefined,
  ...readGuardrail(
    { slug, checks: [{ id: 'default.contains', parameters: { words: [said], operator } }], actions: { deny: true } },
    new Map(),
  ),
});

const saying = (content: string) => ({ model: 'new', messages: [{ role: 'user', content }] });

describe('a saved guardrail', () => {
  const config = { 'x-portkey-config': '{"virtual_key":"team","input_guardrails":["pg-words"]}' };

  it('checks the calls of a config that names it, and as it is at that moment', async () => {
    const { ask, stored } = ruled({});
    stored.guardrails.set('pg-words', words('pg-words', 'none', 'secret'));

    const first = await ask(keyed(config, saying('a secret')));
    stored.guardrails.set('pg-words', words('pg-words', 'none', 'public'));
    const second = await ask(keyed(config, saying('a secret')));
    stored.guardrails.delete('pg-words');
    const third = await ask(keyed(config, saying('a secret')));

    expect([first, second, third].map(({ outcome }) => outcome.status)).toEqual([446, 200, 400]);
    expect(first.outcome).toMatchObject({ body: { hook_results: { before_request_hooks: [{ id: 'pg-words', deny: true }] } } });
    expect(third.outcome).toMatchObject({ fault: { message: expect.stringMatching(/^Following guardrails are not valid: pg-words\./) } });
  });

  it('checks those of a stored config too', async () => {
    const { ask, stored } = ruled({});
    const read = await readConfig({ virtual_key: 'team', output_guardrails: ['pg-out'] }, { origin: 'stored', id: 'pc-a' });
    stored.configs.set('pc-a', { id: 'c', slug: 'pc-a', versionId: 'v', workspaces: undefined, config: read });
    stored.guardrails.set('pg-out', words('pg-out', 'any', 'never said'));

    const { outcome } = await ask(keyed({ 'x-portkey-config': 'pc-a' }));

    expect(outcome.status).toBe(446);
  });

  it('is refused by name in a place where it cannot stand', async () => {
    const { ask, stored } = ruled({});
    const checks = [{ id: 'default.modelWhitelist', parameters: { models: ['new'] } }];
    const sides = readGuardrail({ slug: 'pg-models', checks, actions: {} }, new Map());
    stored.guardrails.set('pg-models', { id: 'g', slug: 'pg-models', versionId: 'v', workspaces: undefined, ...sides });

    const { outcome } = await ask(keyed({ 'x-portkey-config': '{"virtual_key":"team","output_guardrails":["pg-models"]}' }));

    expect(outcome).toMatchObject({
      status: 400,
      fault: { message: expect.stringMatching(/^Following guardrails are not valid: pg-models cannot be one of "output_guardrails": /) },
    });
  });

  it('of the workspace checks every call, with a config and without, and once where both name it', async () => {
    const { ask, stored } = ruled({ enforced: { ...KEY.enforced, inputGuardrails: ['pg-words'] } });
    stored.guardrails.set('pg-words', words('pg-words', 'none', 'secret'));

    const plain = await ask(keyed(own, saying('a secret')));
    const configured = await ask(keyed({ 'x-portkey-config': '{"virtual_key":"team"}' }, saying('a secret')));
    const twice = await ask(keyed(config, saying('a secret')));
    const good = await ask(keyed(own, saying('nothing')));

    expect([plain, configured, twice, good].map(({ outcome }) => outcome.status)).toEqual([446, 446, 446, 200]);
    expect(twice.outcome).toMatchObject({ body: { hook_results: { before_request_hooks: [{ id: 'pg-words' }] } } });
  });

  it.each(['inputGuardrails', 'outputGuardrails'])('of the workspace (%s) is not led around where nobody reads', async (side) => {
    const { ask, sent, stored } = ruled({ enforced: { ...KEY.enforced, [side]: ['pg-words'] } });
    stored.guardrails.set('pg-words', words('pg-words', 'none', 'secret'));

    const passed = await ask({ ...keyed(own), ...passedOn('POST') });
    const looked = await ask({ ...keyed(own), ...passedOn('GET'), body: { kind: 'none' } });

    expect(passed.outcome).toMatchObject({ status: 400, fault: { code: 'not_built', message: expect.stringContaining('unread') } });
    expect(looked.outcome.status).toBe(200);
    expect(sent).toHaveLength(1);
  });

  it('of the workspace that is not there stops every call', async () => {
    const { ask, sent } = ruled({ enforced: { ...KEY.enforced, outputGuardrails: ['pg-gone'] } });

    const { outcome } = await ask(keyed(own));

    expect(outcome).toMatchObject({ status: 400, fault: { message: expect.stringContaining('pg-gone') } });
    expect(sent).toEqual([]);
  });
});

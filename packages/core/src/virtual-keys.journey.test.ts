import { describe, expect, it } from '@jest/globals';
import { defineProvider, optional, secret, text, type ProviderAdapter } from '@sluice/provider-sdk';
import { openAIOperations } from '@sluice/provider-sdk/openai';
import { catalogueFor } from './catalogue.ts';
import { acme, chatRequest, KEY, testHouse, virtualKey, type TestHouseOptions } from './house.test.support.ts';
import type { VirtualKey } from './house.ts';
import type { Incoming } from './incoming.ts';

/** A provider that serves each model from a place of its own. */
const cloud = defineProvider({
  id: 'cloud',
  name: 'Cloud',
  fields: {
    apiKey: secret('API key'),
    place: optional(text('Place', { config: 'cloud_place' })),
    tier: optional(text('Tier', { config: 'tier' })),
  },
  baseURL: ({ place }) => `https://${place}.cloud.example`,
  authorize: (request, { apiKey, tier }) => ({
    ...request,
    headers: { ...request.headers, authorization: `Bearer ${apiKey}`, tier: tier ?? '' },
  }),
  operations: { chat: openAIOperations.chat },
}) as unknown as ProviderAdapter;

function holding(changes: Partial<VirtualKey>, options: TestHouseOptions = {}) {
  const house = testHouse(() => ({ status: 200, text: '{"choices":[]}' }), { providers: [acme, cloud], ...options });
  house.stored.virtualKeys.set('team', virtualKey('team', changes));
  return house;
}

const call = (model = 'new', headers: Incoming['headers'] = {}) =>
  chatRequest({ 'x-portkey-api-key': 'sluice-key', 'x-portkey-virtual-key': 'team', ...headers }, { model, messages: [] });

describe('a virtual key', () => {
  it('is used until it expires, and not from then on', async () => {
    const { ask, sent, clock } = holding({ expiresAt: 1_000_500 });

    const before = await ask(call());
    clock.pass(500);
    const after = await ask(call());

    expect(before.outcome.status).toBe(200);
    expect(after.outcome).toMatchObject({
      status: 401,
      body: { error: { type: 'virtual_key_expired_error', code: 'virtual_key_expired', message: expect.stringContaining('"team"') } },
    });
    expect(sent).toHaveLength(1);
  });

  it('is passed over by a fallback once it has expired', async () => {
    const { ask } = holding({ expiresAt: 1 });
    const config = '{"strategy":{"mode":"fallback"},"targets":[{"virtual_key":"team"},{"provider":"acme","api_key":"k"}]}';

    const { outcome, trail } = await ask(chatRequest({ 'x-portkey-api-key': 'sluice-key', 'x-portkey-config': config }));

    expect([outcome.status, trail?.target]).toEqual([200, 'config.targets[1]']);
  });

  it('sends its models, and no others, and lists its own among them', async () => {
    const models = new Map([['tuned', { customHost: undefined, baseModel: 'new' }]]);
    const { ask, house, sent } = holding({ allowedModels: new Set(['tuned']), models });

    const own = await ask(call('tuned'));
    const other = await ask(call('new'));
    const listed = catalogueFor({ key: KEY, credential: undefined, secrets: [] }, house);

    expect(own.outcome.status).toBe(200);
    expect(other.outcome).toMatchObject({ status: 412, body: { error: { type: 'model_not_allowed_error' } } });
    expect(sent).toHaveLength(1);
    expect(listed.data.map(({ id }) => id)).toEqual(['@team/tuned']);
  });

  it('has a model of its own where that one is at home', async () => {
    const models = new Map([['tuned', { customHost: 'http://10.0.0.7/v1', baseModel: undefined }]]);
    const { ask, sent } = holding({ customHost: 'http://10.0.0.6/v1', models });

    await ask(call('tuned'));
    await ask(call('new'));

    expect(sent.map(({ url }) => url)).toEqual(['http://10.0.0.7/v1/chat/completions', 'http://10.0.0.6/v1/chat/completions']);
  });

  it('is found by a model of its own where a request names nobody', async () => {
    const { ask } = holding({ models: new Map([['tuned', { customHost: undefined, baseModel: undefined }]]) });

    const { outcome } = await ask(chatRequest({ 'x-portkey-api-key': 'sluice-key' }, { model: 'tuned', messages: [] }));

    expect(outcome.status).toBe(200);
  });

  it('sends its headers along, over the caller’s, and never in place of what is not its to say', async () => {
    const headers = { 'x-tenant': 'ours', 'x-sluice-hop': 'nowhere', host: 'elsewhere', authorization: 'Bearer other' };
    const { ask, sent } = holding({ headers });

    await ask(call('new', { 'x-portkey-forward-headers': 'x-tenant', 'x-tenant': 'mine' }));

    expect(sent[0]!.headers).toMatchObject({ 'x-tenant': 'ours', 'x-sluice-hop': 'here', authorization: 'Bearer stored' });
    expect(sent[0]!.headers).not.toHaveProperty('host');
  });

  it('has what its headers hold in no error', async () => {
    const { ask, stored } = testHouse(() => ({ status: 401, text: '{"error":{"message":"bad tenant hidden-tenant"}}' }));
    stored.virtualKeys.set('team', virtualKey('team', { headers: { 'x-tenant': 'hidden-tenant' } }));

    const { outcome, secrets } = await ask(call());

    expect(outcome).toMatchObject({ body: { message: 'acme error: bad tenant [redacted]' } });
    expect(secrets).toContain('hidden-tenant');
  });
});

describe('a virtual key with deployments', () => {
  const deployments = [
    { alias: 'small', isDefault: false, fields: { cloud_place: 'north' } },
    { alias: 'large', isDefault: false, fields: { cloud_place: 'south', tier: 'b' } },
  ];
  const standing = { alias: undefined, isDefault: true, fields: { cloud_place: 'middle' } };
  const base = { provider: 'cloud', fields: { tier: 'a' } };

  it.each([
    ['the one that has the model as its alias', 'large', 'https://south.cloud.example/chat/completions', 'b'],
    ['the default one for any other', 'unheard-of', 'https://middle.cloud.example/chat/completions', 'a'],
  ])('uses %s', async (_, model, url, tier) => {
    const { ask, sent } = holding({ ...base, deployments: [...deployments, standing] });

    await ask(call(model));
    await ask(chatRequest({ 'x-portkey-api-key': 'sluice-key' }, { model: `@team/${model}`, messages: [] }));

    for (const request of sent) expect(request).toMatchObject({ url, headers: { tier } });
    expect(sent).toHaveLength(2);
  });

  it('is refused for a model that none of them has, where none is the default', async () => {
    const { ask, sent } = holding({ ...base, deployments });

    const { outcome } = await ask(call('unheard-of'));

    expect(outcome).toMatchObject({
      status: 400,
      fault: { message: expect.stringMatching(/^No cloud alias passed\/default config found: .*small, large/) },
    });
    expect(sent).toEqual([]);
  });
});

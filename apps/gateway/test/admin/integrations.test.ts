import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACCESS_SHOWN } from '../../src/admin/resources/integrations/access-schema.ts';
import { MODELS_SHOWN } from '../../src/admin/resources/integrations/model-schema.ts';
import { integrationRoutes } from '../../src/admin/resources/integrations/routes.ts';
import { CHANGED, MADE, SHOWN } from '../../src/admin/resources/integrations/schema.ts';
import { providerRoutes } from '../../src/admin/resources/providers/resource.ts';
import { MADE as PROVIDER_MADE, SHOWN as PROVIDER_SHOWN } from '../../src/admin/resources/providers/schema.ts';
import { virtualKeyRoutes } from '../../src/admin/resources/virtual-keys/resource.ts';
import { mismatch, startAdmin, type AdminAnswer, type AdminStage } from './support.ts';
import { adaptersOf } from '../support/adapters.ts';

const KEY = 'gsk_0123456789abcdefWXYZ';
const IN_FILE = {
  origin: 'file',
  status: 'active',
  object: 'virtual-key',
  id: 'file:in-file',
  slug: 'in-file',
  name: 'in-file',
  ai_provider_name: 'groq',
  provider: 'groq',
} as const;

let admin: AdminStage;
beforeAll(async () => {
  admin = await startAdmin({
    routes: (means) => [...integrationRoutes(means), ...providerRoutes(means), ...virtualKeyRoutes(means)],
    adapters: await adaptersOf('groq', 'azure'),
    declared: { virtualKeys: new Map([['in-file', IN_FILE]]) },
    trustedHosts: '10.0.0.7',
  });
});
afterAll(() => admin.stop());

type Fields = Readonly<Record<string, unknown>>;
type Items = readonly Readonly<Record<string, unknown>>[];

const create = (fields: Fields = {}) => admin.ask('POST', '/integrations', { name: 'House', ai_provider_id: 'groq', key: KEY, ...fields });
const slugOf = ({ status, body }: AdminAnswer): string => {
  if (status !== 200) throw new Error(`not made: ${JSON.stringify(body)}`);
  return String(body['slug']);
};
const made = async (fields: Fields = {}) => slugOf(await create(fields));
const standOn = (integration: string, fields: Fields = {}) =>
  admin.ask('POST', '/providers', { name: 'Ours', integration_id: integration, ...fields });
const items = ({ body }: AdminAnswer, name = 'data') => body[name] as Items;

describe('an integration', () => {
  it('is made, read and listed as the API declares, and its key never leaves again', async () => {
    const created = await create({
      description: 'ours',
      configurations: { custom_host: 'https://own.example.com/v1', custom_headers: { 'X-A': 'a-long-enough-value-9999' } },
    });
    const slug = slugOf(created);
    const [one, list] = [await admin.ask('GET', `/integrations/${slug}`), await admin.ask('GET', '/integrations')];

    expect(mismatch(MADE, created)).toBeUndefined();
    expect(mismatch(SHOWN, one)).toBeUndefined();
    expect(one.body).toMatchObject({
      slug,
      name: 'House',
      description: 'ours',
      ai_provider_id: 'groq',
      type: 'organisation',
      workspace_id: null,
      masked_key: '••••WXYZ',
      configurations: { custom_host: 'https://own.example.com/v1', custom_headers: { 'x-a': '••••9999' } },
      global_workspace_access: { enabled: true },
      allow_all_models: true,
      workspace_count: 0,
    });
    expect(items(list)).toContainEqual(one.body);
    expect(JSON.stringify([created.body, one.body, list.body])).not.toContain(KEY);
  });

  it('changes what is sent and keeps the rest', async () => {
    const slug = await made({ ai_provider_id: 'azure', configurations: { azure_resource_name: 'res', azure_api_version: '1' } });

    const answer = await admin.ask('PUT', `/integrations/${slug}`, { description: 'd', configurations: { apiVersion: '2' } });

    expect(mismatch(CHANGED, answer)).toBeUndefined();
    expect((await admin.ask('GET', `/integrations/${slug}`)).body).toMatchObject({
      name: 'House',
      description: 'd',
      masked_key: '••••WXYZ',
      configurations: { resource_name: 'res', api_version: '2' },
    });
  });

  it.each([
    [{ ai_provider_id: 'no-such' }, 'no-such'],
    [{ configurations: { colour: 'blue' } }, 'colour'],
    [{ colour: 'blue' }, 'colour'],
    [{ key: undefined }, 'needs a key'],
    [{ secret_mappings: [{ a: 1 }] }, 'secret_mappings'],
    [{ pricing_adjustments: { multiplier: { input: 2 } } }, 'pricing_adjustments'],
    [{ configurations: { custom_host: 'http://127.0.0.1' } }, '127.0.0.1'],
  ])('is refused by name: %j', async (fields, word) => {
    const { status, body } = await create(fields);

    expect(status).toBe(400);
    expect(body['message']).toContain(word);
  });

  it('brings a provider of its own where that is wanted', async () => {
    const created = await create({ create_default_provider: true, default_provider_slug: 'came-along' });

    expect(mismatch(MADE, created)).toBeUndefined();
    expect((await admin.ask('GET', '/providers/came-along')).body).toMatchObject({
      name: 'House',
      integration_id: created.body['slug'],
      workspace_id: null,
    });
    const rows = await admin.store.db
      .selectFrom('audit_log')
      .select('action')
      .where('resource_id', '=', String(created.body['provider_id']))
      .execute();
    expect(rows).toEqual([{ action: 'providers.create' }]);
  });

  it('takes what stands on it along when it goes', async () => {
    const slug = await made();
    const provider = slugOf(await standOn(slug));
    const { seq } = await admin.store.changesSince(undefined);

    await admin.ask('DELETE', `/integrations/${slug}`);

    expect((await admin.ask('GET', `/providers/${provider}`)).status).toBe(404);
    const { changes } = await admin.store.changesSince(seq);
    expect(Array.isArray(changes) ? changes.map(({ kind }) => kind as string).toSorted() : changes).toEqual(['integrations', 'providers']);
  });

  it('is the organisation’s or a workspace’s, and who may do what goes by that', async () => {
    const home = await admin.addWorkspace('in-home');
    const manager = admin.someone(
      'in-manager',
      ['workspace_integrations.create', 'workspace_integrations.list', 'workspace_integrations.read', 'workspace_integrations.update'],
      home,
    );
    const own = await admin.askAs(manager, 'POST', '/integrations', { name: 'Own', ai_provider_id: 'groq', key: KEY });
    const shared = await made();
    const shut = await made();
    await admin.ask('PUT', `/integrations/${shut}/workspaces`, { global_workspace_access: { enabled: false } });

    const list = items(await admin.askAs(manager, 'GET', '/integrations?page_size=1000'));
    const slugs = list.map(({ slug }) => slug);

    expect((await admin.ask('GET', `/integrations/${slugOf(own)}`)).body).toMatchObject({ type: 'workspace', workspace_id: home });
    expect(slugs).toEqual(expect.arrayContaining([slugOf(own), shared]));
    expect(slugs).not.toContain(shut);
    expect(list.find(({ slug }) => slug === shared)).not.toHaveProperty('masked_key');
    expect((await admin.askAs(manager, 'GET', `/integrations/${shared}`)).body).not.toHaveProperty('configurations');
    expect((await admin.askAs(manager, 'PUT', `/integrations/${shared}`, { name: 'mine' })).status).toBe(404);
    expect((await admin.askAs(manager, 'PUT', `/integrations/${shared}/models`, { allow_all_models: false })).status).toBe(404);
    expect((await admin.askAs(manager, 'GET', `/integrations/${shut}`)).status).toBe(404);
    expect((await admin.askAs(manager, 'PUT', `/integrations/${slugOf(own)}`, { name: 'mine' })).status).toBe(200);
    for (const [type, has] of [
      ['workspace', true],
      ['organisation', false],
      ['all', true],
    ] as const)
      expect(items(await admin.ask('GET', `/integrations?type=${type}&page_size=1000`)).some(({ slug }) => slug === slugOf(own))).toBe(has);
  });
});

describe('the workspaces of an integration', () => {
  it('are opened and closed by name, over what holds for all', async () => {
    const [inside, outside] = [await admin.addWorkspace('ac-inside'), await admin.addWorkspace('ac-outside')];
    const slug = await made();

    const answer = await admin.ask('PUT', `/integrations/${slug}/workspaces`, {
      global_workspace_access: { enabled: false },
      workspaces: [
        {
          id: inside,
          enabled: true,
          usage_limits: [{ type: 'tokens', credit_limit: 100 }],
          rate_limits: { type: 'requests', unit: 'rph', value: 1 },
        },
      ],
    });
    const list = await admin.ask('GET', `/integrations/${slug}/workspaces`);

    expect(mismatch(ACCESS_SHOWN, list)).toBeUndefined();
    expect(answer.body).toEqual(list.body);
    expect(list.body).toMatchObject({
      total: 1,
      global_workspace_access: { enabled: false },
      workspaces: [{ id: inside, enabled: true, usage_limits: { type: 'tokens', credit_limit: 100 }, rate_limits: { unit: 'rph' } }],
    });
    expect((await standOn(slug, { workspace_id: inside })).status).toBe(200);
    expect(await standOn(slug, { workspace_id: outside })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(slug), error: { param: 'integration_id' } },
    });

    await admin.ask('PUT', `/integrations/${slug}/workspaces`, {
      global_workspace_access: { enabled: true },
      override_existing_workspaces_access: true,
    });
    expect((await admin.ask('GET', `/integrations/${slug}/workspaces`)).body).toMatchObject({
      total: 0,
      global_workspace_access: { enabled: true },
    });
    expect((await standOn(slug, { workspace_id: outside })).status).toBe(200);
  });

  it('can be closed one by one where it is open to all, and its own workspace too', async () => {
    const [home, shut] = [await admin.addWorkspace('ac-home'), await admin.addWorkspace('ac-shut')];
    const [shared, own] = [await made(), await made({ workspace_id: home })];

    await admin.ask('PUT', `/integrations/${shared}/workspaces`, { workspaces: [{ id: shut, enabled: false }] });
    await admin.ask('PUT', `/integrations/${own}/workspaces`, { workspaces: [{ id: home, enabled: false }] });

    expect((await standOn(shared, { workspace_id: home })).status).toBe(200);
    expect((await standOn(shared, { workspace_id: shut })).status).toBe(400);
    expect((await standOn(own, { workspace_id: home })).status).toBe(400);
  });

  it('keep their limits where nothing is said of them, and begin anew where that is asked', async () => {
    const workspace = await admin.addWorkspace('ac-limits');
    const slug = await made();
    const id = String((await admin.ask('GET', `/integrations/${slug}`)).body['id']);
    const usage = () => admin.store.db.selectFrom('usage').select('id').where('id', 'like', `integrations:${id}%:cost:%`).execute();
    await admin.ask('PUT', `/integrations/${slug}/workspaces`, {
      workspaces: [{ id: workspace, enabled: true, usage_limits: { credit_limit: 5 } }],
    });
    await admin.store.write(({ tx, now }) =>
      tx
        .insertInto('usage')
        .values({ id: `integrations:${id}/${workspace}:cost:0`, used: 3, updated_at: now })
        .execute(),
    );

    const answer = await admin.ask('PUT', `/integrations/${slug}/workspaces`, { workspaces: [{ id: 'ac-limits', enabled: true }] });

    expect(items(answer, 'workspaces')).toMatchObject([{ id: workspace, usage_limits: { credit_limit: 5 } }]);
    expect(await usage()).toHaveLength(1);
    await admin.ask('PUT', `/integrations/${slug}/workspaces`, { workspaces: [{ id: workspace, enabled: true, reset_usage: true }] });
    expect(await usage()).toEqual([]);
  });

  it('are nobody else’s for one of a workspace', async () => {
    const [home, other] = [await admin.addWorkspace('ac-own'), await admin.addWorkspace('ac-other')];
    const slug = await made({ workspace_id: home });

    expect((await admin.ask('PUT', `/integrations/${slug}/workspaces`, { workspaces: [{ id: other, enabled: true }] })).status).toBe(400);
    expect((await admin.ask('PUT', `/integrations/${slug}/workspaces`, { global_workspace_access: { enabled: true } })).status).toBe(400);
    expect((await standOn(slug, { workspace_id: home })).status).toBe(200);
    expect((await standOn(slug, { workspace_id: other })).status).toBe(400);
  });
});

describe('the models of an integration', () => {
  const put = (slug: string, body: Fields) => admin.ask('PUT', `/integrations/${slug}/models`, body);

  it('are listed as they were said, and forgotten', async () => {
    const slug = await made();
    const pricing = { type: 'static', pay_as_you_go: { request_token: { price: 0.0001 }, response_token: { price: 0.0002 } } };

    await put(slug, {
      allow_all_models: false,
      models: [
        { slug: 'own', enabled: true, is_custom: true, pricing_config: pricing, configurations: { custom_host: 'http://10.0.0.7/v1/' } },
        { slug: 'off', enabled: false },
      ],
    });
    const list = await admin.ask('GET', `/integrations/${slug}/models`);

    expect(mismatch(MODELS_SHOWN, list)).toBeUndefined();
    expect(list.body).toMatchObject({
      total: 2,
      allow_all_models: false,
      models: expect.arrayContaining([
        expect.objectContaining({
          slug: 'own',
          enabled: true,
          is_custom: true,
          pricing_config: pricing,
          configurations: { custom_host: 'http://10.0.0.7/v1' },
        }),
        expect.objectContaining({ slug: 'off', enabled: false }),
      ]),
    });

    const left = await admin.ask('DELETE', `/integrations/${slug}/models?slugs=off%2Cnever-there`);
    expect(items(left, 'models').map((each) => each['slug'])).toEqual(['own']);
    expect((await put(slug, { models: [{ slug: 'own', enabled: true }] })).body).toMatchObject({
      models: [{ is_custom: true, pricing_config: pricing }],
    });
    expect((await put(slug, { models: [{ slug: 'own', enabled: true, pricing_config: null }] })).body).toMatchObject({
      models: [{ pricing_config: null }],
    });
  });

  it.each([
    [{ models: [{ slug: 'm', enabled: false }] }, 'allow_all_models'],
    [{ models: [{ slug: 'm', enabled: true, is_finetune: true }] }, 'base_model_slug'],
    [{ models: [{ slug: 'm', enabled: true, base_model_slug: 'x' }] }, 'is_custom'],
    [{ models: [{ slug: 'm', enabled: true, is_custom: true, base_model_slug: 'no-such-model' }] }, 'no-such-model'],
    [{ models: [{ slug: 'm', enabled: true, pricing_config: { pay_as_you_go: { page: { price: 1 } } } }] }, 'page'],
    [{ models: [{ slug: 'm', enabled: true, configurations: { custom_host: 'https://evil.example.com' } }] }, 'TRUSTED_CUSTOM_HOSTS'],
    [{ models: [{ slug: 'm', enabled: true, configurations: { custom_host: 'http://127.0.0.1' } }] }, '127.0.0.1'],
    [{ models: [{ slug: 'm', enabled: true, colour: 'blue' }] }, 'colour'],
  ])('are refused where they would say nothing, or too much: %j', async (body, word) => {
    const slug = await made();

    const answer = await put(slug, body);

    expect(answer.status).toBe(400);
    expect(answer.body['message']).toContain(word);
    expect((await admin.ask('GET', `/integrations/${slug}/models`)).body).toMatchObject({ total: 0 });
  });

  it('may be where the integration is, and anywhere public where there is no key to lose', async () => {
    const slug = await made({ key: undefined, configurations: { custom_host: 'https://own.example.com/v1' } });
    const keyed = await made({ configurations: { custom_host: 'https://own.example.com/v1' } });
    const at = (host: string) => ({ models: [{ slug: 'm', enabled: true, configurations: { custom_host: host } }] });

    expect((await put(slug, at('https://other.example.com/v1'))).status).toBe(200);
    expect((await put(keyed, at('https://own.example.com/v2'))).status).toBe(200);
    expect((await put(keyed, at('https://other.example.com/v1'))).status).toBe(400);
  });
});

describe('a provider', () => {
  it('is made, read and listed as the API declares', async () => {
    const integration = await made();
    const created = await standOn(integration, {
      slug: 'pr-one',
      note: 'for all',
      rate_limits: [{ type: 'requests', unit: 'rph', value: 1 }],
    });
    const one = await admin.ask('GET', '/providers/pr-one');
    const listed = items(await admin.ask('GET', '/providers?page_size=1000')).find(({ slug }) => slug === 'pr-one')!;

    expect(mismatch(PROVIDER_MADE, created)).toBeUndefined();
    expect(mismatch(PROVIDER_SHOWN, one)).toBeUndefined();
    expect(one.body).toMatchObject({
      status: 'active',
      ai_provider_id: 'groq',
      integration_id: integration,
      note: 'for all',
      rate_limits: [{ unit: 'rph' }],
    });
    expect(listed).not.toHaveProperty('rate_limits');
    expect(PROVIDER_SHOWN.validate(listed).error).toBeUndefined();
  });

  it('is changed and removed, where it is', async () => {
    const elsewhere = await admin.addWorkspace('pr-elsewhere');
    const slug = slugOf(await standOn(await made()));

    const changed = await admin.ask('PUT', `/providers/${slug}?workspace_id=${admin.workspaceId}`, {
      name: 'Renamed',
      expires_at: '2001-01-01T00:00:00Z',
    });

    expect(changed.body).toMatchObject({ slug, object: 'provider' });
    expect((await admin.ask('GET', `/providers/${slug}`)).body).toMatchObject({ name: 'Renamed', status: 'expired' });
    for (const [method, body] of [['GET'], ['PUT', { name: 'x' }], ['DELETE']] as const)
      expect((await admin.ask(method, `/providers/${slug}?workspace_id=${elsewhere}`, body)).status).toBe(404);
    expect((await admin.ask('DELETE', `/providers/${slug}?workspace_id=${admin.workspaceId}`)).status).toBe(200);
    expect((await admin.ask('GET', `/providers/${slug}`)).status).toBe(404);
  });

  it('and a virtual key are found in both places, each with what it is', async () => {
    const integration = await made();
    const provider = slugOf(await standOn(integration));
    const key = slugOf(await admin.ask('POST', '/virtual-keys', { name: 'Own', provider: 'groq', key: KEY }));

    expect((await admin.ask('GET', `/virtual-keys/${provider}`)).body).toMatchObject({
      integration_id: integration,
      masked_api_key: '••••WXYZ',
      model_config: null,
    });
    expect((await admin.ask('GET', `/providers/${key}`)).body).toMatchObject({ integration_id: null, ai_provider_id: 'groq' });
    expect(await admin.ask('PUT', `/virtual-keys/${provider}`, { key: 'gsk_another' })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('integration') },
    });
    expect((await admin.ask('PUT', `/virtual-keys/${provider}`, { note: 'fine' })).status).toBe(200);
    const inFile = await admin.ask('GET', '/providers/in-file');
    expect(inFile.body).toMatchObject({ origin: 'file', object: 'provider', ai_provider_id: 'groq' });
    expect(mismatch(PROVIDER_SHOWN, inFile)).toBeUndefined();
    expect((await standOn(integration, { slug: 'in-file' })).status).toBe(409);
    expect((await standOn(integration, { slug: key })).status).toBe(409);
  });

  it('stands on nothing that is not there or archived', async () => {
    const archived = await made();
    await admin.ask('PUT', `/integrations/${archived}`, { status: 'archived' });

    for (const integration of ['no-such-house', archived])
      expect(await standOn(integration)).toMatchObject({ status: 400, body: { message: expect.stringContaining(integration) } });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CHANGED, CREATED, SHOWN } from '../../src/admin/resources/virtual-keys/schema.ts';
import { virtualKeyRoutes } from '../../src/admin/resources/virtual-keys/resource.ts';
import { openCredential } from '../../src/admin/resources/credentials/sealed-credential.ts';
import { mismatch, startAdmin, type AdminStage } from './support.ts';
import { adaptersOf } from '../support/adapters.ts';

const KEY = 'gsk_0123456789abcdefWXYZ';
/** As the config file's part shows one. */
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
    routes: virtualKeyRoutes,
    adapters: await adaptersOf('groq', 'ollama', 'azure', 'bedrock'),
    declared: { virtualKeys: new Map([['in-file', IN_FILE]]) },
    trustedHosts: '10.0.0.7',
  });
});
afterAll(() => admin.stop());

type Fields = Readonly<Record<string, unknown>>;

const create = (fields: Fields = {}) => admin.ask('POST', '/virtual-keys', { name: 'Team', provider: 'groq', key: KEY, ...fields });
const made = async (fields: Fields = {}): Promise<string> => {
  const { status, body } = await create(fields);
  if (status !== 200) throw new Error(`not made: ${JSON.stringify(body)}`);
  return String(body['slug']);
};
const read = async (slug: string) => (await admin.ask('GET', `/virtual-keys/${slug}`)).body;
const change = (slug: string, fields: Fields) => admin.ask('PUT', `/virtual-keys/${slug}`, fields);
/** What is really kept, which nobody is shown. */
async function kept(slug: string) {
  const row = await admin.store.db.selectFrom('providers').selectAll().where('slug', '=', slug).executeTakeFirstOrThrow();
  return openCredential(admin.store.vault, row.credential!, { table: 'providers', id: row.id });
}

describe('a virtual key', () => {
  it('is made, read and listed as the API declares, and its key never leaves again', async () => {
    const created = await create({ note: 'for the team', usage_limits: { credit_limit: 10, periodic_reset: 'monthly' } });
    const slug = String(created.body['slug']);
    const [one, list] = [await admin.ask('GET', `/virtual-keys/${slug}`), await admin.ask('GET', '/virtual-keys')];

    expect(mismatch(CREATED, created)).toBeUndefined();
    expect(created.body).toMatchObject({ success: true, object: 'virtual-key', data: { slug } });
    expect(slug).toMatch(/^team-[a-z0-9]{6}$/);
    expect(mismatch(SHOWN, one)).toBeUndefined();
    expect(one.body).toMatchObject({
      name: 'Team',
      note: 'for the team',
      status: 'active',
      ai_provider_name: 'groq',
      masked_api_key: '••••WXYZ',
      workspace_id: admin.workspaceId,
      usage_limits: { type: 'cost', credit_limit: 10, periodic_reset: 'monthly' },
      rate_limits: [],
    });
    expect(list.body['data']).toContainEqual(one.body);
    expect((await kept(slug)).keys).toEqual([KEY]);
    expect(JSON.stringify([created.body, one.body, list.body, await auditOf(slug)])).not.toContain(KEY);
  });

  it('is written down when it is made, changed and removed', async () => {
    const slug = await made();
    await change(slug, { name: 'Renamed' });
    await admin.ask('DELETE', `/virtual-keys/${slug}`);

    const deeds = await auditOf(slug);

    expect(deeds.map(({ action }) => action)).toEqual(['virtual_keys.create', 'virtual_keys.update', 'virtual_keys.delete']);
    expect(JSON.parse(deeds[1]!.before!)).toMatchObject({ name: 'Team' });
    expect(JSON.parse(deeds[1]!.after!)).toMatchObject({ name: 'Renamed' });
    expect((await admin.ask('GET', `/virtual-keys/${slug}`)).status).toBe(404);
  });

  it('keeps what a change does not name', async () => {
    const slug = await made({ note: 'n', rate_limits: [{ type: 'requests', unit: 'rpm', value: 3 }], expires_at: '2999-01-01T00:00:00Z' });
    const before = await read(slug);

    const answer = await change(slug, { name: 'Other' });

    expect(mismatch(CHANGED, answer)).toBeUndefined();
    expect(await read(slug)).toEqual({ ...before, name: 'Other', last_updated_at: expect.any(String) });
    expect((await kept(slug)).keys).toEqual([KEY]);
  });

  it('takes away what is null, and another key in place of its own', async () => {
    const slug = await made({ note: 'n', expires_at: '2999-01-01T00:00:00Z', usage_limits: [{ type: 'tokens', credit_limit: 100 }] });

    await change(slug, { note: null, expires_at: null, usage_limits: null, key: 'gsk_another-key-of-theirs-9876' });

    expect(await read(slug)).toMatchObject({ note: null, expires_at: null, usage_limits: null, masked_api_key: '••••9876' });
    expect((await kept(slug)).keys).toEqual(['gsk_another-key-of-theirs-9876']);
  });

  it('has several keys to take turns with', async () => {
    const keys = ['gsk_first-of-several-1111', 'gsk_second-of-several-2222'];

    const slug = await made({ key: undefined, keys });

    expect((await kept(slug)).keys).toEqual(keys);
    expect((await create({ keys })).body).toMatchObject({ message: expect.stringContaining('not both') });
  });

  it('says what would become of a call', async () => {
    const expired = await made({ expires_at: '2001-01-01T00:00:00Z' });
    const archived = await made();
    const exhausted = await made({ usage_limits: { type: 'tokens', credit_limit: 100 } });
    await change(archived, { status: 'archived' });
    await use(String((await read(exhausted))['id']), 100);

    const standings = await Promise.all([expired, archived, exhausted].map(async (slug) => (await read(slug))['status']));
    await change(exhausted, { reset_usage: true });

    expect(standings).toEqual(['expired', 'archived', 'exhausted']);
    expect(await read(exhausted)).toMatchObject({ status: 'active' });
  });

  it('tells the data plane of each change', async () => {
    const slug = await made();
    const { id } = await read(slug);
    const told = async (act: () => Promise<unknown>) => {
      const { seq } = await admin.store.changesSince(undefined);
      await act();
      return (await admin.store.changesSince(seq)).changes;
    };

    const changed = await told(() => change(slug, { name: 'x' }));
    const removed = await told(() => admin.ask('DELETE', `/virtual-keys/${slug}`));

    expect([changed, removed]).toEqual([[{ kind: 'providers', id }], [{ kind: 'providers', id }]]);
  });
});

describe('what a provider needs besides its key', () => {
  it.each([
    ['Node’s spelling', { api_version: '2024-10-21', resource_name: 'res', deployment_name: 'dep' }],
    ['Python’s spelling', { apiVersion: '2024-10-21', resourceName: 'res', deploymentName: 'dep' }],
    ['the provider’s own', { azure_api_version: '2024-10-21', azure_resource_name: 'res', azure_deployment_id: 'dep' }],
    ['an object beside', { model_config: { apiVersion: '2024-10-21', resourceName: 'res', deploymentName: 'dep' } }],
  ])('is understood in %s', async (_, fields) => {
    const slug = await made({ provider: 'azure', ...fields });

    expect(await kept(slug)).toEqual({ keys: [KEY], fields: { api_version: '2024-10-21', resource_name: 'res', deployment_id: 'dep' } });
    expect(await read(slug)).toMatchObject({
      ai_provider_name: 'azure-openai',
      model_config: { api_version: '2024-10-21', resource_name: 'res', deployment_id: 'dep' },
    });
  });

  it('may depend on the model', async () => {
    const slug = await made({
      provider: 'azure-openai',
      resourceName: 'res',
      deploymentConfig: [
        { apiVersion: '1', deploymentName: 'small', alias: 's', is_default: true },
        { apiVersion: '2', deploymentName: 'large', alias: 'l' },
      ],
    });

    expect((await kept(slug)).deployments).toEqual([
      { alias: 's', is_default: true, fields: { api_version: '1', deployment_id: 'small' } },
      { alias: 'l', fields: { api_version: '2', deployment_id: 'large' } },
    ]);
    await change(slug, { deployment_config: null });
    expect((await kept(slug)).deployments).toBeUndefined();
  });

  it.each([
    [
      [
        { alias: 'a', deploymentName: 'x' },
        { alias: 'a', deploymentName: 'y' },
      ],
      'two entries have the alias "a"',
    ],
    [
      [
        { is_default: true, deploymentName: 'x' },
        { is_default: true, deploymentName: 'y' },
      ],
      'one entry at most',
    ],
    [[{ deploymentName: 'x' }, { alias: 'b', deploymentName: 'y' }], 'entry 0 has neither'],
    [[{ alias: 'b', colour: 'blue' }], 'deployment_config.0.colour'],
  ])('is refused where no model would find it: %j', async (deploymentConfig, why) => {
    const { status, body } = await create({ provider: 'azure-openai', deploymentConfig });

    expect(status).toBe(400);
    expect(body['message']).toContain(why);
  });

  it('hides every secret among it', async () => {
    const slug = await made({
      provider: 'bedrock',
      key: undefined,
      aws_access_key_id: 'AKIA0123456789',
      awsSecretAccessKey: 'secret-of-the-cloud-0123456789abcd',
      region: 'eu-west-1',
      custom_headers: { 'X-Team': 'header-value-0123456789-zzzz' },
    });
    const shown = await read(slug);

    expect(shown['model_config']).toEqual({
      aws_access_key_id: 'AKIA0123456789',
      aws_secret_access_key: '••••abcd',
      aws_region: 'eu-west-1',
      custom_headers: { 'x-team': '••••zzzz' },
    });
    expect(await kept(slug)).toMatchObject({ fields: { aws_secret_access_key: 'secret-of-the-cloud-0123456789abcd' } });
    expect(JSON.stringify(shown)).not.toContain('secret-of-the-cloud');
  });

  it.each([
    [{ provider: 'no-such' }, 'provider', 'no-such'],
    [{ colour: 'blue' }, 'colour', '"colour" is neither'],
    [{ key: undefined }, 'key', 'Groq needs a key'],
    [{ name: undefined }, 'name', 'name'],
    [{ name: 7 }, 'name', 'name'],
    [{ slug: 'not a slug/' }, 'slug', 'slug'],
    [{ secret_mappings: [{ target_field: 'key' }] }, 'secret_mappings', 'secret_mappings'],
    [{ usage_limits: { type: 'cost', credit_limit: 0.5 } }, 'usage_limits.credit_limit', 'credit_limit'],
    [{ usage_limits: { type: 'tokens', credit_limit: 99 } }, 'usage_limits.credit_limit', 'credit_limit'],
    [{ rate_limits: [{ type: 'requests', unit: 'rpx', value: 1 }] }, 'rate_limits.0.unit', 'unit'],
    [{ custom_headers: { host: 'x' } }, 'custom_headers.host', 'host'],
    [{ custom_headers: { 'x-a': 'b\r\nc' } }, 'custom_headers.x-a', 'HTTP'],
  ])('is refused by name: %j', async (fields, param, word) => {
    const { status, body } = await create(fields);

    expect(status).toBe(400);
    expect(body).toMatchObject({
      status: 'failure',
      success: false,
      message: expect.stringContaining(word),
      error: { param },
      data: { errorCode: 'AB01' },
    });
  });

  it.each([
    { secret_mappings: [] },
    { secret_mappings: null },
    { usage_limits: null },
    { rate_limits: [] },
    { note: '' },
    { model_config: null },
  ])('may be empty: %j', async (fields) => {
    expect((await create(fields)).status).toBe(200);
  });

  it('is a key for none that can do without', async () => {
    expect((await create({ provider: 'ollama', key: undefined })).status).toBe(200);
    expect((await create({ key: undefined, custom_host: 'https://own.example.com/v1' })).status).toBe(200);
  });
});

describe('where a credential may go', () => {
  it.each([
    'http://127.0.0.1:1',
    'http://10.0.0.8',
    'http://localhost',
    'http://metadata.google.internal',
    'http://2130706433',
    'ftp://x.example.com',
  ])('is not %s, whoever asks', async (host) => {
    const slug = await made();

    expect(await create({ custom_host: host })).toMatchObject({
      status: 400,
      body: { error: { param: 'custom_host', code: 'invalid_custom_host' } },
    });
    expect(await change(slug, { custom_host: host, key: KEY })).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_custom_host' } },
    });
  });

  it('is a private host that the operator trusts', async () => {
    const slug = await made({ custom_host: 'http://10.0.0.7:9000/openai/v1/' });

    expect((await kept(slug)).custom_host).toBe('http://10.0.0.7:9000/openai/v1');
  });

  it('is no new host to which only the old key would go', async () => {
    const slug = await made({ custom_host: 'https://good.example.com/v1' });

    const stolen = await change(slug, { custom_host: 'https://evil.example.com/v1' });
    const trusted = await change(slug, { custom_host: 'http://10.0.0.7/v1' });
    const own = await change(slug, { custom_host: 'https://evil.example.com/v1', key: 'gsk_my-own-key-0123456789' });
    const same = await change(slug, { custom_host: 'https://evil.example.com/v1', note: 'again' });

    expect(stolen).toMatchObject({ status: 400, body: { error: { param: 'custom_host', code: 'untrusted_custom_host' } } });
    expect([trusted.status, own.status, same.status]).toEqual([200, 200, 200]);
  });

  it('is no new host to which an old header or field would go', async () => {
    const headers = await made({ custom_headers: { 'x-secret': 'a-header-that-is-a-secret' } });
    const resource = await made({ provider: 'azure-openai', resource_name: 'mine' });

    expect(
      (await change(headers, { custom_host: 'https://evil.example.com', key: 'gsk_my-own-key-0123456789' })).body['error'],
    ).toMatchObject({
      code: 'untrusted_custom_host',
    });
    expect((await change(resource, { resource_name: 'theirs' })).body['error']).toMatchObject({
      param: 'resource_name',
      code: 'untrusted_custom_host',
    });
    expect((await change(resource, { deploymentConfig: [{ alias: 'a', resourceName: 'theirs' }] })).body['error']).toMatchObject({
      code: 'untrusted_custom_host',
    });
    expect((await change(resource, { resource_name: 'theirs', key: 'my-own-azure-key-0123456789' })).status).toBe(200);
  });
});

describe('whose a virtual key is', () => {
  it('is its maker’s workspace’s, and another’s does not know it', async () => {
    const [home, elsewhere] = [await admin.addWorkspace('vk-home'), await admin.addWorkspace('vk-elsewhere')];
    const ours = admin.someone('ours', ['virtual_keys.create', 'virtual_keys.read', 'virtual_keys.list'], home);
    const theirs = admin.someone(
      'theirs',
      ['virtual_keys.read', 'virtual_keys.list', 'virtual_keys.update', 'virtual_keys.delete'],
      elsewhere,
    );

    const created = await admin.askAs(ours, 'POST', '/virtual-keys', { name: 'n', provider: 'groq', key: KEY });
    const slug = String(created.body['slug']);

    expect(await read(slug)).toMatchObject({ workspace_id: home });
    for (const [method, body] of [['GET'], ['PUT', { name: 'x' }], ['DELETE']] as const)
      expect((await admin.askAs(theirs, method, `/virtual-keys/${slug}`, body)).status).toBe(404);
    expect(await slugsFor(theirs)).not.toContain(slug);
    expect(await slugsFor(ours)).toContain(slug);
    expect((await admin.askAs(ours, 'PUT', `/virtual-keys/${slug}`, { name: 'x' })).status).toBe(403);
    expect(
      (await admin.askAs(ours, 'POST', '/virtual-keys', { name: 'n', provider: 'groq', key: KEY, workspace_id: elsewhere })).status,
    ).toBe(404);
    expect((await admin.ask('GET', `/virtual-keys/${slug}?workspace_id=${elsewhere}`)).status).toBe(404);
    expect((await admin.ask('PUT', `/virtual-keys/${slug}`, { workspace_id: elsewhere, name: 'x' })).status).toBe(404);
  });

  it('is the config file’s where it stands there: shown, and changed by nobody here', async () => {
    const shown = await admin.ask('GET', '/virtual-keys/in-file');

    expect(shown.body).toMatchObject({ slug: 'in-file', origin: 'file', usage_limits: null });
    expect(mismatch(SHOWN, shown)).toBeUndefined();
    expect(await slugsFor('root')).toContain('in-file');
    for (const answer of [
      await change('in-file', { name: 'x' }),
      await admin.ask('DELETE', '/virtual-keys/in-file'),
      await create({ slug: 'in-file' }),
    ])
      expect(answer).toMatchObject({ status: 409, body: { message: expect.stringContaining('config file') } });
  });

  it('has a slug that no other has, and that stays', async () => {
    const slug = await made({ slug: 'one-of-a-kind' });

    expect((await create({ slug })).status).toBe(409);
    expect((await change(slug, { slug: 'other' })).body).toMatchObject({ error: { param: 'slug' } });
    expect((await change(slug, { provider: 'ollama' })).body).toMatchObject({ error: { param: 'provider' } });
    expect((await change(slug, { slug, provider: 'groq', name: 'fine' })).status).toBe(200);
  });
});

it('a virtual key whose credential cannot be opened any more is listed, and can be removed', async () => {
  const slug = await made();
  await admin.store.write(({ tx }) => tx.updateTable('providers').set({ credential: 'not sealed' }).where('slug', '=', slug).execute());

  const shown = await read(slug);
  const removed = await admin.ask('DELETE', `/virtual-keys/${slug}`);

  expect(shown).toMatchObject({ slug, model_config: null });
  expect(removed.status).toBe(200);
});

const slugsFor = async (who: string) =>
  ((await admin.askAs(who, 'GET', '/virtual-keys?page_size=1000')).body['data'] as readonly { readonly slug: string }[]).map(
    ({ slug }) => slug,
  );

const use = (id: string, used: number) =>
  admin.store.write(({ tx, now }) =>
    tx
      .insertInto('usage')
      .values({ id: `providers:${id}:tokens:0`, used, updated_at: now })
      .execute(),
  );

async function auditOf(slug: string) {
  const rows = await admin.store.db.selectFrom('audit_log').selectAll().orderBy('seq').execute();
  return rows.filter(({ before, after }) =>
    [before, after].some((each) => each !== null && (JSON.parse(each) as { slug?: string }).slug === slug),
  );
}

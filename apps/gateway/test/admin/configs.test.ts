import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CONFIG_MADE, CONFIG_SHOWN, CONFIG_VERSIONS } from '../../src/admin/resources/configs/schema.ts';
import { configsRoutes } from '../../src/admin/resources/configs/routes.ts';
import { openConfig } from '../../src/admin/resources/configs/view.ts';
import { mismatch, startAdmin, type AdminStage } from './support.ts';
import { adaptersOf } from '../support/adapters.ts';

const KEY = 'gsk_0123456789abcdefWXYZ';
const FROM_FILE = {
  object: 'config',
  id: 'file:pc-file',
  slug: 'pc-file',
  name: 'pc-file',
  status: 'active',
  config: { retry: { attempts: 1 } },
  version_id: 'file',
  origin: 'file',
} as const;

let admin: AdminStage;

beforeAll(async () => {
  admin = await startAdmin({
    routes: configsRoutes,
    adapters: await adaptersOf('groq', 'openai', 'azure'),
    declared: { configs: new Map([['pc-file', FROM_FILE]]), virtualKeys: new Map([['in-file', { slug: 'in-file', origin: 'file' }]]) },
    trustedHosts: '10.0.0.7',
  });
});
afterAll(() => admin.stop());

const made = async (body: Readonly<Record<string, unknown>>): Promise<string> => {
  const { status, body: reply } = await admin.ask('POST', '/configs', body);
  if (status !== 200) throw new Error(`not made: ${JSON.stringify(reply)}`);
  return String(reply['slug']);
};
const refusal = async (config: unknown) => (await admin.ask('POST', '/configs', { name: 'x', config })).body.error;
/** What is really kept of the version that counts. */
const kept = async (slug: string) => {
  const { version_id: id } = await admin.store.db
    .selectFrom('configs')
    .select('version_id')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow();
  return openConfig(
    await admin.store.db.selectFrom('config_versions').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    admin.store.vault,
  );
};

describe('configs', () => {
  it('are made, shown at the top and in data, listed without what is in them, and removed', async () => {
    const config = { strategy: { mode: 'fallback' }, targets: [{ provider: 'groq', api_key: KEY }, { provider: 'openai' }] };

    const created = await admin.ask('POST', '/configs', { name: 'Main Road', config, isDefault: 0 });
    const { slug, id, version_id: versionId } = created.body as { slug: string; id: string; version_id: string };
    const shown = await admin.ask('GET', `/configs/${slug}`);
    const byId = await admin.ask('GET', `/configs/${id}`);
    const listed = await admin.ask('GET', '/configs');
    const removed = await admin.ask('DELETE', `/configs/${id}`);
    const gone = await admin.ask('GET', `/configs/${slug}`);

    expect(mismatch(CONFIG_MADE, created)).toBeUndefined();
    expect(slug).toMatch(/^pc-main-road-[a-z0-9]{6}$/);
    expect(mismatch(CONFIG_SHOWN, shown)).toBeUndefined();
    expect(shown.body).toMatchObject({
      success: true,
      name: 'Main Road',
      workspace_id: admin.workspaceId,
      version: 1,
      version_id: versionId,
      origin: 'api',
    });
    expect(shown.body['config']).toEqual({ ...config, targets: [{ provider: 'groq', api_key: '••••WXYZ' }, { provider: 'openai' }] });
    const { success: _, data, ...top } = shown.body;
    expect(data).toEqual(top);
    expect(byId.body).toEqual(shown.body);
    const inList = (listed.body['data'] as Record<string, unknown>[]).find((each) => each['slug'] === slug)!;
    expect(inList).not.toHaveProperty('config');
    expect(inList).not.toHaveProperty('version');
    expect(inList).toMatchObject({ id, is_default: 0, created_at: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(removed).toMatchObject({ status: 200, body: {} });
    expect(gone.status).toBe(404);
  });

  it('are taken as JSON text too, with a slug of their own, which then belongs to them', async () => {
    const created = await admin.ask('POST', '/configs', { slug: 'pc-mine', config: '{"retry":{"attempts":2}}' });
    const again = await admin.ask('POST', '/configs', { slug: 'pc-mine', config: {} });
    const inFile = await admin.ask('POST', '/configs', { slug: 'pc-file', config: { retry: { attempts: 2 } } });
    const id = crypto.randomUUID();
    const likeAnId = await admin.ask('POST', '/configs', { slug: id, config: { retry: { attempts: 2 } } });

    expect(created.body).toMatchObject({ slug: 'pc-mine', data: { slug: 'pc-mine' } });
    expect((await admin.ask('GET', '/configs/pc-mine')).body).toMatchObject({ name: 'pc-mine', config: { retry: { attempts: 2 } } });
    expect(again.body).toMatchObject({ error: { code: 'slug_taken', param: 'slug' }, data: { errorCode: 'AB07' } });
    expect(inFile).toMatchObject({ status: 409, body: { error: { code: 'declared_in_file' } } });
    expect(likeAnId.status).toBe(400);
  });

  it('get a version with each config that is put, and none without', async () => {
    const slug = await made({ name: 'v', config: { retry: { attempts: 1 } } });

    const second = await admin.ask('PUT', `/configs/${slug}`, { slug, config: { retry: { attempts: 2 } } });
    const renamed = await admin.ask('PUT', `/configs/${slug}`, { name: 'w' });
    const versions = await admin.ask('GET', `/configs/${slug}/versions`);

    expect(mismatch(CONFIG_MADE, second)).toBeUndefined();
    expect(renamed.body['version_id']).toBe(second.body['version_id']);
    expect(mismatch(CONFIG_VERSIONS, versions)).toBeUndefined();
    expect(versions.body).toMatchObject({
      total: 2,
      data: [
        { version: 2, status: 'active', config: { retry: { attempts: 2 } }, id: second.body['version_id'] },
        { version: 1, status: 'archived', config: { retry: { attempts: 1 } } },
      ],
    });
    expect((await admin.ask('GET', `/configs/${slug}`)).body).toMatchObject({ name: 'w', version: 2, config: { retry: { attempts: 2 } } });
  });

  it('tell the data plane and the audit log of every change, without secrets', async () => {
    const { seq } = await admin.store.changesSince(undefined);
    const refreshed = admin.refreshed();

    const slug = await made({ name: 'told', config: { provider: 'groq', api_key: KEY } });
    await admin.ask('PUT', `/configs/${slug}`, { config: { provider: 'groq', api_key: `${KEY}2` } });
    const { id } = (await admin.ask('GET', `/configs/${slug}`)).body;
    await admin.ask('DELETE', `/configs/${slug}`);

    expect((await admin.store.changesSince(seq)).changes).toContainEqual({ kind: 'configs', id });
    expect(admin.refreshed() - refreshed).toBe(3);
    const log = await admin.store.db.selectFrom('audit_log').selectAll().where('resource_id', '=', String(id)).orderBy('seq').execute();
    expect(log.map(({ action }) => action)).toEqual(['configs.create', 'configs.update', 'configs.delete']);
    expect(JSON.stringify(log)).not.toContain('0123456789abcdef');
    expect(JSON.stringify(log)).toContain('••••WXYZ');
  });

  it('have one default in a workspace', async () => {
    const other = await admin.addWorkspace('elsewhere');
    const elsewhere = await made({ name: 'e', config: { retry: { attempts: 1 } }, is_default: true, workspace_id: 'elsewhere' });
    const first = await made({ name: 'a', config: { retry: { attempts: 1 } }, is_default: 1 });
    const second = await made({ name: 'b', config: { retry: { attempts: 1 } }, isDefault: 1 });
    const third = await made({ name: 'c', config: { retry: { attempts: 1 } } });
    const { seq } = await admin.store.changesSince(undefined);
    const isDefault = async (slug: string) => (await admin.ask('GET', `/configs/${slug}`)).body['is_default'] as number;
    expect([await isDefault(first), await isDefault(second), await isDefault(third)]).toEqual([0, 1, 0]);

    await admin.ask('PUT', `/configs/${third}`, { is_default: 1 });

    expect([await isDefault(first), await isDefault(second), await isDefault(third), await isDefault(elsewhere)]).toEqual([0, 0, 1, 1]);
    const { id } = (await admin.ask('GET', `/configs/${second}`)).body;
    expect((await admin.store.changesSince(seq)).changes).toContainEqual({ kind: 'configs', id });
    expect((await admin.ask('GET', `/configs/${elsewhere}`)).body['workspace_id']).toBe(other);
    await admin.ask('PUT', `/configs/${third}`, { isDefault: 0 });
    expect(await isDefault(third)).toBe(0);
  });

  it('are refused by name where they can never work', async () => {
    expect(await refusal({ strategy: { mode: 'dice' }, targets: [{ provider: 'groq' }] })).toMatchObject({
      code: 'invalid_config',
      param: 'config',
    });
    expect(await refusal('{"retry":')).toMatchObject({ message: expect.stringContaining('not JSON') });
    expect(await refusal('[1]')).toMatchObject({ message: expect.stringContaining('not an object') });
    expect(await refusal({ targets: [{ provider: 'nobody' }], strategy: { mode: 'single' } })).toMatchObject({
      message: expect.stringMatching(/targets\[0\].*"nobody", which is not loaded/),
    });
    expect(await refusal({ provider: 'groq', openai_organization: 'o' })).toMatchObject({
      message: expect.stringContaining('openai_organization'),
    });
    expect(await refusal({ provider: 'groq', api_key: '••••WXYZ' })).toMatchObject({ code: 'masked_secret' });
    expect((await admin.ask('POST', '/configs', { config: { retry: { attempts: 1 } }, colour: 'red' })).body.error).toMatchObject({
      param: 'colour',
    });
  });

  it('send nothing to a private host, and nothing that is stored elsewhere to a host that only their maker trusts', async () => {
    expect(await refusal({ provider: 'groq', api_key: KEY, custom_host: 'http://169.254.169.254/v1' })).toMatchObject({
      code: 'invalid_custom_host',
    });
    expect(await refusal({ virtual_key: 'team', custom_host: 'https://collector.example.com/v1' })).toMatchObject({
      message: expect.stringContaining('TRUSTED_CUSTOM_HOSTS'),
    });
    expect(
      await refusal({ custom_host: 'https://collector.example.com', strategy: { mode: 'single' }, targets: [{ provider: '@team' }] }),
    ).toMatchObject({ message: expect.stringContaining('targets[0]') });
    expect(await refusal({ provider: 'groq', api_key: KEY, custom_host: 'https://collector.example.com/v1' })).toBeUndefined();
    expect(await refusal({ virtual_key: 'team', custom_host: 'http://10.0.0.7/v1' })).toBeUndefined();
  });

  it('may name what is stored later, and say so', async () => {
    const created = await admin.ask('POST', '/configs', {
      name: 'early',
      config: {
        strategy: { mode: 'fallback' },
        targets: [{ virtual_key: 'later' }, { provider: '@in-file' }],
        input_guardrails: ['pg-later'],
      },
    });

    expect(created.body['warnings']).toEqual([
      expect.stringContaining('virtual key "later"'),
      expect.stringContaining('guardrail "pg-later"'),
    ]);
    expect(mismatch(CONFIG_MADE, created)).toBeUndefined();
  });

  it('come back from their editor with the secrets that it did not see', async () => {
    const slug = await made({ name: 'e', config: { retry: { attempts: 1 }, provider: 'groq', api_key: KEY } });
    const { config } = (await admin.ask('GET', `/configs/${slug}`)).body as { config: Record<string, unknown> };

    const changed = await admin.ask('PUT', `/configs/${slug}`, {
      config: { ...config, retry: { attempts: 4 }, override_params: { temperature: 1 } },
    });

    expect(changed.status).toBe(200);
    expect(await kept(slug)).toEqual({ retry: { attempts: 4 }, provider: 'groq', api_key: KEY, override_params: { temperature: 1 } });
  });

  it.each([
    ['another host', { custom_host: 'https://collector.example.com/v1' }],
    ['another provider', { provider: 'openai' }],
    ['a second target', { strategy: { mode: 'single' }, targets: [{ provider: 'groq', api_key: '••••WXYZ' }] }],
  ])('do not hand the secrets that their editor did not see to %s', async (_what, change) => {
    const slug = await made({ name: 'e', config: { provider: 'groq', api_key: KEY } });

    const { status, body } = await admin.ask('PUT', `/configs/${slug}`, { config: { provider: 'groq', api_key: '••••WXYZ', ...change } });

    expect({ status, code: body.error?.code }).toEqual({ status: 400, code: 'masked_secret' });
    expect(await kept(slug)).toEqual({ provider: 'groq', api_key: KEY });
  });

  it('of the config file are shown, and changed by nobody here', async () => {
    const shown = await admin.ask('GET', '/configs/pc-file');
    const versions = await admin.ask('GET', '/configs/pc-file/versions');
    const changed = await admin.ask('PUT', '/configs/pc-file', { name: 'x' });
    const removed = await admin.ask('DELETE', '/configs/pc-file');
    const listed = await admin.ask('GET', '/configs');

    expect(shown.body).toMatchObject({ origin: 'file', data: { origin: 'file' }, config: { retry: { attempts: 1 } } });
    expect(mismatch(CONFIG_VERSIONS, versions)).toBeUndefined();
    expect([changed.status, removed.status]).toEqual([409, 409]);
    expect((listed.body['data'] as { slug: string }[]).some(({ slug }) => slug === 'pc-file')).toBe(true);
  });

  it('are seen and changed by those of their workspace alone, and as far as their scopes go', async () => {
    const slug = await made({ name: 'ours', config: { retry: { attempts: 1 } } });
    const away = await admin.addWorkspace('away');
    const stranger = admin.someone('stranger', ['configs.read', 'configs.update', 'configs.list', 'configs.create'], away);
    const reader = admin.someone('reader', ['configs.read'], admin.workspaceId);

    expect((await admin.askAs(stranger, 'GET', `/configs/${slug}`)).status).toBe(404);
    expect((await admin.askAs(stranger, 'GET', `/configs/${slug}/versions`)).status).toBe(404);
    expect((await admin.askAs(stranger, 'PUT', `/configs/${slug}`, { name: 'x' })).status).toBe(404);
    expect((await admin.askAs(stranger, 'POST', '/configs', { config: { retry: { attempts: 1 } }, workspace_id: 'default' })).status).toBe(
      404,
    );
    expect((await admin.askAs(reader, 'GET', `/configs/${slug}/versions`)).status).toBe(200);
    expect((await admin.askAs(reader, 'PUT', `/configs/${slug}`, { name: 'x' })).status).toBe(403);
  });

  it('are not overwritten by who has not seen the last change', async () => {
    const slug = await made({ name: 'e', config: { retry: { attempts: 1 } } });
    const etag = (await admin.ask('GET', `/configs/${slug}`)).headers.get('etag')!;

    const first = await admin.ask('PUT', `/configs/${slug}`, { config: { retry: { attempts: 2 } } }, { 'if-match': etag });
    const second = await admin.ask('PUT', `/configs/${slug}`, { config: { retry: { attempts: 3 } } }, { 'if-match': etag });

    expect([first.status, second.status]).toEqual([200, 412]);
    expect(await kept(slug)).toEqual({ retry: { attempts: 2 } });
  });
});

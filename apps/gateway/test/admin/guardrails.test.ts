import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { guardrailRoutes } from '../../src/admin/resources/guardrails/routes.ts';
import { MADE, SHOWN, VERSIONS } from '../../src/admin/resources/guardrails/schema.ts';
import { currentVersion, openChecks } from '../../src/admin/resources/guardrails/versions.ts';
import { mismatch, startAdmin, type AdminStage } from './support.ts';

const CONTAINS = { id: 'default.contains', parameters: { operator: 'none', words: ['secret'] } } as const;
const WEBHOOK = {
  id: 'default.webhook',
  parameters: { webhookURL: 'https://check.example.com/', headers: { Authorization: 'Bearer a-secret-of-theirs-4321' } },
} as const;

let admin: AdminStage;
beforeAll(async () => {
  admin = await startAdmin({ routes: guardrailRoutes });
});
afterAll(() => admin.stop());

type Fields = Readonly<Record<string, unknown>>;

const create = (fields: Fields = {}) =>
  admin.ask('POST', '/guardrails', { name: 'No secrets', checks: [CONTAINS], actions: { deny: true }, ...fields });
const made = async (fields: Fields = {}): Promise<string> => {
  const { status, body } = await create(fields);
  if (status !== 200) throw new Error(`not made: ${JSON.stringify(body)}`);
  return String(body['slug']);
};
const change = (slug: string, fields: Fields) => admin.ask('PUT', `/guardrails/${slug}`, fields);
const read = async (slug: string) => (await admin.ask('GET', `/guardrails/${slug}`)).body;
async function kept(slug: string) {
  const row = await admin.store.db.selectFrom('guardrails').selectAll().where('slug', '=', slug).executeTakeFirstOrThrow();
  return openChecks(await currentVersion(row, admin.store.db), admin.store.vault);
}

describe('a guardrail', () => {
  it('is made, read and listed as the API declares', async () => {
    const created = await create({ organisation_id: 'organisation' });
    const slug = String(created.body['slug']);
    const [one, list] = [
      await admin.ask('GET', `/guardrails/${slug}`),
      await admin.ask('GET', '/guardrails?organisation_id=organisation&page_size=1000'),
    ];

    expect(mismatch(MADE, created)).toBeUndefined();
    expect(slug).toMatch(/^pg-no-secrets-[a-z0-9]{6}$/);
    expect(mismatch(SHOWN, one)).toBeUndefined();
    expect(one.body).toMatchObject({ name: 'No secrets', status: 'active', version: 1, checks: [CONTAINS], actions: { deny: true } });
    const listed = (list.body['data'] as readonly Fields[]).find((each) => each['slug'] === slug)!;
    expect(SHOWN.validate(listed).error).toBeUndefined();
    expect(listed).not.toHaveProperty('checks');
  });

  it('has a new version for other checks or actions, and none for another name', async () => {
    const slug = await made();
    const first = (await read(slug))['version_id'];

    const renamed = await change(slug, {
      name: 'Renamed',
      workspace_id: admin.workspaceId,
      organisation_id: 'organisation',
      guardrail_id: slug,
    });
    const softer = await change(slug, { actions: { deny: false } });
    const wider = await change(slug, { checks: [{ ...CONTAINS, name: 'for people', is_enabled: true }] });

    expect(mismatch(MADE, wider)).toBeUndefined();
    expect(renamed.body['version_id']).toBe(first);
    expect(new Set([first, softer.body['version_id'], wider.body['version_id']]).size).toBe(3);
    expect(await read(slug)).toMatchObject({ name: 'Renamed', version: 3, actions: { deny: false }, checks: [{ name: 'for people' }] });
    const versions = await admin.ask('GET', `/guardrails/${slug}/versions`);
    expect(mismatch(VERSIONS, versions)).toBeUndefined();
    expect(versions.body).toMatchObject({
      total: 3,
      data: [
        { version: 3, status: 'active' },
        { version: 2, status: 'archived' },
        { version: 1, actions: { deny: true } },
      ],
    });
  });

  it.each([
    [{ checks: [{ id: 'default.flying' }] }, 'default.flying'],
    [{ checks: [{ id: 'default.contains', parameters: { operator: 'sometimes', words: ['x'] } }] }, 'operator'],
    [{ checks: [] }, 'checks'],
    [{ checks: undefined }, 'checks'],
    [{ checks: [{ ...CONTAINS, colour: 'blue' }] }, 'colour'],
    [{ actions: { async: true } }, 'async'],
    [{ actions: { message: 'no' } }, 'message'],
    [{ actions: { colour: 'blue' } }, 'colour'],
    [{ actions: { on_fail: { feedback: { value: 1, metadata: 'no json' } } } }, 'metadata'],
    [{ name: undefined }, 'name'],
    [{ colour: 'blue' }, 'colour'],
    [{ organisation_id: 'another' }, 'organisation_id'],
  ])('is refused by name: %j', async (fields, word) => {
    const { status, body } = await create(fields);

    expect(status).toBe(400);
    expect(body['message']).toContain(word);
    expect(body).toMatchObject({ error: { message: body['message'], type: 'invalid_request_error' }, data: { errorCode: 'AB01' } });
  });

  it('takes feedback as both clients write it', async () => {
    const slug = await made({
      actions: {
        deny: false,
        async: null,
        onSuccess: { feedback: { value: 5, weight: 1, metadata: '{"a":1}' } },
        on_fail: { value: -5, weight: null, metadata: '' },
      },
    });

    expect((await read(slug))['actions']).toEqual({
      deny: false,
      on_success: { feedback: { value: 5, weight: 1, metadata: '{"a":1}' } },
      on_fail: { value: -5, metadata: '' },
    });
  });

  it('shows no secret of its checks, and keeps those that are sent as they were shown', async () => {
    const slug = await made({ checks: [CONTAINS, WEBHOOK] });
    const shown = (await read(slug))['checks'] as readonly Fields[];

    await change(slug, { checks: [shown[1], { ...CONTAINS, is_enabled: false }] });

    expect(shown[1]).toMatchObject({ parameters: { webhookURL: 'https://check.example.com/', headers: { Authorization: '••••4321' } } });
    expect(await kept(slug)).toEqual([WEBHOOK, { ...CONTAINS, is_enabled: false }]);
    expect(JSON.stringify(await auditLog())).not.toContain('a-secret-of-theirs');
  });

  it('sends no kept secret to another address', async () => {
    const slug = await made({ checks: [WEBHOOK] });
    const [shown] = (await read(slug))['checks'] as readonly { readonly parameters: Fields }[];

    const answer = await change(slug, {
      checks: [{ ...shown, parameters: { ...shown!.parameters, webhookURL: 'https://evil.example.com/' } }],
    });

    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'masked_secret' } } });
    expect(await kept(slug)).toEqual([WEBHOOK]);
  });

  it('is removed with all its versions', async () => {
    const slug = await made();
    const { id } = await read(slug);

    const answer = await admin.ask('DELETE', `/guardrails/${slug}`, { guardrail_id: slug });

    expect(answer.status).toBe(200);
    expect((await admin.ask('GET', `/guardrails/${slug}`)).status).toBe(404);
    expect(await admin.store.db.selectFrom('guardrail_versions').select('id').where('guardrail_id', '=', String(id)).execute()).toEqual([]);
  });

  it('is its workspace’s, and another’s does not know it', async () => {
    const [home, elsewhere] = [await admin.addWorkspace('gr-home'), await admin.addWorkspace('gr-elsewhere')];
    const slug = await made({ workspace_id: home });
    const theirs = admin.someone('gr-theirs', ['guardrails.read', 'guardrails.update', 'guardrails.delete', 'guardrails.list'], elsewhere);

    for (const [method, path, body] of [
      ['GET', ''],
      ['GET', '/versions'],
      ['PUT', '', { name: 'x' }],
      ['DELETE', ''],
    ] as const)
      expect((await admin.askAs(theirs, method, `/guardrails/${slug}${path}`, body)).status).toBe(404);
    expect((await admin.askAs(theirs, 'GET', '/guardrails')).body['total']).toBe(0);
  });
});

const auditLog = () => admin.store.db.selectFrom('audit_log').selectAll().execute();

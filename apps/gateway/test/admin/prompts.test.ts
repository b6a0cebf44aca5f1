import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { collectionsRoutes } from '../../src/admin/resources/collections/routes.ts';
import { labelsRoutes } from '../../src/admin/resources/labels/routes.ts';
import {
  PROMPT_CHANGED,
  PROMPT_MADE,
  PROMPT_SHOWN,
  PROMPT_VERSION_SHOWN,
  PROMPT_VERSIONS,
} from '../../src/admin/resources/prompts/schema.ts';
import { latestVersion } from '../../src/admin/resources/prompts/find.ts';
import { promptsRoutes } from '../../src/admin/resources/prompts/routes.ts';
import { partialsRoutes } from '../../src/admin/resources/partials/routes.ts';
import { mismatch, startAdmin, type AdminStage } from './support.ts';

const HELLO = '[{"role":"user","content":"Hello {{name}}"}]';
const FROM_FILE = {
  object: 'prompt',
  id: 'in-file',
  slug: 'in-file',
  name: 'in-file',
  status: 'active',
  string: HELLO,
  parameters: {},
  virtual_key: null,
  prompt_version: 1,
  prompt_version_id: 'in-file@1',
  origin: 'file',
} as const;

let admin: AdminStage;

beforeAll(async () => {
  admin = await startAdmin({
    routes: (means) => [...promptsRoutes(means), ...partialsRoutes(means), ...labelsRoutes(means), ...collectionsRoutes(means)],
    declared: { prompts: new Map([['in-file', FROM_FILE]]), virtualKeys: new Map([['team', { slug: 'team', origin: 'file' }]]) },
  });
});
afterAll(() => admin.stop());

const PLAIN = { name: 'Greeting', string: HELLO, parameters: { temperature: 0.5 }, virtual_key: '@team', model: 'm-1' };

async function made(more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const { status, body } = await admin.ask('POST', '/prompts', { ...PLAIN, ...more });
  if (status !== 200) throw new Error(`not made: ${JSON.stringify(body)}`);
  return String(body['slug']);
}
const shown = async (slug: string) => (await admin.ask('GET', `/prompts/${slug}`)).body;
const versionsOf = async (slug: string) => (await admin.ask('GET', `/prompts/${slug}/versions`)).body['data'] as Record<string, unknown>[];
const labelId = async (name: string) => {
  const { id } = await admin.store.db.selectFrom('labels').select('id').where('name', '=', name).executeTakeFirstOrThrow();
  return id;
};

describe('secrets of a prompt', () => {
  const SECRET = '0123456789abcdefWXYZ';
  const MASKED = '••••WXYZ';
  const tool = (secret: string) => ({
    type: 'mcp',
    server_url: 'https://mcp.example',
    authorization: secret,
    headers: { 'x-team': secret },
  });
  const withTools = { parameters: { temperature: 0.5, tools: [tool(SECRET)] }, tools: [tool(SECRET)] };
  const kept = async (slug: string) => latestVersion(String((await shown(slug))['id']), admin.store.db, admin.store.vault);

  it('are shown by their ends, in the prompt and in its versions, and are sealed where they are kept', async () => {
    const slug = await made(withTools);

    const all = [await shown(slug), ...(await versionsOf(slug)), (await admin.ask('GET', `/prompts/${slug}/versions/1`)).body];
    const rows = await admin.store.db.selectFrom('prompt_versions').selectAll().execute();
    const log = await admin.store.db.selectFrom('audit_log').selectAll().execute();

    for (const each of all) expect(each).toMatchObject({ parameters: { temperature: 0.5, tools: [tool(MASKED)] }, tools: [tool(MASKED)] });
    expect(JSON.stringify([rows, log])).not.toContain(SECRET);
    expect(JSON.parse((await kept(slug)).tools!)).toEqual([tool(SECRET)]);
  });

  it('are kept where they come back as they were shown, whatever number has changed', async () => {
    const slug = await made(withTools);
    const { parameters, tools } = (await shown(slug)) as { parameters: object; tools: unknown };

    const changed = await admin.ask('PUT', `/prompts/${slug}`, {
      string: HELLO,
      parameters: { ...parameters, temperature: 1 },
      tools,
      model: 'm-1',
    });

    const { parameters: now, tools: theirs } = await kept(slug);
    expect(changed.status).toBe(200);
    expect([JSON.parse(now), JSON.parse(theirs!)]).toEqual([{ temperature: 1, tools: [tool(SECRET)] }, [tool(SECRET)]]);
  });

  it.each([
    ['the server', { tools: [{ ...tool(MASKED), server_url: 'https://collector.example' }] }],
    ['the server of a parameter', { parameters: { tools: [{ ...tool(MASKED), server_url: 'https://collector.example' }] } }],
    ['the virtual key', { tools: [tool(MASKED)], virtual_key: '' }],
    ['the model', { tools: [tool(MASKED)], model: 'm-2' }],
  ])('are not given back where somebody changed %s', async (_what, change) => {
    const slug = await made(withTools);

    const refused = await admin.ask('PUT', `/prompts/${slug}`, change);

    expect([refused.status, JSON.stringify(refused.body)]).toEqual([400, expect.stringContaining('send it whole')]);
  });

  it('cannot be made of what is only shown', async () => {
    const refused = await admin.ask('POST', '/prompts', { ...PLAIN, tools: [tool(MASKED)] });

    expect([refused.status, JSON.stringify(refused.body)]).toEqual([400, expect.stringContaining('send it whole')]);
  });
});

describe('prompts', () => {
  it('are made in the default collection, shown, listed and removed', async () => {
    const created = await admin.ask('POST', '/prompts', PLAIN);
    const { id, slug, version_id: versionId } = created.body as { id: string; slug: string; version_id: string };
    const one = await admin.ask('GET', `/prompts/${id}`);
    const listed = await admin.ask('GET', '/prompts?search=GREET');
    const removed = await admin.ask('DELETE', `/prompts/${slug}`);

    expect(mismatch(PROMPT_MADE, created)).toBeUndefined();
    expect(slug).toMatch(/^pp-greeting-[a-z0-9]{6}$/);
    expect(mismatch(PROMPT_SHOWN, one)).toBeUndefined();
    expect(one.body).toMatchObject({
      slug,
      string: HELLO,
      parameters: { temperature: 0.5 },
      virtual_key: 'team',
      model: 'm-1',
      ai_model_type: 'chat',
      prompt_version: 1,
      prompt_version_id: versionId,
      prompt_version_status: 'active',
      tools: null,
      is_raw_template: 0,
    });
    const { collection_id: collectionId } = one.body;
    expect(
      await admin.store.db.selectFrom('collections').select('is_default').where('id', '=', String(collectionId)).executeTakeFirst(),
    ).toEqual({ is_default: 1 });
    const inList = (listed.body['data'] as Record<string, unknown>[]).find((each) => each['id'] === id);
    expect(inList).toMatchObject({ slug, model: 'm-1', collection_id: collectionId });
    expect(inList).not.toHaveProperty('string');
    expect(removed).toMatchObject({ status: 200, body: {} });
    expect((await admin.ask('GET', `/prompts/${slug}`)).status).toBe(404);
    expect(await admin.store.db.selectFrom('prompt_versions').select('id').where('prompt_id', '=', id).execute()).toEqual([]);
  });

  it('are not changed for callers by a version until it is published', async () => {
    const slug = await made();
    const { seq } = await admin.store.changesSince(undefined);

    const changed = await admin.ask('PUT', `/prompts/${slug}`, {
      string: '[{"role":"user","content":"Hi"}]',
      parameters: {},
      version_description: 'shorter',
    });
    const before = await shown(slug);
    const published = await admin.ask('PUT', `/prompts/${slug}/makeDefault`, { version: 2 });
    const after = await shown(slug);

    expect(mismatch(PROMPT_CHANGED, changed)).toBeUndefined();
    expect(before).toMatchObject({ string: HELLO, prompt_version: 1, latest_version: 2 });
    expect(mismatch(PROMPT_CHANGED, published)).toBeUndefined();
    expect(after).toMatchObject({
      prompt_version: 2,
      prompt_version_id: changed.body['prompt_version_id'],
      prompt_version_description: 'shorter',
    });
    expect(after['string']).toContain('Hi');
    expect((await admin.store.changesSince(seq)).changes).toContainEqual({ kind: 'prompts', id: after['id'] });
    expect((await admin.ask('PUT', `/prompts/${slug}/makeDefault`, { version: 7 })).status).toBe(404);
    const log = await admin.store.db
      .selectFrom('audit_log')
      .select(['action', 'before', 'after'])
      .where('resource_id', '=', String(after['id']))
      .orderBy('seq')
      .execute();
    expect(log.map(({ action }) => action)).toEqual(['prompts.create', 'prompts.update', 'prompts.publish']);
    expect([log[2]!.before, log[2]!.after].map((text) => (JSON.parse(text!) as { prompt_version: number }).prompt_version)).toEqual([1, 2]);
  });

  it('take a whole version, or one on top of the latest', async () => {
    const tools = [{ type: 'function', function: { name: 'look' } }];
    const slug = await made({ tools, tool_choice: 'auto' });

    await admin.ask('PUT', `/prompts/${slug}`, { patch: true, parameters: { temperature: 1 }, string: HELLO });
    await admin.ask('PUT', `/prompts/${slug}`, { model: 'm-3' });
    await admin.ask('PUT', `/prompts/${slug}`, { string: HELLO, parameters: { top_p: 1 } });
    await admin.ask('PUT', `/prompts/${slug}`, { patch: true, virtual_key: null });
    const renamed = await admin.ask('PUT', `/prompts/${slug}`, { name: 'Other' });
    const versions = await versionsOf(slug);

    expect(versions.map((each) => each['prompt_version'])).toEqual([5, 4, 3, 2, 1]);
    expect(versions[3]).toMatchObject({ parameters: { temperature: 1 }, model: 'm-1', tools, tool_choice: 'auto', virtual_key: 'team' });
    expect(versions[2]).toMatchObject({ parameters: { temperature: 1 }, model: 'm-3', tools });
    expect(versions[1]).toMatchObject({ parameters: { top_p: 1 }, model: null, tools: null, tool_choice: null, virtual_key: 'team' });
    expect(versions[0]).toMatchObject({ parameters: { top_p: 1 }, virtual_key: null });
    expect(renamed.body['prompt_version_id']).toBe(versions[0]!['id']);
    expect(await shown(slug)).toMatchObject({ name: 'Other', prompt_version: 1 });
  });

  it('show their versions, each by its id and by its number', async () => {
    const slug = await made();
    await admin.ask('PUT', `/prompts/${slug}`, { patch: true, parameters: {} });

    const list = await admin.ask('GET', `/prompts/${slug}/versions`);
    const [second, first] = list.body['data'] as { id: string }[];
    const byId = await admin.ask('GET', `/prompts/${slug}/versions/${first!.id}`);
    const byNumber = await admin.ask('GET', `/prompts/${slug}/versions/2`);

    expect(mismatch(PROMPT_VERSIONS, list)).toBeUndefined();
    expect(list.body['total']).toBe(2);
    expect(mismatch(PROMPT_VERSION_SHOWN, byId)).toBeUndefined();
    expect(byId.body).toMatchObject({ id: first!.id, prompt_version: 1, prompt_template: HELLO, string: HELLO, status: 'active' });
    expect(byNumber.body).toMatchObject({ id: second!.id, prompt_version: 2, status: 'archived' });
    const other = (await versionsOf(await made()))[0]!['id'] as string;
    expect((await admin.ask('GET', `/prompts/${slug}/versions/${other}`)).status).toBe(404);
  });

  it('bear a label on one version, which goes from one to the next', async () => {
    const slug = await made();
    await admin.ask('PUT', `/prompts/${slug}`, { patch: true, parameters: {} });
    const [second, first] = (await versionsOf(slug)) as { id: string }[];
    const production = await labelId('production');
    const staging = await labelId('staging');
    const labels = async () => (await versionsOf(slug)).map((each) => each['label_id']);
    const { seq } = await admin.store.changesSince(undefined);

    const put = await admin.ask('PUT', `/prompts/${slug}/versions/${first!.id}`, { label_id: production });
    expect(mismatch(PROMPT_CHANGED, put)).toBeUndefined();
    expect(await labels()).toEqual([null, production]);
    expect(await shown(slug)).toMatchObject({ prompt_version_label_id: production });

    await admin.ask('PUT', `/prompts/${slug}/versions/${second!.id}`, { label_id: production });
    expect(await labels()).toEqual([production, null]);
    const log = await admin.store.db
      .selectFrom('audit_log')
      .select(['before', 'after'])
      .where('action', '=', 'prompts.update')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect([log.before, log.after].map((text) => (JSON.parse(text!) as { label_id: string | null }).label_id)).toEqual([null, production]);

    await admin.ask('PUT', `/prompts/${slug}/versions/2`, { label_id: staging });
    expect(await labels()).toEqual([staging, null]);

    await admin.ask('PUT', `/prompts/${slug}/versions/2`, { label_id: null });
    expect(await labels()).toEqual([null, null]);
    expect((await admin.store.changesSince(seq)).changes).toContainEqual({ kind: 'prompts', id: (await shown(slug))['id'] });
    expect((await admin.ask('PUT', `/prompts/${slug}/versions/2`, { label_id: crypto.randomUUID() })).body.error).toMatchObject({
      param: 'label_id',
    });
  });

  it('do not bear labels of another workspace', async () => {
    const away = await admin.addWorkspace('label-away');
    const { id } = (await admin.ask('POST', '/labels', { name: 'foreign', workspace_id: away })).body as { id: string };
    const slug = await made();

    const put = await admin.ask('PUT', `/prompts/${slug}/versions/1`, { label_id: id });

    expect(put).toMatchObject({ status: 400, body: { error: { param: 'label_id' } } });
  });

  it.each([
    ['a list of messages', { string: HELLO }, 'chat'],
    ['a text', { string: 'Say {{word}}' }, 'completion'],
    ['what is said of it', { string: 'Say {{word}}', template_metadata: { ai_model_type: 'chat' } }, 'chat'],
    ['what is said against its look', { string: '[{"a":1}]', template_metadata: { ai_model_type: 'completion' } }, 'completion'],
    ['a template that becomes JSON later', { string: '{{{messages}}}', is_raw_template: 1 }, 'chat'],
  ])('are for chat or for completions by %s', async (_by, given, kind) => {
    const slug = await made(given);

    expect(await shown(slug)).toMatchObject({ ai_model_type: kind, ...given });
  });

  it('are refused where they can never work', async () => {
    const refusal = async (given: Readonly<Record<string, unknown>>) =>
      (await admin.ask('POST', '/prompts', { ...PLAIN, ...given })).body.error;

    expect(await refusal({ string: '[{"role":"user","content":"{{#a}}"}]' })).toMatchObject({
      param: 'string',
      code: 'invalid_prompt_template',
      message: expect.stringContaining('Error in parsing prompt template'),
    });
    expect(await refusal({ string: '[{"role":"user"' })).toMatchObject({ param: 'string', code: 'invalid_prompt_template' });
    expect(await refusal({ virtual_key: 'nobody' })).toMatchObject({ param: 'virtual_key' });
    expect(await refusal({ collection_id: 'nowhere' })).toMatchObject({ param: 'collection_id' });
    expect(await refusal({ slug: 'partials' })).toMatchObject({ param: 'slug' });
    expect(await refusal({ slug: 'in-file' })).toMatchObject({ code: 'declared_in_file' });
    expect(await refusal({ tone: 'kind' })).toMatchObject({ param: 'tone' });
    const slug = await made();
    expect((await admin.ask('PUT', `/prompts/${slug}`, { string: '{{/a}}' })).status).toBe(400);
    expect(await versionsOf(slug)).toHaveLength(1);
  });

  it('name virtual keys and partials of their own workspace', async () => {
    const away = await admin.addWorkspace('away');
    const dated = { created_at: 1, updated_at: 1, created_by: 'root', updated_by: 'root' };
    const none = { note: null, credential: null, masked_key: null, expires_at: null, integration_id: null };
    await admin.store.write(({ tx }) =>
      tx
        .insertInto('providers')
        .values({
          id: 'p',
          slug: 'away-key',
          name: 'k',
          provider: 'x',
          workspace_id: away,
          status: 'active',
          usage_limits: '[]',
          rate_limits: '[]',
          ...none,
          ...dated,
        })
        .execute(),
    );
    await admin.ask('POST', '/prompts/partials', { name: 'p', slug: 'away-part', string: 'p', workspace_id: away });
    const string = '{{> away-part@2}} {{>> later}}';

    const here = await admin.ask('POST', '/prompts', { ...PLAIN, virtual_key: 'away-key' });
    const there = await admin.ask('POST', '/prompts', { ...PLAIN, string, virtual_key: 'away-key', workspace_id: away });
    const withoutPart = await admin.ask('POST', '/prompts', { ...PLAIN, string });

    expect(here.status).toBe(400);
    expect(there).toMatchObject({ status: 200 });
    expect(there.body).not.toHaveProperty('warnings');
    expect(withoutPart.body['warnings']).toEqual([expect.stringContaining('"away-part"')]);
  });

  it('can be mended although their virtual key has gone', async () => {
    const slug = await made({ virtual_key: null });
    await admin.store.write(({ tx }) =>
      tx.updateTable('prompt_versions').set({ virtual_key: 'gone' }).where('virtual_key', 'is', null).execute(),
    );

    const { status } = await admin.ask('PUT', `/prompts/${slug}`, { patch: true, parameters: {} });

    expect(status).toBe(200);
  });

  it('go to the workspace of their collection, for those who may be there', async () => {
    const away = await admin.addWorkspace('collected');
    const { id } = (await admin.ask('POST', '/collections', { name: 'C', workspace_id: away })).body as { id: string };
    const local = admin.someone('local', ['prompts.create'], admin.workspaceId);

    const slug = await made({ collection_id: id });
    const denied = await admin.askAs(local, 'POST', '/prompts', { ...PLAIN, collection_id: id });

    expect(await shown(slug)).toMatchObject({ workspace_id: away, collection_id: id });
    expect(denied).toMatchObject({ status: 400, body: { error: { param: 'collection_id' } } });
  });

  it('are searched for by every character as it stands, and listed by collection', async () => {
    const { slug: folder, id } = (await admin.ask('POST', '/collections', { name: 'Folder' })).body as { slug: string; id: string };
    await made({ name: '100%_sure', collection_id: folder });
    await made({ name: '100 are sure', collection_id: id });
    const names = async (query: string) =>
      ((await admin.ask('GET', `/prompts?${query}`)).body['data'] as { name: string }[]).map(({ name }) => name);

    expect(await names(`search=${encodeURIComponent('%_')}`)).toEqual(['100%_sure']);
    expect(await names(`collection_id=${folder}`)).toEqual(['100%_sure', '100 are sure']);
    expect(await names(`collection_id=${id}&search=ARE&current_page=0&page_size=5`)).toEqual(['100 are sure']);
    expect(await names('collection_id=nowhere')).toEqual([]);
    expect(await names('search=in-file')).toEqual(['in-file']);
  });

  it('of the config file are shown with their one version, and changed by nobody here', async () => {
    const versions = await admin.ask('GET', '/prompts/in-file/versions');
    const one = await admin.ask('GET', '/prompts/in-file/versions/1');
    const asked = [
      await admin.ask('PUT', '/prompts/in-file', { name: 'x' }),
      await admin.ask('DELETE', '/prompts/in-file'),
      await admin.ask('PUT', '/prompts/in-file/makeDefault', { version: 1 }),
      await admin.ask('PUT', '/prompts/in-file/versions/1', { label_id: null }),
    ];

    expect((await shown('in-file'))['origin']).toBe('file');
    expect(mismatch(PROMPT_VERSIONS, versions)).toBeUndefined();
    expect(one.body).toMatchObject({ prompt_template: HELLO, prompt_version: 1 });
    expect(asked.map(({ status }) => status)).toEqual([409, 409, 409, 409]);
  });

  it('are published by those who may publish, and not seen from other workspaces', async () => {
    const slug = await made();
    const away = await admin.addWorkspace('strange');
    const editor = admin.someone('editor', ['prompts.read', 'prompts.update'], admin.workspaceId);
    const publisher = admin.someone('publisher', ['prompts.publish'], admin.workspaceId);
    const stranger = admin.someone('stranger', ['prompts.read', 'prompts.update', 'prompts.publish', 'prompts.list'], away);

    expect((await admin.askAs(editor, 'PUT', `/prompts/${slug}`, { patch: true, model: 'm' })).status).toBe(200);
    expect((await admin.askAs(editor, 'PUT', `/prompts/${slug}/makeDefault`, { version: 2 })).status).toBe(403);
    expect((await admin.askAs(publisher, 'PUT', `/prompts/${slug}/versions/2`, { label_id: null })).status).toBe(403);
    expect((await admin.askAs(publisher, 'PUT', `/prompts/${slug}/makeDefault`, { version: 2 })).status).toBe(200);
    expect((await admin.askAs(stranger, 'PUT', `/prompts/${slug}/makeDefault`, { version: 1 })).status).toBe(404);
    expect((await admin.askAs(stranger, 'GET', `/prompts/${slug}/versions`)).status).toBe(404);
    expect((await admin.askAs(stranger, 'GET', `/prompts/${slug}/versions/1`)).status).toBe(404);
    expect((await admin.askAs(stranger, 'PUT', `/prompts/${slug}/versions/1`, { label_id: null })).status).toBe(404);
    expect((await admin.askAs(stranger, 'GET', '/prompts')).body['data']).toEqual([expect.objectContaining({ slug: 'in-file' })]);
  });

  it('are not changed by who has not seen the latest version', async () => {
    const slug = await made();
    const etag = (await admin.ask('GET', `/prompts/${slug}`)).headers.get('etag')!;

    const first = await admin.ask('PUT', `/prompts/${slug}`, { patch: true, model: 'a' }, { 'if-match': etag });
    const second = await admin.ask('PUT', `/prompts/${slug}`, { patch: true, model: 'b' }, { 'if-match': etag });
    const published = await admin.ask('PUT', `/prompts/${slug}/makeDefault`, { version: 1 }, { 'if-match': etag });

    expect([first.status, second.status, published.status]).toEqual([200, 412, 412]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LABEL_MADE, LABEL_SHOWN } from '../../src/admin/resources/labels/schema.ts';
import { labelsRoutes } from '../../src/admin/resources/labels/routes.ts';
import { promptsRoutes } from '../../src/admin/resources/prompts/routes.ts';
import { mismatch, startAdmin, type AdminStage } from './support.ts';

let admin: AdminStage;

beforeAll(async () => {
  admin = await startAdmin({ routes: (means) => [...labelsRoutes(means), ...promptsRoutes(means)] });
});
afterAll(() => admin.stop());

const labels = async (query = '') =>
  (await admin.ask('GET', `/labels${query}`)).body['data'] as { id: string; name: string; is_universal: boolean }[];

describe('labels', () => {
  it('are made, shown, changed and removed', async () => {
    const created = await admin.ask('POST', '/labels', {
      name: 'canary',
      description: 'first',
      color_code: '#ff8800',
      organization_id: 'organisation',
    });
    const { id } = created.body as { id: string };
    const one = await admin.ask('GET', `/labels/${id}`);
    const changed = await admin.ask('PUT', `/labels/${id}`, { name: 'canary.2', description: null });
    const after = (await admin.ask('GET', `/labels/${id}`)).body;
    const removed = await admin.ask('DELETE', `/labels/${id}`);

    expect(mismatch(LABEL_MADE, created)).toBeUndefined();
    expect(mismatch(LABEL_SHOWN, one)).toBeUndefined();
    expect(one.body).toMatchObject({
      name: 'canary',
      description: 'first',
      color_code: '#ff8800',
      is_universal: false,
      workspace_id: null,
    });
    expect(mismatch(LABEL_MADE, changed)).toBeUndefined();
    expect(after).toMatchObject({ name: 'canary.2', description: null, color_code: '#ff8800' });
    expect(removed).toMatchObject({ status: 200, body: {} });
    expect((await admin.ask('GET', `/labels/${id}`)).status).toBe(404);
  });

  it('are three from the beginning, which stay as they are', async () => {
    const universal = (await labels()).filter((each) => each.is_universal);

    expect(universal.map(({ name }) => name).sort()).toEqual(['development', 'production', 'staging']);
    const { id } = universal[0]!;
    expect((await admin.ask('PUT', `/labels/${id}`, { name: 'x' })).body.error).toMatchObject({ code: 'universal_label' });
    expect((await admin.ask('DELETE', `/labels/${id}`)).status).toBe(409);
    expect((await labels()).filter((each) => each.is_universal)).toHaveLength(3);
  });

  it('are searched for', async () => {
    expect((await labels('?search=STAG&current_page=0&page_size=3')).map(({ name }) => name)).toEqual(['staging']);
  });

  it.each(['latest', '12', 'a b', 'a@b', 'a/b', ''])('are not called "%s", which cannot stand behind the @ of a prompt', async (name) => {
    expect((await admin.ask('POST', '/labels', { name })).body.error).toMatchObject({ param: 'name' });
  });

  it('mean one thing wherever they can be borne', async () => {
    const one = await admin.addWorkspace('one');
    const two = await admin.addWorkspace('two');
    const status = async (name: string, workspace?: string) =>
      (await admin.ask('POST', '/labels', { name, workspace_id: workspace })).status;

    expect(await status('beta', one)).toBe(200);
    expect(await status('beta', two)).toBe(200);
    expect(await status('beta', two)).toBe(409);
    expect(await status('beta')).toBe(409);
    expect(await status('production', one)).toBe(409);
    expect(await status('alpha')).toBe(200);
    expect(await status('alpha', one)).toBe(409);
    const { id } = (await admin.ask('POST', '/labels', { name: 'gamma', workspace_id: one })).body as { id: string };
    expect((await admin.ask('PUT', `/labels/${id}`, { name: 'beta' })).status).toBe(409);
  });

  it('are seen by a workspace that may bear them, and changed by it only where they are its own', async () => {
    const home = await admin.addWorkspace('home');
    const local = admin.someone('local', ['prompts.list', 'prompts.read', 'prompts.create', 'prompts.update', 'prompts.delete'], home);
    await admin.ask('POST', '/labels', { name: 'theirs', workspace_id: 'default' });

    const created = await admin.askAs(local, 'POST', '/labels', { name: 'ours' });
    const seen = (await admin.askAs(local, 'GET', '/labels')).body['data'] as { id: string; name: string; workspace_id: string | null }[];
    const staging = seen.find(({ name }) => name === 'staging')!;

    expect(created.status).toBe(200);
    expect(seen.map(({ name }) => name)).toEqual(expect.arrayContaining(['ours', 'production', 'staging', 'development']));
    expect(seen.map(({ name }) => name)).not.toContain('theirs');
    expect(seen.find(({ name }) => name === 'ours')!.workspace_id).toBe(home);
    expect((await admin.askAs(local, 'GET', `/labels/${staging.id}`)).body).toMatchObject({ name: 'staging' });
    expect((await admin.askAs(local, 'DELETE', `/labels/${staging.id}`)).status).toBe(404);
    expect((await admin.askAs(local, 'DELETE', `/labels/${String(created.body['id'])}`)).status).toBe(200);
  });

  it('leave the versions that bear them when they go', async () => {
    const { id } = (await admin.ask('POST', '/labels', { name: 'short-lived' })).body as { id: string };
    const prompt = (await admin.ask('POST', '/prompts', { name: 'p', string: 'x' })).body as { id: string; slug: string };
    await admin.ask('PUT', `/prompts/${prompt.slug}/versions/1`, { label_id: id });
    const { seq } = await admin.store.changesSince(undefined);

    await admin.ask('DELETE', `/labels/${id}`);

    expect((await admin.ask('GET', `/prompts/${prompt.slug}`)).body['prompt_version_label_id']).toBeNull();
    expect((await admin.store.changesSince(seq)).changes).toEqual(
      expect.arrayContaining([
        { kind: 'labels', id },
        { kind: 'prompts', id: prompt.id },
      ]),
    );
  });
});

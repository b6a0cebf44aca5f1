import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { COLLECTION_MADE, COLLECTION_SHOWN } from '../../src/admin/resources/collections/schema.ts';
import { collectionsRoutes } from '../../src/admin/resources/collections/routes.ts';
import { partialsRoutes } from '../../src/admin/resources/partials/routes.ts';
import { promptsRoutes } from '../../src/admin/resources/prompts/routes.ts';
import { mismatch, startAdmin, type AdminStage } from './support.ts';

let admin: AdminStage;

beforeAll(async () => {
  admin = await startAdmin({ routes: (means) => [...collectionsRoutes(means), ...promptsRoutes(means), ...partialsRoutes(means)] });
});
afterAll(() => admin.stop());

const made = async (path: string, body: unknown): Promise<string> => {
  const { status, body: reply } = await admin.ask('POST', path, body);
  if (status !== 200) throw new Error(`not made: ${JSON.stringify(reply)}`);
  return String(reply['id']);
};
const shown = async (key: string) => (await admin.ask('GET', `/collections/${key}`)).body;

describe('collections', () => {
  it('are made one within another, renamed, counted and listed', async () => {
    const created = await admin.ask('POST', '/collections', { name: 'Support' });
    const { id, slug } = created.body as { id: string; slug: string };
    const inner = await made('/collections', { name: 'Mails', parent_collection_id: slug });
    await made('/prompts', { name: 'p', string: 'x', collection_id: id });
    await made('/prompts/partials', { name: 'p', string: 'x', collection_id: id });
    const renamed = await admin.ask('PUT', `/collections/${slug}`, { name: 'Help' });
    const one = await admin.ask('GET', `/collections/${id}`);
    const listed = await admin.ask('GET', `/collections?workspace_id=${admin.workspaceId}&search=mail`);

    expect(mismatch(COLLECTION_MADE, created)).toBeUndefined();
    expect(renamed.status).toBe(200);
    expect(mismatch(COLLECTION_SHOWN, one)).toBeUndefined();
    expect(one.body).toMatchObject({
      name: 'Help',
      is_default: 0,
      collection_details: { collection_count: 1, prompt_count: 1, partial_count: 1 },
    });
    expect(listed.body).toMatchObject({ total: 1, data: [{ id: inner, parent_collection_id: id, workspace_id: admin.workspaceId }] });
  });

  it('leave what is in them to the one around them when they go', async () => {
    const outer = await made('/collections', { name: 'outer' });
    const middle = await made('/collections', { name: 'middle', parent_collection_id: outer });
    const inner = await made('/collections', { name: 'inner', parent_collection_id: middle });
    const prompt = await made('/prompts', { name: 'p', string: 'x', collection_id: middle });
    const partial = await made('/prompts/partials', { name: 'p', string: 'x', collection_id: middle });

    const removed = await admin.ask('DELETE', `/collections/${middle}`);
    expect(removed).toMatchObject({ status: 200, body: {} });
    expect((await shown(inner))['parent_collection_id']).toBe(outer);
    expect((await admin.ask('GET', `/prompts/${prompt}`)).body['collection_id']).toBe(outer);

    await admin.ask('DELETE', `/collections/${outer}`);
    expect((await shown(inner))['parent_collection_id']).toBeNull();
    expect(await shown(String((await admin.ask('GET', `/prompts/${prompt}`)).body['collection_id']))).toMatchObject({ is_default: 1 });
    expect(await shown(String((await admin.ask('GET', `/prompts/partials/${partial}`)).body['collection_id']))).toMatchObject({
      is_default: 1,
    });
  });

  it('are not removed where makers rely on them', async () => {
    const removed = await admin.ask('DELETE', '/collections/default');

    expect(removed).toMatchObject({ status: 409, body: { error: { code: 'default_collection' } } });
    expect((await shown('default'))['is_default']).toBe(1);
  });

  it('belong to the workspace of the one around them', async () => {
    const away = await admin.addWorkspace('away');
    const outer = await made('/collections', { name: 'outer', workspace_id: 'away' });

    const inner = await made('/collections', { name: 'inner', parent_collection_id: outer });
    const elsewhere = await admin.ask('POST', '/collections', { name: 'x', parent_collection_id: outer, workspace_id: 'default' });

    expect((await shown(inner))['workspace_id']).toBe(away);
    expect(elsewhere.body.error).toMatchObject({ param: 'parent_collection_id' });
  });

  it('are there in a workspace as soon as something has to go into one', async () => {
    const late = await admin.addWorkspace('late');

    const first = await made('/prompts', { name: 'p', string: 'x', workspace_id: late });
    const second = await made('/prompts', { name: 'q', string: 'x', workspace_id: late });

    const rows = await admin.store.db.selectFrom('collections').select(['id', 'is_default']).where('workspace_id', '=', late).execute();
    expect(rows).toEqual([{ id: (await admin.ask('GET', `/prompts/${first}`)).body['collection_id'], is_default: 1 }]);
    expect((await admin.ask('GET', `/prompts/${second}`)).body['collection_id']).toBe(rows[0]!.id);
  });

  it('of other workspaces are not there', async () => {
    const away = await admin.addWorkspace('strange');
    const stranger = admin.someone(
      'stranger',
      ['prompts.read', 'prompts.update', 'prompts.delete', 'prompts.list', 'prompts.create'],
      away,
    );
    const ours = await made('/collections', { name: 'ours' });

    expect((await admin.askAs(stranger, 'GET', `/collections/${ours}`)).status).toBe(404);
    expect((await admin.askAs(stranger, 'DELETE', `/collections/${ours}`)).status).toBe(404);
    expect((await admin.askAs(stranger, 'GET', '/collections')).body['data']).toEqual([]);
    expect((await admin.askAs(stranger, 'POST', '/collections', { name: 'x', parent_collection_id: ours })).body.error).toMatchObject({
      param: 'parent_collection_id',
    });
  });
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { collectionsRoutes } from '../../src/admin/resources/collections/routes.ts';
import { configsRoutes } from '../../src/admin/resources/configs/routes.ts';
import { labelsRoutes } from '../../src/admin/resources/labels/routes.ts';
import { partialsRoutes } from '../../src/admin/resources/partials/routes.ts';
import { promptsRoutes } from '../../src/admin/resources/prompts/routes.ts';
import { describeOnPostgres } from '../support/postgres.ts';
import { startAdmin, type AdminStage } from './support.ts';

describeOnPostgres('configs, prompts and what belongs to them, on PostgreSQL', (cluster) => {
  let admin: AdminStage;

  beforeAll(async () => {
    const routes = [collectionsRoutes, configsRoutes, labelsRoutes, partialsRoutes, promptsRoutes];
    admin = await startAdmin({ url: await cluster().schema(), routes: (means) => routes.flatMap((each) => each(means)) });
  });
  afterAll(() => admin?.stop());

  const done = async (method: string, path: string, body?: unknown) => {
    const answer = await admin.ask(method, path, body);
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  it('are made, versioned, published, labelled, counted, moved and removed', async () => {
    const folder = await done('POST', '/collections', { name: 'Folder', parent_collection_id: 'default' });
    const prompt = await done('POST', '/prompts', { name: 'P', slug: 'pp', string: 'x {{> part}}', collection_id: folder['slug'] });
    await done('POST', '/prompts/partials', { name: 'Part', slug: 'part', string: 'y', collection_id: folder['id'] });
    await done('PUT', '/prompts/pp', { patch: true, model: 'm' });
    await done('PUT', '/prompts/pp/makeDefault', { version: 2 });
    const label = await done('POST', '/labels', { name: 'canary' });
    await done('PUT', '/prompts/pp/versions/1', { label_id: label['id'] });
    await done('PUT', '/prompts/partials/part', { string: 'z' });
    await done('PUT', '/prompts/partials/part/makeDefault', { version: 2 });

    expect(prompt['warnings']).toEqual([expect.stringContaining('"part"')]);
    expect(await done('GET', `/collections/${String(folder['id'])}`)).toMatchObject({
      collection_details: { collection_count: 0, prompt_count: 1, partial_count: 1 },
      created_at: expect.stringMatching(/Z$/),
    });
    expect(await done('GET', '/prompts/pp')).toMatchObject({ prompt_version: 2, latest_version: 2, model: 'm', is_raw_template: 0 });
    expect(await done('GET', '/prompts/pp/versions')).toMatchObject({ total: 2, data: [{ label_id: null }, { label_id: label['id'] }] });
    expect(await done('GET', `/prompts?collection_id=${String(folder['slug'])}&search=p&workspace_id=default`)).toMatchObject({ total: 1 });
    expect(await done('GET', '/prompts/partials/part')).toMatchObject({ string: 'z', version: 2 });
    expect(await done('GET', '/prompts/partials?workspace_id=default')).toMatchObject({ total: 1 });
    expect(await done('GET', '/labels?workspace_id=default')).toMatchObject({ total: 4 });

    await done('DELETE', `/collections/${String(folder['id'])}`);
    await done('DELETE', `/labels/${String(label['id'])}`);
    expect(await done('GET', '/prompts/pp/versions/1')).toMatchObject({ label_id: null });
    expect(await done('GET', '/collections/default')).toMatchObject({ collection_details: { prompt_count: 1, partial_count: 1 } });
    await done('DELETE', '/prompts/pp');
    await done('DELETE', '/prompts/partials/part');
    expect(await done('GET', '/collections/default')).toMatchObject({ collection_details: { prompt_count: 0, partial_count: 0 } });
  });

  it('have one default config, and all its versions', async () => {
    const first = await done('POST', '/configs', { name: 'a', config: { virtual_key: 'later', prompt_id: 'pp-later@2' }, is_default: 1 });
    const second = await done('POST', '/configs', { name: 'b', config: { retry: { attempts: 1 } }, is_default: 1 });
    await done('PUT', `/configs/${String(second['slug'])}`, { config: { retry: { attempts: 2 } } });

    expect(first['warnings']).toHaveLength(2);
    expect(await done('GET', '/configs?workspace_id=default')).toMatchObject({ total: 2, data: [{ is_default: 0 }, { is_default: 1 }] });
    expect(await done('GET', `/configs/${String(second['id'])}/versions`)).toMatchObject({ data: [{ version: 2 }, { version: 1 }] });
    await done('DELETE', `/configs/${String(second['slug'])}`);
  });
});

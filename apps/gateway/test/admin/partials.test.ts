import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PARTIAL_CHANGED, PARTIAL_MADE, PARTIAL_SHOWN, PARTIAL_VERSIONS } from '../../src/admin/resources/partials/schema.ts';
import { collectionsRoutes } from '../../src/admin/resources/collections/routes.ts';
import { partialsRoutes } from '../../src/admin/resources/partials/routes.ts';
import { promptsRoutes } from '../../src/admin/resources/prompts/routes.ts';
import { mismatch, startAdmin, type AdminStage } from './support.ts';

let admin: AdminStage;

beforeAll(async () => {
  // Prompts stand before them here, so that a path of theirs which they took for one of their own would be seen.
  admin = await startAdmin({
    routes: (means) => [...promptsRoutes(means), ...collectionsRoutes(means), ...partialsRoutes(means)],
    declared: {
      partials: new Map([
        [
          'part-file',
          { object: 'partial', id: 'part-file', slug: 'part-file', name: 'part-file', status: 'active', string: 'f', origin: 'file' },
        ],
      ]),
    },
  });
});
afterAll(() => admin.stop());

async function made(more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const { status, body } = await admin.ask('POST', '/prompts/partials', { name: 'Intro', string: 'Be {{tone}}.', ...more });
  if (status !== 200) throw new Error(`not made: ${JSON.stringify(body)}`);
  return String(body['slug']);
}

describe('partials', () => {
  it('are made, shown, listed and removed', async () => {
    const created = await admin.ask('POST', '/prompts/partials', { name: 'Intro', string: 'Be {{tone}}.', version_description: 'first' });
    const { id, slug } = created.body as { id: string; slug: string };
    const one = await admin.ask('GET', `/prompts/partials/${slug}`);
    const { collection_id: collection } = one.body as { collection_id: string };
    const listed = await admin.ask('GET', `/prompts/partials?collection_id=${collection}`);
    const removed = await admin.ask('DELETE', `/prompts/partials/${id}`);

    expect(mismatch(PARTIAL_MADE, created)).toBeUndefined();
    expect(slug).toMatch(/^partial-intro-[a-z0-9]{6}$/);
    expect(mismatch(PARTIAL_SHOWN, one)).toBeUndefined();
    expect(one.body).toMatchObject({
      string: 'Be {{tone}}.',
      version: 1,
      version_description: 'first',
      prompt_partial_version_id: created.body['version_id'],
    });
    expect(listed.body).toMatchObject({ object: 'list', total: 1, data: [{ id, slug }] });
    expect(removed).toMatchObject({ status: 200, body: {} });
    expect((await admin.ask('GET', `/prompts/partials/${slug}`)).status).toBe(404);
  });

  it('get a version with each text, which counts when it is published', async () => {
    const slug = await made();
    const changed = await admin.ask('PUT', `/prompts/partials/${slug}`, { string: 'Be short.', description: 'shorter' });
    const before = (await admin.ask('GET', `/prompts/partials/${slug}`)).body;
    const { seq } = await admin.store.changesSince(undefined);
    const published = await admin.ask('PUT', `/prompts/partials/${slug}/makeDefault`, { version: 2 });
    const after = (await admin.ask('GET', `/prompts/partials/${slug}`)).body;
    const versions = await admin.ask('GET', `/prompts/partials/${slug}/versions`);

    expect(mismatch(PARTIAL_CHANGED, changed)).toBeUndefined();
    expect(before).toMatchObject({ string: 'Be {{tone}}.', version: 1, latest_version: 2 });
    expect(mismatch(PARTIAL_CHANGED, published)).toBeUndefined();
    expect(after).toMatchObject({ string: 'Be short.', version: 2, version_description: 'shorter' });
    expect(mismatch(PARTIAL_VERSIONS, versions)).toBeUndefined();
    expect(versions.body).toMatchObject({
      total: 2,
      data: [
        { version: 2, prompt_version_status: 'active', prompt_partial_version_id: changed.body['prompt_partial_version_id'] },
        { version: 1, prompt_version_status: 'archived', string: 'Be {{tone}}.' },
      ],
    });
    expect((await admin.store.changesSince(seq)).changes).toContainEqual({ kind: 'partials', id: after['id'] });
    expect((await admin.ask('PUT', `/prompts/partials/${slug}/makeDefault`, { version: 3 })).status).toBe(404);
  });

  it('are renamed, described and archived without a version', async () => {
    const slug = await made();

    await admin.ask('PUT', `/prompts/partials/${slug}`, { name: 'Other', description: 'said later', status: 'archived' });

    expect((await admin.ask('GET', `/prompts/partials/${slug}`)).body).toMatchObject({
      name: 'Other',
      version: 1,
      latest_version: 1,
      version_description: 'said later',
      status: 'archived',
    });
  });

  it('are refused where they cannot be read, or where their address would be another one', async () => {
    const error = async (given: Readonly<Record<string, unknown>>) =>
      (await admin.ask('POST', '/prompts/partials', { name: 'x', string: 'x', ...given })).body.error;

    expect(await error({ string: '{{#open}}' })).toMatchObject({ param: 'string', code: 'invalid_prompt_template' });
    expect(await error({ slug: 'makeDefault' })).toMatchObject({ param: 'slug' });
    expect(await error({ slug: 'part-file' })).toMatchObject({ code: 'declared_in_file' });
    const slug = await made();
    expect(await error({ slug })).toMatchObject({ code: 'slug_taken' });
    expect((await admin.ask('PUT', `/prompts/partials/${slug}`, { string: '{{/x}}' })).status).toBe(400);
  });

  it('of the config file are shown, and changed by nobody here', async () => {
    const versions = await admin.ask('GET', '/prompts/partials/part-file/versions');

    expect((await admin.ask('GET', '/prompts/partials/part-file')).body['origin']).toBe('file');
    expect(mismatch(PARTIAL_VERSIONS, versions)).toBeUndefined();
    expect((await admin.ask('PUT', '/prompts/partials/part-file/makeDefault', { version: 1 })).status).toBe(409);
    expect((await admin.ask('PUT', '/prompts/partials/part-file', { name: 'x' })).status).toBe(409);
  });

  it('are seen and published by those of their workspace alone', async () => {
    const slug = await made();
    const away = await admin.addWorkspace('away');
    const stranger = admin.someone('stranger', ['prompts.read', 'prompts.update', 'prompts.publish'], away);
    const editor = admin.someone('editor', ['prompts.update'], admin.workspaceId);

    expect((await admin.askAs(stranger, 'GET', `/prompts/partials/${slug}/versions`)).status).toBe(404);
    expect((await admin.askAs(stranger, 'PUT', `/prompts/partials/${slug}/makeDefault`, { version: 1 })).status).toBe(404);
    expect((await admin.askAs(editor, 'PUT', `/prompts/partials/${slug}/makeDefault`, { version: 1 })).status).toBe(403);
  });
});

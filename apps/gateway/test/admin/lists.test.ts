import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AdminMeans } from '../../src/admin/means.ts';
import { apiKeyRoutes } from '../../src/admin/resources/api-keys/routes.ts';
import { collectionsRoutes } from '../../src/admin/resources/collections/routes.ts';
import { configsRoutes } from '../../src/admin/resources/configs/routes.ts';
import { integrationRoutes } from '../../src/admin/resources/integrations/routes.ts';
import { labelsRoutes } from '../../src/admin/resources/labels/routes.ts';
import { workspaceRoutes } from '../../src/admin/resources/workspaces/routes.ts';
import { SCOPED_RESOURCES } from '@sluice/contract';
import type { Scope } from '../../src/admin/scopes.ts';
import { adaptersOf } from '../support/adapters.ts';
import { describeOnPostgres } from '../support/postgres.ts';
import { startAdmin, type AdminStage } from './support.ts';

const routes = (means: AdminMeans) =>
  [apiKeyRoutes, collectionsRoutes, configsRoutes, integrationRoutes, labelsRoutes, workspaceRoutes].flatMap((each) => each(means));

const inFile = new Map(
  ['one', 'two', 'three'].map((slug) => [
    `file-${slug}`,
    { origin: 'file' as const, object: 'config', id: `file:${slug}`, slug: `file-${slug}`, name: slug, status: 'active', config: {} },
  ]),
);

const LISTS = ['/api-keys', '/collections', '/configs', '/integrations', '/labels', '/admin/workspaces'];
const scopes = (...verbs: readonly ('list' | 'read')[]) =>
  SCOPED_RESOURCES.flatMap((each) => verbs.map((verb): Scope => `${each}.${verb}`));

interface Page {
  readonly total: number;
  readonly data: readonly Readonly<Record<string, string>>[];
}

function lists(url: () => Promise<string | undefined>) {
  let admin: AdminStage;
  let away: string;

  beforeAll(async () => {
    const address = await url();
    admin = await startAdmin({
      routes,
      adapters: await adaptersOf('groq'),
      declared: { configs: inFile },
      ...(address !== undefined && { url: address }),
    });
    away = await admin.addWorkspace('away');
    for (const workspace of [admin.workspaceId, away]) {
      for (const name of ['a', 'b', 'c']) {
        await made('/configs', { name: `${name}%_`, config: {}, workspace_id: workspace });
        await made('/api-keys/workspace/service', { name, scopes: ['completions.write'], workspace_id: workspace });
      }
      await made('/labels', { name: 'local', workspace_id: workspace });
      await made('/integrations', { name: 'own', ai_provider_id: 'groq', key: 'gsk_0123456789abcdef', workspace_id: workspace });
    }
    await made('/api-keys/organisation/service', { name: 'wide', scopes: ['completions.write'] });
    await made('/integrations', { name: 'open', slug: 'open', ai_provider_id: 'groq', key: 'gsk_0123456789abcdef' });
    await made('/integrations', { name: 'closed', slug: 'closed', ai_provider_id: 'groq', key: 'gsk_0123456789abcdef' });
    await made('/integrations', { name: 'only away', slug: 'only-away', ai_provider_id: 'groq', key: 'gsk_0123456789abcdef' });
    const shut = { global_workspace_access: { enabled: false } };
    await changed('/integrations/closed/workspaces', {
      workspaces: [
        { id: away, enabled: false },
        { id: admin.workspaceId, enabled: false },
      ],
    });
    await changed('/integrations/only-away/workspaces', { ...shut, workspaces: [{ id: away, enabled: true }] });
    await admin.store.write(async ({ tx, now }) => {
      const key = await tx.selectFrom('api_keys').selectAll().limit(1).executeTakeFirstOrThrow();
      const user = {
        first_name: '',
        last_name: '',
        role: 'member',
        status: 'active',
        password: null,
        created_at: now,
        updated_at: now,
      } as const;
      await tx
        .insertInto('users')
        .values([
          { ...user, id: 'ada', email: 'ada@x' },
          { ...user, id: 'bea', email: 'bea@x' },
        ])
        .execute();
      const own = { ...key, type: 'workspace-user' as const, workspace_id: admin.workspaceId };
      await tx
        .insertInto('api_keys')
        .values([
          { ...own, id: 'of-ada', user_id: 'ada' },
          { ...own, id: 'of-bea', user_id: 'bea' },
          { ...key, id: 'a-root', type: 'organisation-service', workspace_id: null, root: 1 },
        ])
        .execute();
    });
    admin.someone('wide', scopes('list', 'read'));
    admin.someone('home', scopes('list', 'read'), admin.workspaceId);
    admin.someone('away', scopes('list', 'read'), away);
    admin.someone('keys only', ['workspace_service_api_keys.list', 'workspace_service_api_keys.read']);
    admin.someone('user', scopes('list', 'read'), admin.workspaceId, 'ada');
  });
  afterAll(() => admin?.stop());

  const succeeds = (reply: { readonly status: number; readonly body: object }) => {
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  };
  const made = async (path: string, body: object) => succeeds(await admin.ask('POST', path, body));
  const changed = async (path: string, body: object) => succeeds(await admin.ask('PUT', path, body));
  const page = async (who: string, path: string) => (await admin.askAs(who, 'GET', path)).body as unknown as Page;

  it.each(['root', 'wide', 'home', 'away', 'keys only', 'user'])(
    'hold for %s what can be read one by one, and nothing else',
    async (who) => {
      for (const path of LISTS) {
        const all = (await page('root', `${path}?page_size=1000`)).data.map(({ id, slug }) => slug ?? id!);
        const readable: string[] = [];
        for (const key of all) if ((await admin.askAs(who, 'GET', `${path}/${encodeURIComponent(key)}`)).status === 200) readable.push(key);

        const seen = await admin.askAs(who, 'GET', `${path}?page_size=1000`);

        // Who may list nothing of a kind is refused.
        const { total, data } = seen.status === 200 ? (seen.body as unknown as Page) : { total: 0, data: [] };
        expect([path, total, data.map(({ id, slug }) => slug ?? id)]).toEqual([path, readable.length, readable]);
      }
    },
  );

  it('hold what is lent, and the asker’s own among what is people’s own', async () => {
    const integrations = async (who: string) => (await page(who, '/integrations')).data.map(({ name }) => name);
    const keys = (await page('user', '/api-keys')).data.map(({ id }) => id);

    expect([await integrations('home'), await integrations('away')]).toEqual([
      ['own', 'open'],
      ['own', 'open', 'only away'],
    ]);
    expect(keys).toContain('of-ada');
    expect(keys).not.toContain('of-bea');
    expect((await page('wide', '/api-keys')).data.map(({ id }) => id)).not.toContain('a-root');
  });

  it('go on where the config file ends, and end where there is no more', async () => {
    const all = (await page('home', '/configs')).data.map(({ slug }) => slug);

    const pages = await Promise.all([0, 1, 2, 3].map((number) => page('home', `/configs?page_size=2&current_page=${number}`)));

    expect(all.slice(0, 3)).toEqual(['file-one', 'file-two', 'file-three']);
    expect(all).toHaveLength(6);
    expect(pages.map(({ total }) => total)).toEqual([6, 6, 6, 6]);
    expect(pages.map(({ data }) => data.length)).toEqual([2, 2, 2, 0]);
    expect(pages.flatMap(({ data }) => data.map(({ slug }) => slug))).toEqual(all);
  });

  it('of one workspace hold its own and what is everybody’s, of keys its own alone', async () => {
    const labels = (await page('root', `/labels?workspace_id=${away}`)).data.map(({ name }) => name);
    const keys = (await page('root', '/api-keys?workspace_id=away')).data.map(({ workspace_id: id }) => id);

    expect(labels.toSorted()).toEqual(['development', 'local', 'production', 'staging']);
    expect(new Set(keys)).toEqual(new Set([away]));
  });

  it('are searched by what stands there, wildcards and letters of other alphabets too', async () => {
    for (const name of ['100%_sure!', 'Übung Eins']) await made('/collections', { name });
    const found = async (text: string) =>
      (await page('root', `/collections?search=${encodeURIComponent(text)}`)).data.map(({ name }) => name);

    expect(await found('%_SURE!')).toEqual(['100%_sure!']);
    expect(await found('_')).toEqual(['100%_sure!']);
    expect(await found('Übung EINS')).toEqual(['Übung Eins']);
    expect(await found('Übung  eins')).toEqual([]);
  });
}

describe('lists', () => {
  lists(() => Promise.resolve(undefined));
});
describeOnPostgres('lists on PostgreSQL', (cluster) => lists(() => cluster()!.schema()));

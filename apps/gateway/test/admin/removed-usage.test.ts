import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AdminMeans } from '../../src/admin/means.ts';
import { apiKeyRoutes } from '../../src/admin/resources/api-keys/routes.ts';
import { integrationRoutes } from '../../src/admin/resources/integrations/routes.ts';
import { providerRoutes } from '../../src/admin/resources/providers/resource.ts';
import { workspaceRoutes } from '../../src/admin/resources/workspaces/routes.ts';
import { adaptersOf } from '../support/adapters.ts';
import { startAdmin, type AdminStage } from './support.ts';

const routes = (means: AdminMeans) => [apiKeyRoutes, integrationRoutes, providerRoutes, workspaceRoutes].flatMap((each) => each(means));

let admin: AdminStage;

beforeAll(async () => {
  admin = await startAdmin({ routes, adapters: await adaptersOf('groq') });
});
afterAll(() => admin.stop());

async function made(path: string, body: object): Promise<string> {
  const { status, body: reply } = await admin.ask('POST', path, body);
  if (status !== 200) throw new Error(JSON.stringify(reply));
  return reply['id'] as string;
}

it('what goes takes with it what was counted of it, and nothing else', async () => {
  const workspace = await made('/admin/workspaces', { name: 'going' });
  const key = await made('/api-keys/organisation/service', { name: 'k', scopes: ['completions.write'] });
  const integration = await made('/integrations', { name: 'i', ai_provider_id: 'groq', key: 'gsk_0123456789abcdef' });
  const other = await made('/integrations', { name: 'other', ai_provider_id: 'groq', key: 'gsk_0123456789abcdef' });
  const provider = await made('/providers', { name: 'p', integration_id: integration });
  const going = [
    `api_keys:${key}:cost:0`,
    `api_keys:${key}:reset:0`,
    `providers:${provider}:tokens:0`,
    `integrations:${integration}/${admin.workspaceId}:cost:0`,
    `workspaces:${workspace}:cost:0`,
    `integrations:${other}/${workspace}:cost:0`,
  ];
  const staying = [
    `integrations:${other}/${admin.workspaceId}:cost:0`,
    `workspaces:${admin.workspaceId}:cost:0`,
    `api_keys:${key}x:cost:0`,
  ];
  await admin.store.write(({ tx, now }) =>
    tx
      .insertInto('usage')
      .values([...going, ...staying].map((id) => ({ id, used: 1, updated_at: now })))
      .execute(),
  );

  const removed = [
    await admin.ask('DELETE', `/api-keys/${key}`),
    await admin.ask('DELETE', `/integrations/${integration}`),
    await admin.ask('DELETE', `/admin/workspaces/${workspace}`, { name: 'going' }),
  ];
  const left = await admin.store.db.selectFrom('usage').select('id').execute();

  expect(removed.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(left.map(({ id }) => id).toSorted()).toEqual(staying.toSorted());
});

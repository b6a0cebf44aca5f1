import { expect, it } from '@jest/globals';
import { apiKeyRoutes } from '../../src/admin/resources/api-keys/routes.ts';
import { startAdmin } from './support.ts';

it('measures', async () => {
  const admin = await startAdmin({ routes: apiKeyRoutes });
  const N = 100_000;
  await admin.store.write(async ({ tx, now }) => {
    for (let at = 0; at < N; at += 1000) {
      const rows = Array.from({ length: 1000 }, (_, n) => ({
        id: crypto.randomUUID(), name: `key ${at + n}`, description: null, type: 'workspace-service' as const, workspace_id: admin.workspaceId,
        user_id: null, hint: 'sk-sluice-…abcd', root: 0 as const, scopes: '["completions.write"]', defaults: '{}', allowed_models: null, allowed_providers: null,
        usage_limits: '[{"type":"cost","credit_limit":5}]', rate_limits: '[]', rotation_policy: null, creation_mode: 'api' as const, expires_at: null,
        created_at: now + at + n, updated_at: now, created_by: 'root', updated_by: 'root',
      }));
      await tx.insertInto('api_keys').values(rows).execute();
    }
  });
  admin.someone('bound', ['workspace_service_api_keys.list'], admin.workspaceId);
  admin.someone('wide', ['workspace_service_api_keys.list', 'organisation_service_api_keys.list', 'workspace_user_api_keys.list']);
  const lines: string[] = [];
  for (const who of ['root', 'bound', 'wide'])
    for (const path of ['/api-keys?page_size=100', '/api-keys?page_size=100&current_page=999', `/api-keys?page_size=1000`, `/api-keys?workspace_id=default`]) {
      const times = [];
      for (let n = 0; n < 4; n += 1) {
        const start = performance.now();
        const { body } = await admin.askAs(who, 'GET', path);
        times.push(Math.round(performance.now() - start));
        if (body['total'] !== N) throw new Error(JSON.stringify(body).slice(0, 300));
      }
      lines.push(`${who} ${path} ${times.join(' ')}`);
    }
  await admin.stop();
  console.log(lines.join('\n'));
  expect(lines).toBeDefined();
}, 300_000);

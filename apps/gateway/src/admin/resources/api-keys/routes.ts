import type { CreateApiKey, RotateApiKey } from '@sluice/contract';
import { audit } from '../../audit.ts';
import type { AdminMeans } from '../../means.ts';
import { once } from '../../once.ts';
import { deed } from '../../deed.ts';
import { findFor } from '../../find-for.ts';
import { resourceRoutes } from '../../resource-routes.ts';
import { route, type AdminRoute } from '../../route.ts';
import { requireNoWider } from './bounds.ts';
import { createApiKey, judgeNewKey } from './create.ts';
import { defineApiKeys } from './resource.ts';
import { rotateKey } from './rotate.ts';
import { CREATE_API_KEY, MADE_API_KEY, ROTATE_API_KEY, ROTATED_API_KEY } from './schema.ts';
import { reachOf } from './update.ts';
import { requireUnlimited } from './unlimited.ts';
import { viewApiKey } from './view.ts';

/** The addresses of API keys. Wire spec §20.5. */
export function apiKeyRoutes(means: AdminMeans): readonly AdminRoute[] {
  const { store, refresh, hash } = means;
  const resource = defineApiKeys(means);
  return [
    ...resourceRoutes(resource, means),
    route<CreateApiKey>({
      method: 'POST',
      path: '/api-keys/:type/:subtype',
      summary: 'Make an API key: of the organisation, of a workspace, or of a user in a workspace',
      tag: 'API keys',
      policy: {
        kind: 'scopes',
        scopes: ['organisation_service_api_keys.create', 'workspace_service_api_keys.create', 'workspace_user_api_keys.create'],
      },
      body: CREATE_API_KEY,
      reply: MADE_API_KEY,
      async handle(asked) {
        const reply = await store.write(async (writing) => {
          // Before a key is told again, too: its maker may have lost what it gave.
          const judged = await judgeNewKey(asked, means, writing);
          return once(asked, 'POST /api-keys', store.vault, writing, () => createApiKey(asked, judged, means, writing));
        });
        await refresh();
        return reply;
      },
    }),
    route<RotateApiKey>({
      method: 'POST',
      path: '/api-keys/:key/rotate',
      summary: 'Give an API key a new secret; the old one goes on for a while',
      tag: 'API keys',
      policy: {
        kind: 'scopes',
        scopes: ['organisation_service_api_keys.update', 'workspace_service_api_keys.update', 'workspace_user_api_keys.update'],
      },
      body: ROTATE_API_KEY,
      reply: ROTATED_API_KEY,
      async handle(asked) {
        const { principal, params, body } = asked;
        const reply = await store.write(async (writing) => {
          const row = await findFor(resource, params['key']!, 'update', principal, writing.tx);
          const reach = reachOf(row);
          // Whoever rotates a key holds it, and so does whoever is told a second time.
          if (row.root === 0) requireNoWider(principal, reach);
          if (reach.scopes.includes('completions.write') && principal.key?.id !== row.id)
            await requireUnlimited(principal, means, writing.tx);
          return once(asked, 'POST /api-keys/rotate', store.vault, writing, async () => {
            const before = await viewApiKey(row, writing.now, writing.tx);
            const rotated = await rotateKey(row, body, { hash, by: principal.actor }, writing);
            const after = await viewApiKey((await resource.find(row.id, writing.tx))!, writing.now, writing.tx);
            await audit(writing, principal, deed(resource, 'rotate', row, before, after));
            return { body: { ...rotated } };
          });
        });
        await refresh();
        return reply;
      },
    }),
  ];
}

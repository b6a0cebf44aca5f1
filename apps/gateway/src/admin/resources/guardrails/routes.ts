import type { AdminMeans } from '../../means.ts';
import { findFor, resourceRoutes } from '../../resource.ts';
import { route, type AdminRoute } from '../../route.ts';
import { defineGuardrails } from './resource.ts';
import { VERSIONS } from './schema.ts';
import { versionsOf, viewVersion } from './versions.ts';

/** `/v1/guardrails` and their versions. Wire spec §20.8. */
export function guardrailRoutes(means: AdminMeans): readonly AdminRoute[] {
  const resource = defineGuardrails(means);
  const { store } = means;
  return [
    ...resourceRoutes(resource, means),
    route({
      method: 'GET',
      path: '/guardrails/:key/versions',
      summary: 'All versions of a guardrail, newest first',
      tag: 'Guardrails',
      policy: { kind: 'scopes', scopes: ['guardrails.read'] },
      reply: VERSIONS,
      handle: ({ params, principal }) =>
        store.read(async (db) => {
          const row = await findFor(resource, params['key']!, 'read', principal, db);
          const data = (await versionsOf(row, db)).map((version) => viewVersion(version, row.version_id, store.vault));
          return { body: { object: 'list', total: data.length, data } };
        }),
    }),
  ];
}

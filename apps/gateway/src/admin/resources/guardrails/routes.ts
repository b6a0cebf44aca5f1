import type { AdminMeans } from '../../means.ts';
import { findFor } from '../../find-for.ts';
import { resourceRoutes } from '../../resource-routes.ts';
import { route, type AdminRoute } from '../../route.ts';
import { defineGuardrails } from './resource.ts';
import { VERSIONS } from './schema.ts';
import { versionsOf, viewVersion } from './versions.ts';

/** `/v1/guardrails` and their versions. Wire spec §20.8. */
export function guardrailRoutes(means: AdminMeans): readonly AdminRoute[] {
  const resource = defineGuardrails(means);
  const { store, declared } = means;
  return [
    ...resourceRoutes(resource, means),
    route({
      method: 'GET',
      path: '/guardrails/:key/versions',
      summary: 'All versions of a guardrail, newest first',
      tag: 'Guardrails',
      policy: { kind: 'scopes', scopes: ['guardrails.read'] },
      reply: VERSIONS,
      async handle({ params, principal }) {
        const inFile = declared().guardrails.get(params['key']!);
        if (inFile) return { body: { object: 'list', total: 1, data: [onlyVersion(inFile)] } };
        return store.read(async (db) => {
          const row = await findFor(resource, params['key']!, 'read', principal, db);
          const data = (await versionsOf(row, db)).map((version) => viewVersion(version, row.version_id, store.vault));
          return { body: { object: 'list', total: data.length, data } };
        });
      },
    }),
  ];
}

/** What the config file says is all that there is. */
const onlyVersion = ({ id, slug, checks, actions }: Readonly<Record<string, unknown>>) => ({
  id: `${String(slug)}@1`,
  guardrail_id: id,
  version: 1,
  status: 'active',
  checks,
  actions,
  object: 'guardrail-version',
});

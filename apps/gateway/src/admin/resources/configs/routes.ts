import type { ConfigSchema, ValidateConfig } from '@sluice/contract';
import type { AdminMeans } from '../../means.ts';
import { findFor } from '../../find-for.ts';
import { resourceRoutes } from '../../resource-routes.ts';
import { route, type AdminRoute } from '../../route.ts';
import { configJsonSchema } from './json-schema/config-json-schema.ts';
import { defineConfigs, type ConfigResource } from './resource.ts';
import { CONFIG_SCHEMA, CONFIG_VALIDATION, CONFIG_VERSIONS, VALIDATE_CONFIG } from './schema.ts';
import { validateConfig } from './validate.ts';
import { versionView } from './view.ts';

/** All addresses of configs. */
export function configsRoutes(means: AdminMeans): readonly AdminRoute[] {
  const configs = defineConfigs(means);
  return [...resourceRoutes(configs, means), versionsRoute(configs, means), schemaRoute(configs, means), validateRoute(configs, means)];
}

const versionsRoute = (configs: ConfigResource, { store, findProvider, declared }: AdminMeans): AdminRoute =>
  route({
    method: 'GET',
    path: '/configs/:key/versions',
    summary: 'All versions of a config, the newest first',
    tag: configs.tag,
    policy: { kind: 'scopes', scopes: ['configs.read'] },
    reply: CONFIG_VERSIONS,
    async handle({ params, principal }) {
      const key = params['key']!;
      const inFile = declared().configs.get(key);
      if (inFile) return { body: listOf([onlyVersion(inFile)]) };
      return store.read(async (db) => {
        const row = await findFor(configs, key, 'read', principal, db);
        const versions = await db
          .selectFrom('config_versions')
          .selectAll()
          .where('config_id', '=', row.id)
          .orderBy('version', 'desc')
          .execute();
        return { body: listOf(versions.map((each) => versionView(each, row.version_id, store.vault, findProvider))) };
      });
    },
  });

const schemaRoute = ({ tag }: ConfigResource, means: AdminMeans): AdminRoute => {
  let schema: ConfigSchema | undefined;
  return route({
    method: 'GET',
    path: '/configs/schema',
    summary: 'The language of configs as a JSON Schema, for editors',
    tag,
    policy: { kind: 'known' },
    reply: CONFIG_SCHEMA,
    handle: async () => ({ body: (schema ??= configJsonSchema(means)) }),
  });
};

const validateRoute = (configs: ConfigResource, means: AdminMeans): AdminRoute =>
  route<ValidateConfig>({
    method: 'POST',
    path: '/configs/validate',
    summary: 'What saving a config would say, at which place; nothing is kept',
    tag: configs.tag,
    policy: { kind: 'scopes', scopes: ['configs.read'] },
    body: VALIDATE_CONFIG,
    reply: CONFIG_VALIDATION,
    handle: (asked) => means.store.read(async (db) => ({ body: { ...(await validateConfig(asked, configs, means, db)) } })),
  });

const listOf = (data: readonly object[]) => ({ object: 'list', success: true, total: data.length, data });

/** What the config file says is all that there is. */
const onlyVersion = ({ id, slug, config }: Readonly<Record<string, unknown>>) => ({
  id: `${String(slug)}@1`,
  config_id: id,
  version: 1,
  status: 'active',
  config,
  object: 'config-version',
});

import type { ConfigNode, StoredConfig } from '@sluice/core';
import { readBaseURL } from '../settings/provider-environment.ts';
import type { Reader } from './reader.ts';

/** A config in its current version, ready to be followed. */
export interface ConfigEntry extends StoredConfig {
  readonly workspaceId: string | undefined;
  readonly active: boolean;
  /** Applies in its workspace where nobody names another. */
  readonly isDefault: boolean;
}

export const readConfigs: Reader<ConfigEntry> = async (db, { where, limit }, { vault, extensions }) => {
  const rows = await db.selectFrom('configs').selectAll().where(where).orderBy('id').limit(limit).execute();
  if (rows.length === 0) return [];
  const versions = await db
    .selectFrom('config_versions')
    .select(['id', 'config'])
    .where(
      'id',
      'in',
      rows.map((row) => row.version_id),
    )
    .execute();
  const sealed = new Map(versions.map(({ id, config }) => [id, config]));
  return rows.map((row) => ({
    id: row.id,
    async build() {
      const text = sealed.get(row.version_id);
      if (text === undefined) throw new Error('its current version is not there');
      const { readConfig } = await import('@sluice/core/config');
      const written: unknown = JSON.parse(vault.open(text, { table: 'config_versions', id: row.version_id, column: 'config' }));
      const workspaces = row.workspace_id === null ? undefined : new Set([row.workspace_id]);
      const config = await readConfig(written, { origin: 'stored', hostsJudged: true, workspaces, id: row.slug }, extensions);
      return {
        id: row.id,
        slug: row.slug,
        versionId: row.version_id,
        config: { ...config, root: withBases(config.root) },
        workspaces,
        workspaceId: row.workspace_id ?? undefined,
        active: row.status === 'active',
        isDefault: row.is_default === 1,
      };
    },
  }));
};

/** The same tree with its hosts in the spelling that paths are put behind. */
function withBases(node: ConfigNode): ConfigNode {
  if (node.kind === 'fork') return { ...node, branches: node.branches.map(withBases) };
  return node.customHost === undefined ? node : { ...node, customHost: readBaseURL(`${node.label}.custom_host`, node.customHost) };
}

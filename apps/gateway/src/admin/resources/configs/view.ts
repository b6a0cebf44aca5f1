import type { Config, ConfigSummary, ConfigVersion } from '@sluice/contract';
import type { ConfigsTable, ConfigVersionsTable, Vault } from '@sluice/store';
import { ORGANISATION_ID } from '../../organisation.ts';
import { maskedConfig } from './masked-config.ts';
import type { FindProvider } from './secret-places.ts';

/** Where a config's text is sealed. */
export const configPlace = (versionId: string) => ({ table: 'config_versions', id: versionId, column: 'config' }) as const;

/** The config in a version, its secrets included. */
export const openConfig = ({ id, config }: Pick<ConfigVersionsTable, 'id' | 'config'>, vault: Vault) =>
  JSON.parse(vault.open(config, configPlace(id))) as Readonly<Record<string, unknown>>;

/** How a config stands in a list. */
export const summaryOf = (row: ConfigsTable): ConfigSummary => ({
  id: row.id,
  name: row.name,
  slug: row.slug,
  organisation_id: ORGANISATION_ID,
  workspace_id: row.workspace_id,
  is_default: row.is_default,
  status: row.status,
  owner_id: row.created_by,
  updated_by: row.updated_by,
  created_at: new Date(row.created_at).toISOString(),
  last_updated_at: new Date(row.updated_at).toISOString(),
  version_id: row.version_id,
  object: 'config',
  origin: 'api',
});

/** How a config looks with the version that counts. */
export const configView = (row: ConfigsTable, version: ConfigVersionsTable, vault: Vault, findProvider: FindProvider): Config => ({
  ...summaryOf(row),
  version: version.version,
  config: maskedConfig(openConfig(version, vault), findProvider),
});

/** How one of its versions looks. */
export const versionView = (version: ConfigVersionsTable, current: string, vault: Vault, findProvider: FindProvider): ConfigVersion => ({
  id: version.id,
  config_id: version.config_id,
  version: version.version,
  status: version.id === current ? 'active' : 'archived',
  config: maskedConfig(openConfig(version, vault), findProvider),
  created_at: new Date(version.created_at).toISOString(),
  created_by: version.created_by,
  object: 'config-version',
});

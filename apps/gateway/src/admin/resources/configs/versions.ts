import type { ConfigsTable, ConfigVersionsTable, Schema, Vault, Writing } from '@sluice/store';
import type { Kysely } from 'kysely';
import { configPlace } from './view.ts';

/** The version of a config that counts. */
export const currentVersion = (row: ConfigsTable, db: Kysely<Schema>): Promise<ConfigVersionsTable> =>
  db.selectFrom('config_versions').selectAll().where('id', '=', row.version_id).executeTakeFirstOrThrow();

/** A version that is to be made. */
export interface NewVersion {
  readonly id: string;
  readonly configId: string;
  readonly config: unknown;
  readonly actor: string;
}

/** Writes a config down as its next version. */
export async function addVersion({ id, configId, config, actor }: NewVersion, vault: Vault, { tx, now }: Writing): Promise<void> {
  const latest = await tx
    .selectFrom('config_versions')
    .select('version')
    .where('config_id', '=', configId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  await tx
    .insertInto('config_versions')
    .values({
      id,
      config_id: configId,
      version: (latest?.version ?? 0) + 1,
      config: vault.seal(JSON.stringify(config), configPlace(id)),
      created_at: now,
      created_by: actor,
    })
    .execute();
}

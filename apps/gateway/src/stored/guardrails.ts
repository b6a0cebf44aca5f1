import type { Guardrail } from '@sluice/core';
import type { Reader } from './reader.ts';

/** A saved guardrail in its current version. */
export interface GuardrailEntry extends Guardrail {
  readonly workspaceId: string | undefined;
  readonly active: boolean;
}

export const readGuardrails: Reader<GuardrailEntry> = async (db, { where, limit }, { vault, extensions }) => {
  const rows = await db.selectFrom('guardrails').selectAll().where(where).orderBy('id').limit(limit).execute();
  if (rows.length === 0) return [];
  const versions = await db
    .selectFrom('guardrail_versions')
    .select(['id', 'checks', 'actions'])
    .where(
      'id',
      'in',
      rows.map((row) => row.version_id),
    )
    .execute();
  const byId = new Map(versions.map((version) => [version.id, version]));
  return rows.map((row) => ({
    id: row.id,
    async build() {
      const version = byId.get(row.version_id);
      if (!version) throw new Error('its current version is not there');
      const { readGuardrail } = await import('@sluice/core/config');
      const checks: unknown = JSON.parse(vault.open(version.checks, { table: 'guardrail_versions', id: version.id, column: 'checks' }));
      return {
        id: row.id,
        slug: row.slug,
        versionId: version.id,
        ...readGuardrail({ slug: row.slug, checks, actions: JSON.parse(version.actions) as unknown }, extensions.checks),
        workspaces: row.workspace_id === null ? undefined : new Set([row.workspace_id]),
        workspaceId: row.workspace_id ?? undefined,
        active: row.status === 'active',
      };
    },
  }));
};

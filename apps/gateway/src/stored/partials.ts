import { byOwner, type Reader } from './reader.ts';
import { versionsOf, type Versions } from './versions.ts';

/** One version of a partial. */
export interface PartialVersion {
  readonly id: string;
  readonly version: number;
  readonly string: string;
}

export interface PartialEntry {
  readonly id: string;
  readonly slug: string;
  readonly workspaceId: string | undefined;
  readonly active: boolean;
  readonly versions: Versions<PartialVersion>;
}

export const readPartials: Reader<PartialEntry> = async (db, { where, limit }) => {
  const rows = await db.selectFrom('partials').selectAll().where(where).orderBy('id').limit(limit).execute();
  if (rows.length === 0) return [];
  const versions = await db
    .selectFrom('partial_versions')
    .select(['id', 'partial_id', 'version', 'string'])
    .where(
      'partial_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  const versionsIn = byOwner(versions, (each) => each.partial_id);
  return rows.map(({ id, slug, workspace_id: workspaceId, status, version_id: published }) => ({
    id,
    build: () => ({
      id,
      slug,
      workspaceId: workspaceId ?? undefined,
      active: status === 'active',
      versions: versionsOf(versionsIn(id), published),
    }),
  }));
};

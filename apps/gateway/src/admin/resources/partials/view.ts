import type { PartialShown, PartialSummary, PartialVersion } from '@sluice/contract';
import type { PartialsTable, PartialVersionsTable, Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import { latestVersion } from './find.ts';

/** How a partial stands in a list. */
export const summaryOf = (row: PartialsTable): PartialSummary => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  collection_id: row.collection_id,
  workspace_id: row.workspace_id,
  status: row.status,
  created_at: new Date(row.created_at).toISOString(),
  last_updated_at: new Date(row.updated_at).toISOString(),
  object: 'partial',
  origin: 'api',
});

/** How a partial looks: as its published version has it. */
export async function partialView(row: PartialsTable, db: Kysely<Schema>): Promise<PartialShown> {
  const version = await db.selectFrom('partial_versions').selectAll().where('id', '=', row.version_id).executeTakeFirstOrThrow();
  const { version: latest } = await latestVersion(row.id, db);
  return {
    ...summaryOf(row),
    string: version.string,
    version: version.version,
    version_description: version.description,
    prompt_partial_version_id: version.id,
    latest_version: latest,
  };
}

/** How one of its versions looks. */
export const versionView = (version: PartialVersionsTable, { slug, version_id: published }: PartialsTable): PartialVersion => ({
  id: version.id,
  prompt_partial_id: version.partial_id,
  prompt_partial_version_id: version.id,
  slug,
  version: version.version,
  string: version.string,
  description: version.description,
  created_at: new Date(version.created_at).toISOString(),
  created_by: version.created_by,
  prompt_version_status: version.id === published ? 'active' : 'archived',
  object: 'partial',
});

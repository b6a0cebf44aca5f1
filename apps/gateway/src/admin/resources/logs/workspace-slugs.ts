import type { Schema } from '@sluice/store';
import type { LogRecord } from '@sluice/store/logs';
import type { Kysely } from 'kysely';
import type { WorkspaceSlugs } from './view.ts';

/** The slugs of the workspaces that these records are of. */
export async function workspaceSlugs(records: readonly Pick<LogRecord, 'workspace'>[], db: Kysely<Schema>): Promise<WorkspaceSlugs> {
  const ids = [...new Set(records.map(({ workspace }) => workspace))].filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('workspaces').select(['id', 'slug']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, slug }) => [id, slug]));
}

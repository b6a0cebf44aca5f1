import type { WorkspaceDefaults, WorkspaceSummary, WorkspaceView } from '@sluice/contract';
import type { Schema, WorkspacesTable } from '@sluice/store';
import type { Kysely } from 'kysely';
import { shownRateLimits, shownUsageLimit } from '../../limits.ts';
import { DEFAULT_WORKSPACE } from '../../place.ts';
import { shownTime } from '../../shown-time.ts';
import { membersOf, viewMember } from '../members/view.ts';

/** A workspace as the store has one; it belongs to itself. */
export type WorkspaceRow = WorkspacesTable & { readonly workspace_id: string };

export const ofItself = (row: WorkspacesTable): WorkspaceRow => ({ ...row, workspace_id: row.id });

/** How a workspace stands in a list. */
export const summaryOf = (row: WorkspacesTable): WorkspaceSummary => ({
  object: 'workspace',
  origin: 'api',
  id: row.id,
  slug: row.slug,
  name: row.name,
  description: row.description,
  status: row.status,
  is_default: row.slug === DEFAULT_WORKSPACE ? 1 : 0,
  defaults: { ...(JSON.parse(row.defaults) as WorkspaceDefaults), object: 'workspace' },
  usage_limits: shownUsageLimit(row.usage_limits),
  rate_limits: shownRateLimits(row.rate_limits),
  created_at: shownTime(row.created_at),
  last_updated_at: shownTime(row.updated_at),
});

/** Its people, who are shown with a workspace that is asked for alone. */
export const peopleOf = async (row: WorkspacesTable, db: Kysely<Schema>): Promise<Pick<WorkspaceView, 'users'>> => ({
  users: (await membersOf(row.id, db)).map(viewMember),
});

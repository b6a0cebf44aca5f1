import type { OrganisationRole, WorkspaceRole } from '@sluice/store';
import { byOwner, type Reader } from './reader.ts';

export interface UserEntry {
  readonly id: string;
  readonly active: boolean;
  readonly role: OrganisationRole;
  /** By workspace. */
  readonly roles: ReadonlyMap<string, WorkspaceRole>;
}

export const readUsers: Reader<UserEntry> = async (db, { where, limit }) => {
  const rows = await db.selectFrom('users').select(['id', 'status', 'role']).where(where).orderBy('id').limit(limit).execute();
  if (rows.length === 0) return [];
  const memberships = await db
    .selectFrom('memberships')
    .select(['user_id', 'workspace_id', 'role'])
    .where(
      'user_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  const of = byOwner(memberships, (membership) => membership.user_id);
  return rows.map(({ id, status, role }) => ({
    id,
    build: () => ({
      id,
      active: status === 'active',
      role,
      roles: new Map(of(id).map((each) => [each.workspace_id, each.role])),
    }),
  }));
};

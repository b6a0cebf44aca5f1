import type { UserView } from '@sluice/contract';
import type { Schema, UsersTable } from '@sluice/store';
import type { Kysely } from 'kysely';
import { shownTime } from '../../shown-time.ts';

/** A user as the store has one; users belong to the organisation. */
export type UserRow = UsersTable & { readonly workspace_id: null };

/** How a user is shown; of the password not even whether there is one. */
export async function viewUser(row: UsersTable, db: Kysely<Schema>): Promise<UserView> {
  const [view] = await viewUsers([row], db);
  return view!;
}

/** The same for several. */
export async function viewUsers(rows: readonly UsersTable[], db: Kysely<Schema>): Promise<readonly UserView[]> {
  const memberships = await membershipsOf(rows, db);
  return rows.map((row) => ({
    object: 'user',
    origin: 'api',
    id: row.id,
    first_name: row.first_name,
    last_name: row.last_name,
    role: row.role,
    email: row.email,
    status: row.status,
    workspace_ids: memberships.flatMap(({ user_id: user, workspace_id: id }) => (user === row.id ? [id] : [])),
    created_at: shownTime(row.created_at),
    last_updated_at: shownTime(row.updated_at),
  }));
}

async function membershipsOf(rows: readonly UsersTable[], db: Kysely<Schema>) {
  if (rows.length === 0) return [];
  return db
    .selectFrom('memberships')
    .select(['user_id', 'workspace_id'])
    .where(
      'user_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('created_at')
    .execute();
}

import type { UserView } from '@sluice/contract';
import type { Schema, UsersTable } from '@sluice/store';
import type { Kysely } from 'kysely';
import { shownTime } from '../../shown-time.ts';

/** A user as the store has one; users belong to the organisation. */
export type UserRow = UsersTable & { readonly workspace_id: null };

/** How a user is shown; of the password not even whether there is one. */
export async function viewUser(row: UsersTable, db: Kysely<Schema>): Promise<UserView> {
  const memberships = await db
    .selectFrom('memberships')
    .select('workspace_id')
    .where('user_id', '=', row.id)
    .orderBy('created_at')
    .execute();
  return {
    object: 'user',
    origin: 'api',
    id: row.id,
    first_name: row.first_name,
    last_name: row.last_name,
    role: row.role,
    email: row.email,
    status: row.status,
    workspace_ids: memberships.map(({ workspace_id: id }) => id),
    created_at: shownTime(row.created_at),
    last_updated_at: shownTime(row.updated_at),
  };
}

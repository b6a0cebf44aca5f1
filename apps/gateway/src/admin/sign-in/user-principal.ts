import type { Schema, UsersTable } from '@sluice/store';
import type { Kysely } from 'kysely';
import type { Principal } from '../principal.ts';
import { ORGANISATION_ROLES, WORKSPACE_ROLES } from '../roles.ts';

/** What somebody who has signed in may do at this moment. */
export async function userPrincipal(user: UsersTable, db: Kysely<Schema>): Promise<Principal> {
  const memberships = await db.selectFrom('memberships').select(['workspace_id', 'role']).where('user_id', '=', user.id).execute();
  const [only, ...others] = memberships;
  return {
    actor: `user:${user.id}`,
    name: nameOf(user),
    userId: user.id,
    home: user.role === 'member' && others.length === 0 ? only?.workspace_id : undefined,
    everywhere: ORGANISATION_ROLES[user.role],
    inWorkspaces: new Map(memberships.map(({ workspace_id: id, role }) => [id, WORKSPACE_ROLES[role]])),
  };
}

/** What a person is called: by name, or by e-mail where none was given. */
export const nameOf = ({ first_name: first, last_name: last, email }: Pick<UsersTable, 'first_name' | 'last_name' | 'email'>): string =>
  `${first} ${last}`.trim() || email;

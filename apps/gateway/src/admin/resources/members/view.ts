import type { MemberView } from '@sluice/contract';
import type { MembershipsTable, Schema, UsersTable, WorkspaceRole } from '@sluice/store';
import type { Kysely } from 'kysely';
import type { Page } from '../../page.ts';
import { WORKSPACE_ROLES } from '../../roles.ts';
import { shownTime } from '../../shown-time.ts';

/** A membership, and whose it is. */
export type MemberRow = MembershipsTable &
  Pick<UsersTable, 'first_name' | 'last_name' | 'email' | 'status'> & { readonly org_role: UsersTable['role'] };

/** The members of a workspace, in the order in which they came. */
export const membersOf = (workspaceId: string, db: Kysely<Schema>): Promise<MemberRow[]> =>
  membersIn(db).where('memberships.workspace_id', '=', workspaceId).orderBy('memberships.created_at').orderBy('users.id').execute();

/** Which members are wanted. */
export interface MembersQuery extends Page {
  readonly email?: string;
  readonly role?: WorkspaceRole;
}

/** One page of the members of a workspace, and how many there are of them. */
export async function pageOfMembers(
  workspaceId: string,
  { email, role, current_page: page, page_size: size }: MembersQuery,
  db: Kysely<Schema>,
): Promise<{ readonly total: number; readonly data: readonly MemberRow[] }> {
  const wanted = membersIn(db)
    .where('memberships.workspace_id', '=', workspaceId)
    .$if(email !== undefined, (members) => members.where('users.email', '=', email!.toLowerCase()))
    .$if(role !== undefined, (members) => members.where('memberships.role', '=', role!));
  const { count } = await wanted
    .clearSelect()
    .select((all) => all.fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow();
  const data = await wanted
    .orderBy('memberships.created_at')
    .orderBy('users.id')
    .limit(size)
    .offset(page * size)
    .execute();
  return { total: Number(count), data };
}

/** One member of a workspace. */
export const findMember = (workspaceId: string, userId: string, db: Kysely<Schema>): Promise<MemberRow | undefined> =>
  membersIn(db).where('memberships.workspace_id', '=', workspaceId).where('memberships.user_id', '=', userId).executeTakeFirst();

const membersIn = (db: Kysely<Schema>) =>
  db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .selectAll('memberships')
    .select(['users.first_name', 'users.last_name', 'users.email', 'users.status', 'users.role as org_role']);

/** How a member is shown. */
export const viewMember = (row: MemberRow): MemberView => ({
  object: 'workspace-user',
  id: row.user_id,
  first_name: row.first_name,
  last_name: row.last_name,
  email: row.email,
  org_role: row.org_role,
  role: row.role,
  status: row.status,
  workspace_id: row.workspace_id,
  scopes: [...WORKSPACE_ROLES[row.role]],
  settings: null,
  created_at: shownTime(row.created_at),
  last_updated_at: shownTime(row.updated_at),
});

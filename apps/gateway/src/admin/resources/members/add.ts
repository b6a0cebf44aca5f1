import type { WorkspaceRole, Writing } from '@sluice/store';
import { notFound, refused } from '../../admin-fault.ts';
import type { Principal } from '../../principal.ts';
import { requireRankIn } from '../../roles-given.ts';
import { requireUnbounded, type KeyMeans } from '../api-keys/unlimited.ts';
import { userChanged } from '../users/told.ts';

/** Somebody who is to belong to a workspace. */
export interface NewMember {
  readonly id: string;
  readonly role: WorkspaceRole;
}

/**
 * Takes users into a workspace.
 *
 * @throws FaultError `not_found` for a user who is not there, `conflict` for a member, `forbidden` for a role above the giver's.
 */
export async function addMembers(
  workspaceId: string,
  members: readonly NewMember[],
  { principal, means }: { readonly principal: Principal; readonly means: KeyMeans },
  writing: Writing,
): Promise<void> {
  const { tx } = writing;
  if (members.length > 0) await requireUnbounded(principal, means, tx);
  for (const { id, role } of members) {
    requireRankIn(principal, role, workspaceId);
    const user = await tx.selectFrom('users').select('id').where('id', '=', id).executeTakeFirst();
    if (!user) throw notFound('user', id);
    const already = await tx
      .selectFrom('memberships')
      .select('role')
      .where('workspace_id', '=', workspaceId)
      .where('user_id', '=', id)
      .executeTakeFirst();
    if (already)
      throw refused('conflict', `The user "${id}" is a member of this workspace already: change the role instead`, 'users', 'is_member');
    await takeIn(workspaceId, { id, role }, writing);
  }
}

/** The same for somebody who was judged when the invite was written. */
export async function takeIn(workspaceId: string, { id, role }: NewMember, writing: Writing): Promise<void> {
  const { tx, now } = writing;
  await tx.insertInto('memberships').values({ workspace_id: workspaceId, user_id: id, role, created_at: now, updated_at: now }).execute();
  await userChanged(id, writing);
}

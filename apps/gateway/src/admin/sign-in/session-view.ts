import type { SessionView } from '@sluice/contract';
import type { Store } from '@sluice/store';
import { viewUser } from '../resources/users/view.ts';
import { knows, type Principal } from '../principal.ts';
import { SCOPES } from '../scopes.ts';
import { csrfToken } from './session.ts';

/**
 * Who asks, and what they may do where.
 *
 * @param token Of the session; undefined for who asks with a key.
 */
export async function viewSession(
  principal: Principal,
  token: string | undefined,
  { vault }: Pick<Store, 'vault'>,
  db: Store['db'],
): Promise<SessionView> {
  const { userId, everywhere, inWorkspaces } = principal;
  const user = userId === undefined ? undefined : await db.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirst();
  const roles =
    userId === undefined ? [] : await db.selectFrom('memberships').select(['workspace_id', 'role']).where('user_id', '=', userId).execute();
  const workspaces = await db
    .selectFrom('workspaces')
    .select(['id', 'slug', 'name'])
    .where('status', '=', 'active')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const wide = everywhere === 'all' ? [...SCOPES] : [...everywhere];
  return {
    object: 'session',
    user: user ? await viewUser(user, db) : null,
    actor: principal.actor,
    name: principal.name,
    scopes: wide,
    workspaces: workspaces
      .filter(({ id }) => knows(principal, id))
      .map((workspace) => ({
        ...workspace,
        role: roles.find(({ workspace_id: id }) => id === workspace.id)?.role ?? null,
        scopes: [...new Set([...wide, ...(inWorkspaces.get(workspace.id) ?? [])])],
      })),
    csrf_token: token === undefined ? null : csrfToken(token, { vault }),
  };
}

import type { ApiKeysTable, Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import { forbidden, notFound, refused } from '../../admin-fault.ts';
import { placeFor } from '../../place.ts';
import { may, type Principal } from '../../principal.ts';
import type { Scope } from '../../scopes.ts';
import { userScopes } from '../../user-scopes.ts';

/** Whose a new key is. */
export interface Owner {
  readonly type: ApiKeysTable['type'];
  readonly workspaceId: string | null;
  readonly userId: string | null;
}

/** What a request says of it. */
export interface OwnerAsked {
  readonly kind: string;
  readonly subKind: string;
  readonly workspaceId: string | undefined;
  readonly userId: string | undefined;
}

/**
 * Whose a key is to be, by the path and the body of the request that makes it.
 *
 * @throws FaultError `invalid_request` for what does not go together, `forbidden` where the asker may not make such a key,
 *   `not_found` for a user or workspace that is not there.
 */
export async function ownerFor(asked: OwnerAsked, principal: Principal, db: Kysely<Schema>): Promise<Owner> {
  const { kind, subKind, workspaceId, userId } = asked;
  if (subKind === 'service' && userId !== undefined)
    throw amiss('user_id', 'belongs to a key of a user: make one by POST /api-keys/workspace/user');
  if (kind === 'organisation' && subKind === 'service') {
    if (workspaceId !== undefined)
      throw amiss('workspace_id', 'belongs to a key of a workspace: make one by POST /api-keys/workspace/service');
    const scope = 'organisation_service_api_keys.create';
    if (!may(principal, scope, null)) throw forbidden(scope, 'in the whole organisation');
    return { type: 'organisation-service', workspaceId: null, userId: null };
  }
  if (kind === 'workspace' && subKind === 'service') {
    const place = await placeFor(workspaceId, principal, 'workspace_service_api_keys.create', db);
    return { type: 'workspace-service', workspaceId: place, userId: null };
  }
  if (kind !== 'workspace' || subKind !== 'user') throw notFound('kind of API key', `${kind}/${subKind}`);
  const place = await placeFor(workspaceId, principal, 'workspace_user_api_keys.create', db);
  const user = userId ?? principal.userId;
  if (user === undefined) throw amiss('user_id', 'is needed: the asker is no user itself');
  if (!dealsWith(principal, user, place)) throw forbidden('workspace_users.update', 'to make keys for somebody else');
  return { type: 'workspace-user', workspaceId: place, userId: user };
}

/** Whether somebody may deal with the keys of a user: its own, or as one who manages the workspace's people. */
export const dealsWith = (principal: Principal, userId: string, workspaceId: string | null): boolean =>
  principal.userId === undefined || principal.userId === userId || may(principal, 'workspace_users.update', workspaceId);

/**
 * Sees that a user is at home in a workspace, and may do there what a key of theirs is to do. Later the key is held to
 * what the user may at that time.
 *
 * @throws FaultError `not_found`, `invalid_request`
 */
export async function requireUserMay({ userId, workspaceId }: Owner, scopes: readonly Scope[], db: Kysely<Schema>): Promise<void> {
  if (userId === null || workspaceId === null) return;
  const user = await db.selectFrom('users').select(['role', 'status']).where('id', '=', userId).executeTakeFirst();
  if (!user || user.status !== 'active') throw notFound('user', userId);
  const membership = await db
    .selectFrom('memberships')
    .select('role')
    .where('user_id', '=', userId)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  if (!membership && user.role === 'member') throw amiss('user_id', 'is no member of this workspace: add the user to it first');
  const most = userScopes(user.role, membership?.role);
  const beyond = most === 'all' ? [] : scopes.filter((scope) => !most.has(scope));
  if (beyond.length > 0) throw amiss('scopes', `holds ${beyond.join(', ')}, which the user's role in this workspace does not give`);
}

const amiss = (param: string, what: string) => refused('invalid_request', `"${param}" ${what}`, param, 'invalid_value');

import type { InvitesTable, Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import { isFaultError } from '@sluice/provider-sdk';
import { may, type Principal } from '../../principal.ts';
import { requireRank, requireRankIn } from '../../roles-given.ts';
import type { Scope } from '../../scopes.ts';
import { userPrincipal } from '../../sign-in/user-principal.ts';
import { requireNoWider } from '../api-keys/bounds.ts';
import { isBounded, keyNow, requireUnbounded, type KeyMeans } from '../api-keys/unlimited.ts';
import type { PromisedKey } from './promised-key.ts';
import { placesOf } from './view.ts';

/** What an invite gives to whoever accepts it. */
export type Promised = Pick<InvitesTable, 'role' | 'workspaces' | 'workspace_api_key'>;

/** The keys that an invite promises. */
export const keysOf = ({ workspace_api_key: kept }: Promised): readonly PromisedKey[] =>
  kept === null ? [] : (JSON.parse(kept) as readonly PromisedKey[]);

/** Sees that all of an invite is somebody's to give. @throws FaultError `forbidden` */
export async function requireMayGive(principal: Principal, invite: Promised, means: KeyMeans, db: Kysely<Schema>): Promise<void> {
  await requireUnbounded(principal, means, db);
  requireRank(principal, invite.role);
  for (const { id, role } of placesOf(invite)) requireRankIn(principal, role, id);
  for (const { reach } of keysOf(invite)) requireNoWider(principal, reach);
}

/** Whether an invite still is its sender's to give: an invite does not outlive the right to send it. */
export async function stillGiven(invite: InvitesTable, means: KeyMeans, db: Kysely<Schema>): Promise<boolean> {
  const inviter = await inviterOf(invite, means, db);
  if (!inviter || !(may(inviter, 'organisation_users.create', null) || may(inviter, 'organisation_users.update', null))) return false;
  try {
    await requireMayGive(inviter, invite, means, db);
    return true;
  } catch (error) {
    if (isFaultError(error)) return false;
    throw error;
  }
}

/** Whoever has sent it, with what they may at this moment; undefined where they are gone, disabled or bounded by now. */
async function inviterOf({ invited_by: actor }: InvitesTable, means: KeyMeans, db: Kysely<Schema>): Promise<Principal | undefined> {
  const [kind, id] = [actor.split(':', 1)[0], actor.slice(actor.indexOf(':') + 1)];
  const nobodys = { actor, name: actor, userId: undefined, home: undefined, inWorkspaces: new Map<string, never>() };
  // Cancelled when such a key is removed, see `resources/api-keys`.
  if (actor === 'root') return { ...nobodys, everywhere: 'all' };
  if (kind === 'user') {
    const user = await db.selectFrom('users').selectAll().where('id', '=', id).where('status', '=', 'active').executeTakeFirst();
    return user && userPrincipal(user, db);
  }
  const key = kind === 'key' ? await keyNow(id, means, db) : undefined;
  // A key with an end is bounded, so that one that is over is none that could still give.
  if (!key || isBounded(key) || key.workspace_id !== null) return undefined;
  return { ...nobodys, everywhere: new Set(key.scopes as readonly Scope[]) };
}

import type { CreateInvite } from '@sluice/contract';
import type { Writing } from '@sluice/store';
import { forbidden, refused } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { workspaceId } from '../../place.ts';
import type { Principal } from '../../principal.ts';
import type { Made } from '../../resource.ts';
import { requireRank, requireRankIn } from '../../roles-given.ts';
import type { Asked } from '../../route.ts';
import { requireUnbounded } from '../api-keys/unlimited.ts';
import type { NewMember } from '../members/add.ts';
import { INVITE_LIFE_MS, linkTo, newInviteToken } from './link.ts';
import { promiseKeys, type PromisedKey } from './promised-key.ts';
import type { InviteRow } from './view.ts';

/** Invites somebody, to roles that are the inviter's to give. */
export async function createInvite(
  asked: Asked<CreateInvite>,
  place: { readonly id: string; readonly workspaceId: string | null },
  means: AdminMeans,
  writing: Writing,
): Promise<Made<InviteRow>> {
  const { tx, now } = writing;
  const { body, principal, baseURL } = asked;
  const { hash } = means;
  const email = body.email.toLowerCase();
  // Users are the organisation's, whatever their inviter is bound to.
  if (place.workspaceId !== null) throw forbidden('organisation_users.create', 'in the whole organisation');
  const { places, keys } = await readPromised(asked, means, writing);
  await requireNew(email, writing);
  const token = newInviteToken();
  const row: InviteRow = {
    id: place.id,
    email,
    role: body.role,
    workspaces: JSON.stringify(places),
    workspace_api_key: keys === null ? null : JSON.stringify(keys),
    token_hash: hash(token),
    status: 'pending',
    expires_at: now + INVITE_LIFE_MS,
    invited_by: principal.actor,
    accepted_at: null,
    created_at: now,
    updated_at: now,
    workspace_id: null,
  };
  const { workspace_id: _, ...values } = row;
  await tx.insertInto('invites').values(values).execute();
  return { row, reply: { ...linkTo(row.id, token, baseURL) } };
}

/** What an invite would give. @throws FaultError `forbidden` where it is not all the inviter's to give. */
export async function readPromised(
  { body, principal }: Asked<CreateInvite>,
  means: AdminMeans,
  writing: Writing,
): Promise<{ readonly places: readonly NewMember[]; readonly keys: readonly PromisedKey[] | null }> {
  await requireUnbounded(principal, means, writing.tx);
  requireRank(principal, body.role);
  const places = await readPlaces(body, principal, writing);
  const { workspace_api_key_details: key, role } = body;
  return { places, keys: key ? promiseKeys(key, { email: body.email.toLowerCase(), role, places }, principal, writing.now) : null };
}

async function requireNew(email: string, { tx, now }: Writing): Promise<void> {
  const user = await tx.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst();
  if (user) throw refused('conflict', `${email} is a user already: add the user to workspaces, or change the role`, 'email', 'is_user');
  const invite = await tx
    .selectFrom('invites')
    .select('id')
    .where('email', '=', email)
    .where('status', '=', 'pending')
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (invite)
    throw refused('conflict', `${email} is invited already: resend the invite "${invite.id}", or cancel it first`, 'email', 'is_invited');
}

async function readPlaces({ workspaces }: CreateInvite, principal: Principal, { tx }: Writing): Promise<readonly NewMember[]> {
  const places: NewMember[] = [];
  for (const { id: named, role } of workspaces ?? []) {
    const id = await workspaceId(named, principal, tx);
    requireRankIn(principal, role, id);
    if (places.some((each) => each.id === id))
      throw refused('invalid_request', `"workspaces" holds "${named}" twice`, 'workspaces', 'invalid_value');
    places.push({ id, role });
  }
  return places;
}

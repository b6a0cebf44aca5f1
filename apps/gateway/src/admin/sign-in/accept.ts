import type { AcceptInvite, AcceptedInvite } from '@sluice/contract';
import type { InvitesTable, Store, UsersTable, Writing } from '@sluice/store';
import { randomUUID } from 'node:crypto';
import { refused } from '../admin-fault.ts';
import { audit } from '../audit.ts';
import type { AdminMeans } from '../means.ts';
import { makeKey } from '../resources/api-keys/make-key.ts';
import { viewApiKey } from '../resources/api-keys/view.ts';
import { keysOf, stillGiven } from '../resources/invites/inviter.ts';
import { placesOf } from '../resources/invites/view.ts';
import { takeIn } from '../resources/members/add.ts';
import { viewUser } from '../resources/users/view.ts';
import type { AdminReply, Asked } from '../route.ts';
import { begin } from './begin.ts';
import { makeUser } from './make-user.ts';
import { hashPassword } from './password.ts';
import { requireOwnPage } from './own-page.ts';
import { voidSetupLinks } from './setup-link.ts';
import { nameOf } from './user-principal.ts';

/** Makes a user of whoever holds an invite's link, and signs them in. */
export async function acceptInvite(asked: Asked<AcceptInvite>, means: AdminMeans): Promise<AdminReply> {
  requireOwnPage(asked);
  const { store, refresh, now } = means;
  const { body, baseURL } = asked;
  await findInvite(body.token, means, store.db, now());
  const password = await hashPassword(body.password);
  const reply = await store.write(async (writing): Promise<AdminReply> => {
    const { tx } = writing;
    const invite = await findInvite(body.token, means, tx, writing.now);
    const user = await join(invite, { ...body, password }, writing);
    const keys = await promisedKeys(invite, user, means, writing);
    if (user.role === 'owner') await voidSetupLinks(writing);
    const { body: session, headers } = await begin(user, baseURL, store, writing);
    return { body: { ...session, workspace_api_keys: keys }, headers };
  });
  await refresh();
  return reply;
}

async function findInvite(token: string, means: AdminMeans, db: Store['db'], nowMs: number): Promise<InvitesTable> {
  const hash = means.store.vault.hash(token);
  const invite = await db.selectFrom('invites').selectAll().where('token_hash', '=', hash).executeTakeFirst();
  if (invite?.status === 'pending' && invite.expires_at > nowMs && (await stillGiven(invite, means, db))) return invite;
  throw refused('unauthenticated', 'This invite is used, cancelled, over or none of ours: ask for a new one', 'token', 'invite_invalid');
}

async function join(invite: InvitesTable, given: AcceptInvite, writing: Writing): Promise<UsersTable> {
  const { tx, now } = writing;
  const known = await tx.selectFrom('users').select('id').where('email', '=', invite.email).executeTakeFirst();
  if (known) throw refused('conflict', `${invite.email} is a user already: sign in`, 'email', 'is_user');
  const { first_name: first, last_name: last, password } = given;
  const id = await makeUser({ email: invite.email, role: invite.role, password, first, last }, writing);
  for (const { id: workspace, role } of placesOf(invite)) if (await isOpen(workspace, tx)) await takeIn(workspace, { id, role }, writing);
  await tx.updateTable('invites').set({ status: 'accepted', accepted_at: now, updated_at: now }).where('id', '=', invite.id).execute();
  const user = await tx.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  await audit(
    writing,
    { actor: `user:${id}`, name: nameOf(user) },
    { action: 'organisation_users.accept', resource: 'user', id, workspaceId: null, before: undefined, after: await viewUser(user, tx) },
  );
  return user;
}

async function promisedKeys(
  invite: InvitesTable,
  user: UsersTable,
  { hash }: AdminMeans,
  writing: Writing,
): Promise<AcceptedInvite['workspace_api_keys']> {
  const keys = [];
  for (const { name, reach } of keysOf(invite)) {
    if (reach.workspaceId === null || !(await isOpen(reach.workspaceId, writing.tx))) continue;
    const owner = { type: 'workspace-user', workspaceId: reach.workspaceId, userId: user.id } as const;
    const { row, token } = await makeKey(
      {
        id: randomUUID(),
        name,
        description: null,
        owner,
        reach,
        usageLimits: null,
        rateLimits: null,
        rotationPolicy: null,
        creationMode: 'auto',
        by: invite.invited_by,
      },
      hash,
      writing,
    );
    await audit(
      writing,
      { actor: `user:${user.id}`, name: nameOf(user) },
      {
        action: 'workspace_user_api_keys.create',
        resource: 'API key',
        id: row.id,
        workspaceId: row.workspace_id,
        before: undefined,
        after: await viewApiKey(row, writing.now, writing.tx),
      },
    );
    keys.push({ workspace_id: reach.workspaceId, id: row.id, key: token });
  }
  return keys;
}

/** It may have been removed since. */
async function isOpen(workspaceId: string, db: Store['db']): Promise<boolean> {
  const row = await db
    .selectFrom('workspaces')
    .select('id')
    .where('id', '=', workspaceId)
    .where('status', '=', 'active')
    .executeTakeFirst();
  return row !== undefined;
}

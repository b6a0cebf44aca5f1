import type { UpdateUser } from '@sluice/contract';
import type { Schema, Writing } from '@sluice/store';
import Joi from 'joi';
import { sql, type Kysely } from 'kysely';
import type { AdminMeans } from '../../means.ts';
import type { Resource } from '../../resource.ts';
import type { Asked } from '../../route.ts';
import { requireRank } from '../../roles-given.ts';
import { isSoughtIn, SEARCH } from '../../search.ts';
import { removeKeysOfUser } from '../api-keys/remove-key.ts';
import { requireUnbounded } from '../api-keys/unlimited.ts';
import { cancelInvitesOf } from '../invites/cancel.ts';
import { requireAnotherOwner } from './last-owner.ts';
import { organisationRole, SHOWN_USER, UPDATE_USER } from './schema.ts';
import { endSessions, userChanged } from './told.ts';
import { viewUser, viewUsers, type UserRow } from './view.ts';

/** Users are made by invites, see `resources/invites`. */
export const defineUsers = (means: AdminMeans): Resource<UserRow, never, UpdateUser> => ({
  label: 'user',
  tag: 'Users',
  path: '/admin/users',
  scoped: 'organisation_users',
  find: findUser,
  view: viewUser,
  listed: viewUsers,
  list: {
    query: {
      role: organisationRole,
      email: Joi.string().max(254),
      search: SEARCH.description('In names and e-mail addresses, whatever the case of A to Z'),
    },
    rows: ({ role, email, search }, db) =>
      db
        .selectFrom('users')
        .selectAll()
        .select(sql<null>`null`.as('workspace_id'))
        .where(isSoughtIn(['first_name', 'last_name', 'email'], search))
        .$if(role !== undefined, (users) => users.where('role', '=', role as UserRow['role']))
        .$if(email !== undefined, (users) => users.where('email', '=', (email as string).toLowerCase())),
    within: (thing, workspaceId) =>
      thing('thing.id', 'in', thing.selectFrom('memberships').select('user_id').where('workspace_id', '=', workspaceId)),
  },
  update: { body: UPDATE_USER, run: (row, asked, writing) => updateUser(row, asked, means, writing), reply: SHOWN_USER },
  remove: { body: Joi.object({ user_id: Joi.any().strip() }), run: removeUser },
  shown: SHOWN_USER,
});

async function findUser(id: string, db: Kysely<Schema>): Promise<UserRow | undefined> {
  const row = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
  return row && ofOrganisation(row);
}

const ofOrganisation = <T>(row: T) => ({ ...row, workspace_id: null });

async function updateUser(row: UserRow, { body, principal }: Asked<UpdateUser>, means: AdminMeans, writing: Writing) {
  const { tx, now } = writing;
  requireRank(principal, row.role);
  if (body.role !== undefined) requireRank(principal, body.role);
  const hasNewRole = body.role !== undefined && body.role !== row.role;
  const isEnabled = body.status === 'active' && row.status !== 'active';
  if (hasNewRole || isEnabled) await requireUnbounded(principal, means, tx);
  const isDisabled = body.status === 'disabled' && row.status === 'active';
  if (hasNewRole || isDisabled) await requireAnotherOwner(row, tx);
  await tx
    .updateTable('users')
    .set({ ...body, updated_at: now })
    .where('id', '=', row.id)
    .execute();
  if (isDisabled) await endSessions(row.id, writing);
  await userChanged(row.id, writing);
  return viewUser((await findUser(row.id, tx))!, tx);
}

/** With a user go the user's keys, and the invites that nobody has accepted yet: what they promise was the user's to give. */
async function removeUser(row: UserRow, { principal }: Asked, writing: Writing): Promise<void> {
  const { tx, changed } = writing;
  requireRank(principal, row.role);
  await requireAnotherOwner(row, tx);
  await removeKeysOfUser(row.id, undefined, principal, writing);
  await cancelInvitesOf(`user:${row.id}`, writing);
  await tx.deleteFrom('users').where('id', '=', row.id).execute();
  changed('users', row.id);
}

import type { CreateInvite, InviteView } from '@sluice/contract';
import type { Schema, Writing } from '@sluice/store';
import Joi from 'joi';
import { sql, type Kysely } from 'kysely';
import { refused } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import type { Resource } from '../../resource.ts';
import { organisationRole } from '../users/schema.ts';
import { createInvite, readPromised } from './create.ts';
import { CREATE_INVITE, INVITE_LINK, INVITE_STATUS, SHOWN_INVITE } from './schema.ts';
import { hasStatus, viewInvite, type InviteRow } from './view.ts';

/** Invites; cancelled ones stay in the list. Wire spec §20.6. */
export const defineInvites = (means: AdminMeans): Resource<InviteRow, CreateInvite> => ({
  label: 'invite',
  tag: 'Users',
  path: '/admin/users/invites',
  scoped: 'organisation_users',
  organisationWide: true,
  find: findInvite,
  view: async (row) => viewInvite(row, means.now()),
  list: {
    query: { email: Joi.string().max(254), role: organisationRole, status: INVITE_STATUS },
    rows: ({ email, role, status }, db) =>
      db
        .selectFrom('invites')
        .selectAll()
        .select(sql<null>`null`.as('workspace_id'))
        .$if(email !== undefined, (invites) => invites.where('email', '=', (email as string).toLowerCase()))
        .$if(role !== undefined, (invites) => invites.where('role', '=', role as InviteRow['role']))
        .$if(status !== undefined, (invites) => invites.where((invite) => hasStatus(invite, status as InviteView['status'], means.now()))),
  },
  create: {
    body: CREATE_INVITE,
    judge: async (asked, writing) => void (await readPromised(asked, means, writing)),
    run: (asked, place, writing) => createInvite(asked, place, means, writing),
    reply: INVITE_LINK,
  },
  remove: { body: Joi.object({ invite_id: Joi.any().strip() }), run: (row, _asked, writing) => cancelInvite(row, writing) },
  shown: SHOWN_INVITE,
});

async function findInvite(id: string, db: Kysely<Schema>): Promise<InviteRow | undefined> {
  const row = await db.selectFrom('invites').selectAll().where('id', '=', id).executeTakeFirst();
  return row && ofOrganisation(row);
}

const ofOrganisation = <T>(row: T) => ({ ...row, workspace_id: null });

async function cancelInvite(row: InviteRow, { tx, now }: Writing): Promise<void> {
  if (row.status === 'accepted') throw refused('conflict', 'This invite is accepted: remove the user instead', 'id', 'accepted');
  await tx.updateTable('invites').set({ status: 'cancelled', updated_at: now }).where('id', '=', row.id).execute();
}

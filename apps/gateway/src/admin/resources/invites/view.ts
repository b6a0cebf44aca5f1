import type { InviteView } from '@sluice/contract';
import type { InvitesTable, Schema } from '@sluice/store';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { NewMember } from '../members/add.ts';
import { shownTime, shownTimeOrNull } from '../../shown-time.ts';

/** An invite as the store has one; invites are the organisation's. */
export type InviteRow = InvitesTable & { readonly workspace_id: null };

/** What has become of an invite. */
export const statusOf = ({ status, expires_at: end }: InvitesTable, nowMs: number): InviteView['status'] =>
  status === 'pending' && end <= nowMs ? 'expired' : status;

/** The same, asked of the database. */
export const hasStatus = (
  invite: ExpressionBuilder<Schema, 'invites'>,
  status: InviteView['status'],
  nowMs: number,
): Expression<SqlBool> => {
  if (status === 'accepted' || status === 'cancelled') return invite('status', '=', status);
  return invite.and([invite('status', '=', 'pending'), invite('expires_at', status === 'expired' ? '<=' : '>', nowMs)]);
};

/** The workspaces that an invite leads to. */
export const placesOf = (row: Pick<InvitesTable, 'workspaces'>): readonly NewMember[] => JSON.parse(row.workspaces) as NewMember[];

/** How an invite is shown, without what its link is made of. */
export const viewInvite = (row: InvitesTable, nowMs: number): InviteView => ({
  object: 'invite',
  origin: 'api',
  id: row.id,
  email: row.email,
  role: row.role,
  status: statusOf(row, nowMs),
  workspaces: placesOf(row),
  invited_by: row.invited_by,
  created_at: shownTime(row.created_at),
  last_updated_at: shownTime(row.updated_at),
  expires_at: shownTime(row.expires_at),
  accepted_at: shownTimeOrNull(row.accepted_at),
});

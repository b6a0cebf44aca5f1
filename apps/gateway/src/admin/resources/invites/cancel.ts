import type { Writing } from '@sluice/store';

/** Cancels what somebody has sent and nobody has accepted yet. @param actor As the audit log calls them. */
export async function cancelInvitesOf(actor: string, { tx, now }: Writing): Promise<void> {
  await tx
    .updateTable('invites')
    .set({ status: 'cancelled', updated_at: now })
    .where('invited_by', '=', actor)
    .where('status', '=', 'pending')
    .execute();
}

import type { Schema, UsersTable } from '@sluice/store';
import type { Kysely } from 'kysely';
import { refused } from '../../admin-fault.ts';

/**
 * Sees that an organisation which has owners goes on having one that can sign in.
 *
 * @throws FaultError `conflict`
 */
export async function requireAnotherOwner({ id, role, status }: UsersTable, db: Kysely<Schema>): Promise<void> {
  if (role !== 'owner' || status !== 'active') return;
  const other = await db
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'owner')
    .where('status', '=', 'active')
    .where('id', '!=', id)
    .executeTakeFirst();
  if (!other) throw refused('conflict', 'This is the last owner: make somebody else one first', 'role', 'last_owner');
}

import type { Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import { refused } from '../../admin-fault.ts';
import type { ApiKeyRow } from './view.ts';

/**
 * Sees that somebody is left who may do everything, so that nobody locks everybody out.
 *
 * @throws FaultError `conflict`
 */
export async function requireAnotherRoot(row: ApiKeyRow, db: Kysely<Schema>): Promise<void> {
  if (row.root === 0) return;
  const key = await db.selectFrom('api_keys').select('id').where('root', '=', 1).where('id', '!=', row.id).executeTakeFirst();
  const owner = await db
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'owner')
    .where('status', '=', 'active')
    .where('password', 'is not', null)
    .executeTakeFirst();
  if (key || owner) return;
  throw refused(
    'conflict',
    'This is the last key that may do everything, and nobody can sign in as an owner: rotate it instead',
    'id',
    'last_root_key',
  );
}

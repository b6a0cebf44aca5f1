import type { Writing } from '@sluice/store';
import { keysOfUser } from '../api-keys/remove-key.ts';

/** Has the data plane read a user again, and the user's keys, which may do what the user may. */
export async function userChanged(userId: string, writing: Writing): Promise<void> {
  writing.changed('users', userId);
  for (const key of await keysOfUser(writing, userId)) writing.changed('api_keys', key);
}

/** Signs a user out everywhere. */
export async function endSessions(userId: string, { tx }: Writing): Promise<void> {
  await tx.deleteFrom('sessions').where('user_id', '=', userId).execute();
}

import type { ChangePassword } from '@sluice/contract';
import { refused } from '../admin-fault.ts';
import { audit } from '../audit.ts';
import type { AdminMeans } from '../means.ts';
import { endSessions } from '../resources/users/told.ts';
import type { AdminReply, Asked } from '../route.ts';
import { countAttempt, forgive } from './attempts.ts';
import { begin } from './begin.ts';
import { hashPassword, isPassword } from './password.ts';

/** Changes the password of who is signed in, and signs out everybody else who was by the old one. */
export async function changePassword(asked: Asked<ChangePassword>, { store }: Pick<AdminMeans, 'store'>): Promise<AdminReply> {
  const { principal, body, address, baseURL } = asked;
  const { userId } = principal;
  if (userId === undefined || principal.key !== undefined)
    throw refused('forbidden', 'A key has no password: sign in to change yours', undefined, 'not_signed_in');
  const user = await store.db.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirstOrThrow();
  const attempt = { email: user.email, address };
  await countAttempt(store, attempt);
  if (!(await isPassword(body.current_password, user.password)))
    throw refused('forbidden', '"current_password" is wrong', 'current_password', 'wrong_password');
  const password = await hashPassword(body.password);
  return store.write(async (writing) => {
    const { tx, now } = writing;
    const { numUpdatedRows } = await tx
      .updateTable('users')
      .set({ password, updated_at: now })
      .where('id', '=', user.id)
      .where('password', '=', user.password)
      .executeTakeFirst();
    if (numUpdatedRows === 0n)
      throw refused('conflict', 'The password was changed elsewhere meanwhile: sign in again', undefined, 'changed_meanwhile');
    await forgive(store, attempt, writing);
    await endSessions(user.id, writing);
    await audit(writing, principal, {
      action: 'password.update',
      resource: 'user',
      id: user.id,
      workspaceId: null,
      before: undefined,
      after: undefined,
    });
    return begin(user, baseURL, store, writing);
  });
}

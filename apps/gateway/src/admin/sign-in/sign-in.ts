import type { SignIn } from '@sluice/contract';
import type { UsersTable } from '@sluice/store';
import { refused } from '../admin-fault.ts';
import { audit } from '../audit.ts';
import type { AdminMeans } from '../means.ts';
import type { AdminReply, Asked } from '../route.ts';
import { countAttempt, forgive } from './attempts.ts';
import { begin } from './begin.ts';
import { requireOwnPage } from './own-page.ts';
import { isPassword } from './password.ts';
import { nameOf } from './user-principal.ts';

/** Signs somebody in by password. */
export async function signIn(asked: Asked<SignIn>, { store }: Pick<AdminMeans, 'store'>): Promise<AdminReply> {
  requireOwnPage(asked);
  const { body, address, baseURL } = asked;
  const email = body.email.trim().toLowerCase();
  await countAttempt(store, { email, address });
  const user = await store.db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst();
  const isRight = await isPassword(body.password, user?.status === 'active' ? user.password : undefined);
  if (!user || !isRight) {
    // Nobody waits for it: an answer that took longer would say that we know this e-mail.
    if (user) noteRefusal(user, { store }).catch(() => {});
    throw wrong();
  }
  return store.write(async (writing) => {
    // Neither of these may have changed while we were busy hashing.
    const still = await writing.tx
      .selectFrom('users')
      .selectAll()
      .where('id', '=', user.id)
      .where('status', '=', 'active')
      .where('password', '=', user.password)
      .executeTakeFirst();
    if (!still) throw wrong();
    await forgive(store, { email, address }, writing);
    return begin(still, baseURL, store, writing);
  });
}

const noteRefusal = (user: UsersTable, { store }: Pick<AdminMeans, 'store'>) =>
  store.write((writing) =>
    audit(
      writing,
      { actor: 'nobody', name: nameOf(user) },
      { action: 'sessions.refuse', resource: 'session', id: user.id, workspaceId: null, before: undefined, after: undefined },
    ),
  );

/** Whom we know and whom we do not is told alike. */
const wrong = () => refused('unauthenticated', 'The e-mail or the password is wrong', undefined, 'wrong_password');

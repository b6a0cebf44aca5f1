import type { SetUp } from '@sluice/contract';
import type { UsersTable, Writing } from '@sluice/store';
import { refused } from '../admin-fault.ts';
import { audit } from '../audit.ts';
import type { AdminMeans } from '../means.ts';
import { takeIn } from '../resources/members/add.ts';
import { endSessions, userChanged } from '../resources/users/told.ts';
import { viewUser } from '../resources/users/view.ts';
import { DEFAULT_WORKSPACE } from '../place.ts';
import type { AdminReply, Asked } from '../route.ts';
import { begin } from './begin.ts';
import { makeUser } from './make-user.ts';
import { hashPassword } from './password.ts';
import { requireOwnPage } from './own-page.ts';
import { isSetupLink, useSetupLink, voidSetupLinks } from './setup-link.ts';
import { nameOf } from './user-principal.ts';

/**
 * Makes an owner of whoever holds a set-up link, and signs them in. A user of that e-mail gets the new password: who can
 * have a link made has the machine.
 */
export async function setUp(asked: Asked<SetUp>, { store, refresh, now }: AdminMeans): Promise<AdminReply> {
  requireOwnPage(asked);
  const { body, baseURL } = asked;
  if (!(await isSetupLink(body.token, store, now()))) throw deadLink();
  const password = await hashPassword(body.password);
  const reply = await store.write(async (writing) => {
    if (!(await isSetupLink(body.token, { db: writing.tx, vault: store.vault }, writing.now))) throw deadLink();
    await useSetupLink(body.token, store, writing);
    await voidSetupLinks(writing);
    return begin(await makeOwner(body, password, writing), baseURL, store, writing);
  });
  await refresh();
  return reply;
}

async function makeOwner({ email, first_name: first, last_name: last }: SetUp, password: string, writing: Writing): Promise<UsersTable> {
  const { tx, now } = writing;
  const known = await tx.selectFrom('users').selectAll().where('email', '=', email.toLowerCase()).executeTakeFirst();
  const before = known && (await viewUser(known, tx));
  const changes = {
    role: 'owner' as const,
    status: 'active' as const,
    password,
    ...(first !== undefined && { first_name: first }),
    ...(last !== undefined && { last_name: last }),
  };
  if (known) {
    await tx
      .updateTable('users')
      .set({ ...changes, updated_at: now })
      .where('id', '=', known.id)
      .execute();
    await endSessions(known.id, writing);
    await userChanged(known.id, writing);
  }
  const id = known?.id ?? (await makeUser({ email, role: 'owner', password, first, last }, writing));
  if (!known) await joinDefault(id, writing);
  const user = await tx.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  await audit(
    writing,
    { actor: `user:${id}`, name: nameOf(user) },
    { action: 'setup.use', resource: 'user', id, workspaceId: null, before, after: await viewUser(user, tx) },
  );
  return user;
}

async function joinDefault(userId: string, writing: Writing): Promise<void> {
  const workspace = await writing.tx.selectFrom('workspaces').select('id').where('slug', '=', DEFAULT_WORKSPACE).executeTakeFirst();
  if (workspace) await takeIn(workspace.id, { id: userId, role: 'admin' }, writing);
}

const deadLink = () =>
  refused(
    'unauthenticated',
    'This set-up link is used, over or none of ours: have a new one made by `sluice users setup-link`',
    'token',
    'setup_link_invalid',
  );

import type { SessionView } from '@sluice/contract';
import type { Store, UsersTable, Writing } from '@sluice/store';
import { audit } from '../audit.ts';
import { sessionCookie, startSession } from './session.ts';
import { viewSession } from './session-view.ts';
import { nameOf, userPrincipal } from './user-principal.ts';

/** Signs somebody in who has shown to be who they are. */
export async function begin(
  user: UsersTable,
  baseURL: string,
  store: Store,
  writing: Writing,
): Promise<{ readonly body: SessionView; readonly headers: Readonly<Record<string, string>> }> {
  const token = await startSession(user.id, store, writing);
  await audit(
    writing,
    { actor: `user:${user.id}`, name: nameOf(user) },
    { action: 'sessions.create', resource: 'session', id: user.id, workspaceId: null, before: undefined, after: undefined },
  );
  const body = await viewSession(await userPrincipal(user, writing.tx), token, store, writing.tx);
  return { body, headers: { 'set-cookie': sessionCookie(token, baseURL) } };
}

import { items, text, type Fields } from './sdk.ts';
import type { Stage } from './stage.ts';

/** Invites somebody who accepts, and gives the new user's id. */
export async function userWho(stage: Stage, { email, role = 'member', ...more }: Fields & { readonly email: string }): Promise<string> {
  const invite = await stage.node.call('admin.users.invites.create', { email, role, workspaces: [], ...more });
  const accepted = await accept(stage, text(invite, 'invite_link'));
  if (!accepted.ok) throw new Error(`${email} could not accept: ${accepted.status} ${await accepted.text()}`);
  const [user] = items(await stage.node.call('admin.users.list', { email }));
  if (!user) throw new Error(`${email} is no user`);
  return text(user, 'id');
}

/** What the page does that an invitation leads to. */
export function accept({ gateway }: Stage, link: string): Promise<Response> {
  const token = new URL(link).searchParams.get('token') ?? new URL(link).pathname.split('/').at(-1);
  return fetch(`${gateway.url}/v1/admin/invites/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: gateway.url },
    body: JSON.stringify({ token, first_name: 'Ann', last_name: 'Example', password: 'a long enough password' }),
  });
}

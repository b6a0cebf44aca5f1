import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newSetupLink } from '../../src/admin/sign-in/setup-link.ts';
import { describeOnPostgres } from '../support/postgres.ts';
import { PASSWORD, ROOT, signedIn, startPeople, type People } from './people.ts';

describeOnPostgres('people and keys on PostgreSQL', (cluster) => {
  let people: People;

  beforeAll(async () => {
    people = await startPeople({ SLUICE_AUTH: 'required', SLUICE_DATABASE_URL: await cluster()!.schema() });
  });
  afterAll(() => people?.stop());

  const signIn = (email: string, password: string) => people.ask({}, 'POST', '/admin/sessions', { email, password });

  it('set up, sign in, invite, make and rotate keys, and are written down', async () => {
    const owner = await people.ask({}, 'POST', '/admin/setup', {
      token: await newSetupLink(people.store),
      email: 'ada@example.com',
      password: PASSWORD,
    });
    const session = signedIn(await signIn('ada@example.com', PASSWORD));
    const key = { scopes: ['completions.write'] };
    const workspaces = [{ id: 'default', role: 'member' }];
    const invite = await people.ask(session, 'POST', '/admin/users/invites', {
      email: 'bea@example.com',
      role: 'member',
      workspaces,
      workspace_api_key_details: key,
    });
    const token = new URL(invite.json.invite_link).searchParams.get('token');
    const accepted = await people.ask({}, 'POST', '/admin/invites/accept', { token, password: PASSWORD });
    const [{ id, key: first }] = accepted.json.workspace_api_keys;
    const used = await people.callWith(first);
    const rotated = await people.ask(session, 'POST', `/api-keys/${id}/rotate`, { key_transition_period_ms: 0 });
    const removed = await people.ask(session, 'DELETE', `/admin/users/${accepted.json.user.id}`);
    const page = await people.ask(session, 'GET', '/audit-logs?page_size=1');
    const next = await people.ask(session, 'GET', `/audit-logs?page_size=2&cursor=${page.json.next_cursor}`);

    expect([owner.status, invite.status, accepted.status, used, rotated.status, removed.status]).toEqual([200, 200, 200, 200, 200, 200]);
    expect([await people.callWith(first), await people.callWith(rotated.json.key)]).toEqual([401, 401]);
    expect([...page.json.data, ...next.json.data].map(({ action }) => action)).toEqual([
      'organisation_users.delete',
      'workspace_user_api_keys.delete',
      'workspace_user_api_keys.rotate',
    ]);
  });

  it('are tried for five times at once, and no more', async () => {
    const { email } = await people.add('member');

    const tries = await Promise.all(Array.from({ length: 7 }, () => signIn(email, 'not the password')));

    expect(tries.map(({ status }) => status).sort()).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });

  it('are no longer counted after a while', async () => {
    const { email } = await people.add('member');
    await people.store.write(({ tx, now }) =>
      tx
        .updateTable('usage')
        .set({ updated_at: now - 15 * 60 * 1000 })
        .where('id', 'like', 'sign-in:%')
        .execute(),
    );

    const { status } = await signIn(email, PASSWORD);

    expect(status).toBe(200);
    expect((await people.ask(ROOT, 'GET', `/admin/users?email=${email}`)).json.total).toBe(1);
  });
});

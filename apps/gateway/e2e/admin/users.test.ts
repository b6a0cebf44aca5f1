import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { METHODS } from './methods.ts';
import { accept, userWho } from './people.ts';
import { items, refusal, refusals, text, type Fields } from './sdk.ts';
import { ask, heard, keyFor, PAIRS, setStage, STARTING_MS, virtualKey, workspaceCalled, type Stage } from './stage.ts';
import { uncalled } from './uncalled.ts';

describeWith(pythonClients, 'users and invitations, by the SDKs', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  describe.each(PAIRS)('by $maker and $reader', ({ maker, reader }) => {
    it('people are invited, invited again, and the invitation is taken back', async () => {
      const [one, other] = [stage[maker], stage[reader]];
      const email = `invited-by-${maker.toLowerCase()}@example.com`;

      const made = await one.call('admin.users.invites.create', { email, role: 'member', workspaces: [] });
      const invite_id = text(made, 'id');
      const [read, list] = [
        await other.call('admin.users.invites.retrieve', { invite_id }),
        await other.call('admin.users.invites.list', { email, status: 'pending' }),
      ];

      expect(text(made, 'invite_link')).toMatch(/^http/);
      expect(read).toMatchObject({
        id: invite_id,
        email,
        role: 'member',
        status: 'pending',
        expires_at: expect.any(String),
        object: expect.stringContaining('invite'),
      });
      expect(list).toMatchObject({ object: 'list', total: 1, data: [{ id: invite_id, email }] });
      expect(await one.call('admin.users.invites.resend', { invite_id })).toBeInstanceOf(Object);
      expect(items(await one.call('admin.users.list', { email }))).toEqual([]);

      await other.call('admin.users.invites.delete', { invite_id });

      expect((await accept(stage, text(made, 'invite_link'))).ok).toBe(false);
      expect(items(await one.call('admin.users.invites.list', { email, status: 'pending' }))).toEqual([]);
      expect(await refusal(one.call('admin.users.invites.resend', { invite_id }))).toMatchObject({ status: expect.any(Number) });
    });

    it('people who accepted are listed, given a role, and removed', async () => {
      const [one, other] = [stage[maker], stage[reader]];
      const email = `user-of-${maker.toLowerCase()}@example.com`;
      const home = await workspaceCalled(stage, `Office of ${maker}`);
      const user_id = await userWho(stage, { email, workspaces: [{ id: home, role: 'member' }] });

      const [read, list] = [
        await other.call('admin.users.retrieve', { user_id }),
        await other.call('admin.users.list', { role: 'member', page_size: 100 }),
      ];

      expect(read).toMatchObject({ object: 'user', id: user_id, email, role: 'member', workspace_ids: [home] });
      expect(items(list).map(({ id }) => id)).toContain(user_id);

      const virtual_key = await virtualKey(stage, `gsk-of-${email}`, { workspace_id: home });
      const key = await one.call('api_keys.create', {
        type: 'workspace',
        sub_type: 'user',
        name: 'own',
        workspace_id: home,
        user_id,
        scopes: ['completions.write'],
      });
      await ask(stage.node, { api_key: text(key, 'key'), virtual_key });
      expect(heard(stage).key).toBe(`gsk-of-${email}`);
      expect(await other.call('api_keys.retrieve', { id: text(key, 'id') })).toMatchObject({ type: 'workspace-user', user_id });

      await other.call('admin.users.update', { user_id, role: 'admin' });

      expect(await one.call('admin.users.retrieve', { user_id })).toMatchObject({ role: 'admin' });
      expect(items(await one.call('admin.users.list', { email, role: 'member' }))).toEqual([]);

      await one.call('admin.users.delete', { user_id });

      expect(await refusal(other.call('admin.users.retrieve', { user_id }))).toMatchObject({ status: 404 });
      expect([401, 403]).toContain((await refusal(ask(stage.node, { api_key: text(key, 'key'), virtual_key }))).status);
    });
  });

  it('people who accept are given a key, where that was promised', async () => {
    const home = await workspaceCalled(stage, 'Keyed');
    const virtual_key = await virtualKey(stage, 'gsk-promised', { workspace_id: home });
    const invite = await stage.python.call('admin.users.invites.create', {
      email: 'keyed@example.com',
      role: 'member',
      workspaces: [{ id: home, role: 'member' }],
      workspace_api_key_details: { name: 'promised', scopes: ['completions.write'] },
    });

    const accepted = (await (await accept(stage, text(invite, 'invite_link'))).json()) as Fields;
    const [key] = JSON.stringify(accepted).match(/sk-sluice-\w+/) ?? [];
    await ask(stage.node, { api_key: key!, virtual_key });

    expect(heard(stage).key).toBe('gsk-promised');
    expect(items(await stage.node.call('api_keys.list', { workspace_id: home }))).toMatchObject([
      { name: 'promised', type: 'workspace-user' },
    ]);
  });

  it('the last owner stays', async () => {
    const user_id = await userWho(stage, { email: 'owner@example.com', role: 'owner' });

    expect((await refusal(stage.python.call('admin.users.delete', { user_id }))).status).toBe(409);
    expect((await refusal(stage.node.call('admin.users.update', { user_id, role: 'member' }))).status).toBe(409);
  });

  it('nothing is written that nobody understands', async () => {
    const create = (fields: object) =>
      stage.python.call('admin.users.invites.create', { email: 'a@example.com', role: 'member', workspaces: [], ...fields });

    const refused = await refusals([
      create({ email: 'no address' }),
      create({ role: 'emperor' }),
      create({ workspaces: [{ id: 'no-such-workspace', role: 'member' }] }),
      create({ workspace_api_key_details: { scopes: ['cook.dinner'] } }),
    ]);

    expect(refused.map(({ message }) => message)).toEqual(
      ['email', 'role', 'no-such-workspace', 'cook.dinner'].map((name) => expect.stringContaining(name)),
    );
    expect(refused.map(({ status }) => status)).toEqual([400, 400, expect.any(Number), 400]);
  });

  it('is kept from who may not', async () => {
    const weak = stage.node.with({ api_key: await keyFor(stage, ['completions.write']) });

    const refused = await refusals([
      weak.call('admin.users.list', {}),
      weak.call('admin.users.invites.list'),
      weak.call('admin.users.invites.create', { email: 'a@example.com', role: 'admin' }),
      weak.call('admin.users.update', { user_id: 'u', role: 'admin' }),
    ]);

    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });

  it('was asked for in every way that an SDK has', () => {
    expect(uncalled(stage, [...METHODS.users, ...METHODS.invites])).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { METHODS } from './methods.ts';
import { userWho } from './people.ts';
import { items, refusal, refusals, text, type Fields } from './sdk.ts';
import { ask, heard, keyFor, PAIRS, setStage, STARTING_MS, virtualKey, workspaceCalled, type Stage } from './stage.ts';
import { seedByTeam } from './seed-by-team.ts';
import { uncalled } from './uncalled.ts';

describeWith(pythonClients, 'workspaces, by the SDKs', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  describe.each(PAIRS)('made with $maker, read with $reader', ({ maker, reader }) => {
    it('are listed, worked in, changed and removed', async () => {
      const [one, other] = [stage[maker], stage[reader]];
      const name = `Team of ${maker}`;

      const made = await one.call('admin.workspaces.create', { name, description: 'ours', defaults: { metadata: { team: maker } } });
      const [workspace_id, slug] = [text(made, 'id'), text(made, 'slug')];
      const read = await other.call('admin.workspaces.retrieve', { workspace_id });
      const list = await other.call('admin.workspaces.list', { page_size: 100 });

      expect(made).toMatchObject({ name, description: 'ours', defaults: { metadata: { team: maker } }, object: 'workspace' });
      expect(read).toMatchObject({ id: workspace_id, slug, name, description: 'ours', defaults: { metadata: { team: maker } } });
      expect(await other.call('admin.workspaces.retrieve', { workspace_id: slug })).toMatchObject({ id: workspace_id });
      expect(items(list).map(({ id }) => id)).toContain(workspace_id);
      expect(items(await other.call('admin.workspaces.list', { exact_name: name }))).toMatchObject([{ id: workspace_id }]);

      const api_key = await keyFor(stage, ['completions.write'], { workspace_id });
      const virtual_key = await virtualKey(stage, `gsk-of-${maker}`, { workspace_id });
      await ask(stage.node, { api_key, virtual_key });
      expect(heard(stage).key).toBe(`gsk-of-${maker}`);

      const updated = await other.call('admin.workspaces.update', {
        workspace_id,
        name: `${name} 2`,
        description: 'theirs',
        defaults: { metadata: {} },
      });

      expect(updated).toMatchObject({ id: workspace_id, name: `${name} 2`, description: 'theirs' });
      expect(await one.call('admin.workspaces.retrieve', { workspace_id })).toMatchObject({ name: `${name} 2`, description: 'theirs' });

      const remove = () => one.call('admin.workspaces.delete', { workspace_id, name: `${name} 2` });
      expect(await refusal(remove())).toMatchObject({ status: 409, message: expect.stringContaining('API keys') });
      await one.call('virtual_keys.delete', { slug: virtual_key });
      const [key] = items(await other.call('api_keys.list', { workspace_id }));
      await one.call('api_keys.delete', { id: text(key!, 'id') });
      await remove();

      expect(await refusal(other.call('admin.workspaces.retrieve', { workspace_id }))).toMatchObject({ status: 404 });
      expect(items(await other.call('admin.workspaces.list', { page_size: 100 })).map(({ id }) => id)).not.toContain(workspace_id);
      expect(await refusal(ask(stage.node, { api_key, virtual_key: 'filed-key' }))).toMatchObject({ status: 401 });
    });

    it('have members, whose role is changed and taken away', async () => {
      const [one, other] = [stage[maker], stage[reader]];
      const workspace_id = await workspaceCalled(stage, `Members of ${maker}`);
      const user_id = await userWho(stage, { email: `member-${maker}@example.com` });

      await one.call('admin.workspaces.users.create', { workspace_id, users: [{ id: user_id, role: 'member' }] });
      const [read, list] = [
        await other.call('admin.workspaces.users.retrieve', { workspace_id, user_id }),
        await other.call('admin.workspaces.users.list', { workspace_id }),
      ];

      expect(read).toMatchObject({ role: 'member', org_role: 'member', workspace_id, object: 'workspace-user' });
      expect(items(list).map((each) => each['id'])).toContain(user_id);
      expect(await other.call('admin.users.retrieve', { user_id })).toMatchObject({
        workspace_ids: expect.arrayContaining([workspace_id]),
      });

      await other.call('admin.workspaces.users.update', { workspace_id, user_id, role: 'manager' });

      expect(await one.call('admin.workspaces.users.retrieve', { workspace_id, user_id })).toMatchObject({ role: 'manager' });
      expect(items(await one.call('admin.workspaces.users.list', { workspace_id, role: 'manager' }))).toHaveLength(1);
      expect(items(await one.call('admin.workspaces.users.list', { workspace_id, role: 'member' }))).toEqual([]);

      await one.call('admin.workspaces.users.delete', { workspace_id, user_id });

      expect(await refusal(other.call('admin.workspaces.users.retrieve', { workspace_id, user_id }))).toMatchObject({ status: 404 });
      expect(await refusal(other.call('admin.workspaces.users.update', { workspace_id, user_id, role: 'admin' }))).toMatchObject({
        status: 404,
      });
    });
  });

  describe('what can be written of one', () => {
    const home = async (more: Fields) => text(await stage.node.send('post', '/admin/workspaces', { name: 'for a test', ...more }), 'id');

    it('is metadata that all its calls have, over their own', async () => {
      const workspace_id = await home({ defaults: { metadata: { team: 'core' } } });
      const virtual_key = await virtualKey(stage, 'gsk-meta', { workspace_id });
      const config = seedByTeam(virtual_key);

      await ask(stage.node, { api_key: await keyFor(stage, ['completions.write'], { workspace_id }), config, metadata: { team: 'mine' } });

      expect(heard(stage).body).toMatchObject({ seed: 1 });
    });

    it('is guardrails that stand before all its calls', async () => {
      const workspace_id = await workspaceCalled(stage, 'Strict');
      const checks = [{ id: 'default.contains', parameters: { operator: 'none', words: ['capital'] } }];
      const guardrail = await stage.node.call('guardrails.create', { name: 'n', workspace_id, checks, actions: { deny: true } });
      const virtual_key = await virtualKey(stage, 'gsk-strict', { workspace_id });
      const api_key = await keyFor(stage, ['completions.write'], { workspace_id });
      expect(await ask(stage.node, { api_key, virtual_key })).toMatchObject({ object: 'chat.completion' });

      await stage.python.call('admin.workspaces.update', { workspace_id, defaults: { input_guardrails: [text(guardrail, 'slug')] } });

      expect(await refusal(ask(stage.node, { api_key, virtual_key }))).toMatchObject({ status: 446 });
    });

    it('is who is in it from the start', async () => {
      const user = await userWho(stage, { email: 'from-the-start@example.com' });

      const made = await stage.python.call('admin.workspaces.create', { name: 'Peopled', users: [user] });

      expect(items(await stage.node.call('admin.workspaces.users.list', { workspace_id: text(made, 'id') })).map(({ id }) => id)).toEqual([
        user,
      ]);
      expect(items(await stage.python.call('admin.workspaces.retrieve', { workspace_id: text(made, 'id') }), 'users')).toMatchObject([
        { id: user },
      ]);
    });

    it('is how much it may use', async () => {
      const workspace_id = await home({ usage_limits: [{ type: 'tokens', credit_limit: 100 }] });
      const virtual_key = await virtualKey(stage, 'gsk-thrift', { workspace_id });
      const api_key = await keyFor(stage, ['completions.write'], { workspace_id });
      const spends = { usage: { prompt_tokens: 90, completion_tokens: 60, total_tokens: 150 } };
      await stage.upstreamSays(spends, () => ask(stage.node, { api_key, virtual_key }));

      expect(await refusal(ask(stage.node, { api_key, virtual_key }))).toMatchObject({ status: 412 });
    });

    it('is nothing that nobody understands', async () => {
      const refused = await refusals([
        stage.node.send('post', '/admin/workspaces', { name: 'n', colour: 'blue' }),
        stage.python.call('admin.workspaces.create', { description: 'has no name' }),
        stage.python.call('admin.workspaces.create', { name: 'n', users: ['no-such-user'] }),
        stage.python.call('admin.workspaces.create', { name: 'n', defaults: { colour: 'blue' } }),
      ]);

      expect(refused.map(({ message }) => message)).toEqual(
        ['colour', 'name', 'no-such-user', 'colour'].map((name) => expect.stringContaining(name)),
      );
      expect(refused.map(({ status }) => status)).toEqual([400, 400, expect.any(Number), 400]);
    });
  });

  it('are removed by their name only, and not the first of all', async () => {
    const workspace_id = await workspaceCalled(stage, 'Right name');
    const first = await stage.node.call('admin.workspaces.retrieve', { workspace_id: 'default' });

    const refused = await refusals([
      stage.python.call('admin.workspaces.delete', { workspace_id, name: 'Wrong name' }),
      stage.python.call('admin.workspaces.delete', { workspace_id: 'default', name: text(first, 'name') }),
    ]);

    expect(refused.map(({ status }) => status)).toEqual([400, 409]);
    expect(await stage.node.call('admin.workspaces.retrieve', { workspace_id })).toMatchObject({ name: 'Right name' });
  });

  it('are kept from who may not', async () => {
    const [home, elsewhere] = [await workspaceCalled(stage, 'Mine'), await workspaceCalled(stage, 'Not mine')];
    const weak = stage.node.with({ api_key: await keyFor(stage, ['workspaces.read'], { workspace_id: home }) });

    const refused = await refusals([
      weak.call('admin.workspaces.retrieve', { workspace_id: elsewhere }),
      weak.call('admin.workspaces.create', { name: 'n' }),
      weak.call('admin.workspaces.update', { workspace_id: home, name: 'n' }),
      weak.call('admin.workspaces.delete', { workspace_id: home, name: 'Mine' }),
      weak.call('admin.workspaces.users.list', { workspace_id: home }),
      weak.call('admin.workspaces.users.create', { workspace_id: home, users: [] }),
    ]);

    expect(await weak.call('admin.workspaces.retrieve', { workspace_id: home })).toMatchObject({ name: 'Mine' });
    expect(refused.map(({ status }) => status)).toEqual([404, 403, 403, 403, 403, 403]);
  });

  it('were asked for in every way that an SDK has', () => {
    expect(uncalled(stage, [...METHODS.workspaces, ...METHODS.members])).toEqual([]);
  });
});

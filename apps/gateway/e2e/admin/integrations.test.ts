import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startUpstream } from '../../test/support/upstream.ts';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { METHODS } from './methods.ts';
import { items, refusal, refusals, text, type Fields } from './sdk.ts';
import { ask, heard, integration, keyFor, PAIRS, providerOn, setStage, STARTING_MS, workspaceCalled, type Stage } from './stage.ts';
import { uncalled } from './uncalled.ts';

describeWith(pythonClients, 'integrations, by the SDKs', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  describe.each(PAIRS)('made with $maker, read with $reader', ({ maker, reader }) => {
    it('are listed, stood on, changed and removed', async () => {
      const [one, other] = [stage[maker], stage[reader]];
      const slug = `house-of-${maker.toLowerCase()}`;
      const [before, after] = [`gsk-first-of-${maker}-a1b2`, `gsk-second-of-${maker}-c3d4`];

      const made = await one.call('integrations.create', { name: 'House', slug, description: 'ours', key: before, ai_provider_id: 'groq' });
      const [read, list] = [await other.call('integrations.retrieve', { slug }), await other.call('integrations.list', { type: 'all' })];

      expect(made).toMatchObject({ id: expect.any(String), slug });
      expect(read).toMatchObject({
        slug,
        name: 'House',
        description: 'ours',
        ai_provider_id: 'groq',
        status: 'active',
        allow_all_models: true,
      });
      expect(text(read, 'masked_key')).toMatch(/a1b2$/);
      expect(items(list).find((each) => each['slug'] === slug)).toMatchObject({ name: 'House', ai_provider_id: 'groq' });
      expect(JSON.stringify([made, read, list])).not.toContain(before);

      const provider = await providerOn(stage, slug);
      await ask(other, { provider: `@${provider}` });
      expect(heard(stage).key).toBe(before);

      await other.call('integrations.update', { slug, name: 'Renamed', description: 'theirs', key: after });
      await ask(one, { provider: `@${provider}` });

      expect(heard(stage).key).toBe(after);
      expect(await one.call('integrations.retrieve', { slug })).toMatchObject({ name: 'Renamed', description: 'theirs' });

      await one.call('providers.delete', { slug: provider });
      await one.call('integrations.delete', { slug });

      expect(await refusal(other.call('integrations.retrieve', { slug }))).toMatchObject({
        status: 404,
        message: expect.stringContaining(slug),
      });
      expect(await refusal(other.call('providers.create', { name: 'late', integration_id: slug }))).toMatchObject({
        message: expect.stringContaining(slug),
      });
    });

    it('are opened to workspaces one by one', async () => {
      const [one, other] = [stage[maker], stage[reader]];
      const [inside, outside] = [await workspaceCalled(stage, `Inside ${maker}`), await workspaceCalled(stage, `Outside ${maker}`)];
      const slug = await integration(stage, 'gsk-shared');
      const [open, shut] = [
        await providerOn(stage, slug, { workspace_id: inside }),
        await providerOn(stage, slug, { workspace_id: outside }),
      ];

      await one.call('integrations.workspaces.update', {
        slug,
        global_workspace_access: { enabled: false },
        workspaces: [{ id: inside, enabled: true }],
      });
      const list = await other.call('integrations.workspaces.list', { slug });

      expect(items(list, 'workspaces').find(({ id }) => id === inside)).toMatchObject({ enabled: true });
      expect(list).toMatchObject({ global_workspace_access: { enabled: false } });
      await ask(stage.node, { provider: `@${open}` });
      expect(heard(stage).key).toBe('gsk-shared');
      expect((await refusal(ask(stage.node, { provider: `@${shut}` }))).message).toContain(shut);

      await other.call('integrations.workspaces.update', {
        slug,
        workspaces: [
          { id: inside, enabled: false },
          { id: outside, enabled: true },
        ],
      });
      await ask(stage.node, { provider: `@${shut}` });

      expect((await refusal(ask(stage.node, { provider: `@${open}` }))).message).toContain(open);

      await one.call('integrations.workspaces.update', {
        slug,
        global_workspace_access: { enabled: true },
        override_existing_workspaces_access: true,
      });

      expect(await ask(stage.node, { provider: `@${open}` })).toMatchObject({ object: 'chat.completion' });
    });

    it('allow all models, or those that are named', async () => {
      const [one, other] = [stage[maker], stage[reader]];
      const slug = await integration(stage, 'gsk-models');
      const provider = `@${await providerOn(stage, slug)}`;

      await one.call('integrations.models.update', {
        slug,
        allow_all_models: false,
        models: [
          { slug: 'allowed', enabled: true },
          { slug: 'allowed-too', enabled: true },
          { slug: 'switched-off', enabled: false },
        ],
      });
      const list = await other.call('integrations.models.list', { slug });

      expect(list).toMatchObject({ allow_all_models: false });
      expect(Object.fromEntries(items(list, 'models').map((each) => [each['slug'], each['enabled']]))).toEqual({
        allowed: true,
        'allowed-too': true,
        'switched-off': false,
      });
      await ask(stage.node, { provider }, { model: 'allowed' });
      expect(heard(stage).body).toMatchObject({ model: 'allowed' });
      for (const model of ['m', 'switched-off'])
        expect(await refusal(ask(stage.node, { provider }, { model }))).toMatchObject({
          status: 412,
          message: expect.stringContaining(model),
        });

      await other.call('integrations.models.delete', { slug, slugs: 'allowed,switched-off' });

      expect(items(await one.call('integrations.models.list', { slug }), 'models').map((each) => each['slug'])).toEqual(['allowed-too']);
      expect(await refusal(ask(stage.node, { provider }, { model: 'allowed' }))).toMatchObject({ status: 412 });
      await one.call('integrations.models.update', { slug, allow_all_models: true });
      expect(await ask(stage.node, { provider })).toMatchObject({ object: 'chat.completion' });
    });
  });

  describe('what can be written of one', () => {
    it('is another host, and headers that go there', async () => {
      const elsewhere = await startUpstream();
      const configurations = { custom_host: `${elsewhere.origin}/own/v1`, custom_headers: { 'x-team': 'core' } };
      const provider = await providerOn(stage, await integration(stage, 'gsk-elsewhere', { configurations }));

      await ask(stage.python, { provider: `@${provider}` });
      await elsewhere.close();

      expect(elsewhere.received[0]).toMatchObject({
        url: '/own/v1/chat/completions',
        headers: { authorization: 'Bearer gsk-elsewhere', 'x-team': 'core' },
      });
    });

    it('is what a provider needs beside its key', async () => {
      const made = await stage.python.call('integrations.create', {
        name: 'cloud',
        ai_provider_id: 'azure-openai',
        key: 'azure-key',
        configurations: { resource_name: 'my-resource', deployment_id: 'my-deployment', api_version: '2024-10-21' },
      });

      await ask(stage.node, { provider: `@${await providerOn(stage, text(made, 'slug'))}` });

      expect(heard(stage)).toMatchObject({ key: 'azure-key', path: expect.stringContaining('/deployments/my-deployment/') });
    });

    it('is a workspace of its own, out of which nobody stands on it', async () => {
      const [home, elsewhere] = [await workspaceCalled(stage, 'Owner'), await workspaceCalled(stage, 'Neighbour')];
      const slug = await integration(stage, 'gsk-owned', { workspace_id: home });

      const provider = await providerOn(stage, slug, { workspace_id: home });
      const stranger = await refusal(stage.node.call('providers.create', { name: 'n', integration_id: slug, workspace_id: elsewhere }));
      await ask(stage.node, { provider: `@${provider}` });

      expect(heard(stage).key).toBe('gsk-owned');
      expect([400, 403, 404]).toContain(stranger.status);
      expect(stranger.message).toContain(slug);
      const listed = async (query: Fields) => items(await stage.python.call('integrations.list', query)).map((each) => each['slug']);
      expect(await listed({ type: 'workspace' })).toContain(slug);
      expect(await listed({ type: 'organisation' })).not.toContain(slug);
    });

    it('is how much a workspace may use of it', async () => {
      const home = await workspaceCalled(stage, 'Thrifty');
      const slug = await integration(stage, 'gsk-limited');
      const provider = `@${await providerOn(stage, slug, { workspace_id: home })}`;
      const limits = { rate_limits: [{ type: 'requests', unit: 'rph', value: 1 }], usage_limits: [{ type: 'tokens', credit_limit: 100 }] };
      await stage.node.call('integrations.workspaces.update', { slug, workspaces: [{ id: home, enabled: true, ...limits }] });
      await ask(stage.node, { provider });

      expect(await refusal(ask(stage.node, { provider }))).toMatchObject({ status: 429 });
      const [listed] = items(await stage.python.call('integrations.workspaces.list', { slug }), 'workspaces').filter(
        ({ id }) => id === home,
      );
      expect(listed).toMatchObject({ usage_limits: { type: 'tokens', credit_limit: 100 } });

      await stage.python.call('integrations.workspaces.update', { slug, workspaces: [{ id: home, enabled: true, rate_limits: [] }] });
      await stage.upstreamSays({ usage: { prompt_tokens: 90, completion_tokens: 60, total_tokens: 150 } }, () =>
        ask(stage.node, { provider }),
      );

      expect(await refusal(ask(stage.node, { provider }))).toMatchObject({ status: 412 });
      await stage.python.call('integrations.workspaces.update', { slug, workspaces: [{ id: home, enabled: true, reset_usage: true }] });
      expect(await ask(stage.node, { provider })).toMatchObject({ object: 'chat.completion' });
    });

    it('is what a model costs, which counts against a budget', async () => {
      const slug = await integration(stage, 'gsk-priced');
      const pricing_config = { type: 'static', pay_as_you_go: { request_token: { price: 100 }, response_token: { price: 100 } } };
      await stage.python.call('integrations.models.update', {
        slug,
        models: [{ slug: 'dear', enabled: true, is_custom: true, pricing_config }],
      });
      const provider = `@${await providerOn(stage, slug, { usage_limits: { type: 'cost', credit_limit: 1 } })}`;
      await ask(stage.node, { provider }, { model: 'dear' });

      expect(await refusal(ask(stage.node, { provider }, { model: 'dear' }))).toMatchObject({ status: 412 });
    });

    it('is nothing that nobody understands', async () => {
      const refused = async (fields: Fields) =>
        refusal(stage.python.call('integrations.create', { name: 'n', ai_provider_id: 'groq', key: 'k', ...fields }));

      expect(await refused({ ai_provider_id: 'no-such-provider' })).toMatchObject({
        status: 400,
        message: expect.stringContaining('no-such-provider'),
      });
      expect(await refused({ configurations: { colour: 'blue' } })).toMatchObject({
        status: 400,
        message: expect.stringContaining('colour'),
      });
      expect(await refused({ colour: 'blue' })).toMatchObject({ status: 400, message: expect.stringContaining('colour') });
    });
  });

  it('are kept from who may not', async () => {
    const slug = await integration(stage, 'gsk-kept');
    const weak = stage.node.with({ api_key: await keyFor(stage, ['integrations.read']) });

    expect(await weak.call('integrations.retrieve', { slug })).toMatchObject({ slug });
    for (const refused of await refusals([
      weak.call('integrations.create', { name: 'n', ai_provider_id: 'groq', key: 'k' }),
      weak.call('integrations.update', { slug, key: 'mine' }),
      weak.call('integrations.delete', { slug }),
      weak.call('integrations.models.update', { slug, allow_all_models: false }),
      weak.call('integrations.workspaces.update', { slug, workspaces: [] }),
    ]))
      expect(refused).toMatchObject({ status: 403 });
  });

  it('were asked for in every way that an SDK has', () => {
    expect(uncalled(stage, [...METHODS.integrations, ...METHODS.integrationModels])).toEqual([]);
  });
});

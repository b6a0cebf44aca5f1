import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../test/support/gateway.ts';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { METHODS } from './methods.ts';
import { items, refusal, refusals, text } from './sdk.ts';
import { ask, heard, keyFor, PAIRS, setStage, STARTING_MS, virtualKey, workspaceCalled, type Stage } from './stage.ts';
import { uncalled } from './uncalled.ts';

describeWith(pythonClients, 'virtual keys, by the SDKs', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  describe.each(PAIRS)('made with $maker, read with $reader', ({ maker, reader }) => {
    it('are listed, used, changed and removed', async () => {
      const [one, other] = [stage[maker], stage[reader]];
      const [before, after] = [`gsk-first-of-${maker}`, `gsk-second-of-${maker}`];

      const made = await one.call('virtual_keys.create', { name: `Team of ${maker}`, provider: 'groq', key: before, note: 'for the team' });
      const slug = text(made, 'slug');

      expect(made).toMatchObject({ id: expect.any(String), object: 'virtual-key' });
      expect(slug).toMatch(/^team-of-[a-z0-9-]+$/i);

      const read = await other.call('virtual_keys.retrieve', { slug });
      const list = await other.call('virtual_keys.list');

      expect(read).toMatchObject({
        slug,
        name: `Team of ${maker}`,
        note: 'for the team',
        status: 'active',
        ai_provider_name: 'groq',
        object: 'virtual-key',
      });
      expect(list).toMatchObject({ object: 'list', total: expect.any(Number) });
      expect(items(list).find((each) => each['slug'] === slug)).toMatchObject({ name: `Team of ${maker}`, note: 'for the team' });
      expect(JSON.stringify([made, read, list])).not.toContain(before);

      for (const options of [{ virtual_key: slug }, { provider: `@${slug}` }, { config: { virtual_key: slug } }]) {
        await ask(other, options);
        expect(heard(stage)).toMatchObject({ key: before, body: { model: 'm' } });
      }
      await ask(one, {}, { model: `@${slug}/m` });
      expect(heard(stage)).toMatchObject({ key: before, body: { model: 'm' } });

      await other.call('virtual_keys.update', { slug, name: 'Renamed', key: after, note: null });
      await ask(one, { virtual_key: slug });

      expect(heard(stage).key).toBe(after);
      expect(await one.call('virtual_keys.retrieve', { slug })).toMatchObject({ slug, name: 'Renamed', note: null });

      await one.call('virtual_keys.delete', { slug });

      expect(await refusal(ask(other, { virtual_key: slug }))).toMatchObject({ status: 400, message: expect.stringContaining(slug) });
      expect(await refusal(other.call('virtual_keys.retrieve', { slug }))).toMatchObject({
        status: 404,
        message: expect.stringContaining(slug),
      });
      expect(await refusal(one.call('virtual_keys.delete', { slug }))).toMatchObject({ status: 404 });
      expect(items(await one.call('virtual_keys.list')).map((each) => each['slug'])).not.toContain(slug);
    });

    it('are not made of what nobody understands', async () => {
      const whole = { name: 'n', provider: 'groq', key: 'k' };
      const refused = async (fields: object) => refusal(stage[maker].call('virtual_keys.create', { ...whole, ...fields }));

      expect(await refused({ provider: 'no-such-provider' })).toMatchObject({
        status: 400,
        message: expect.stringContaining('no-such-provider'),
      });
      expect(await refused({ name: 7 })).toMatchObject({ status: 400, message: expect.stringContaining('name') });
      expect(await refused({ colour: 'blue' })).toMatchObject({ status: 400, message: expect.stringContaining('colour') });
      expect(await refused({ secret_mappings: [{ target_field: 'key', secret_reference_id: 's' }] })).toMatchObject({
        status: 400,
        message: expect.stringContaining('secret_mappings'),
      });
    });

    it('are kept from who may not', async () => {
      const slug = await virtualKey(stage, 'gsk-kept');
      const weak = stage[reader].with({ api_key: await keyFor(stage, ['virtual_keys.read']) });

      expect(await weak.call('virtual_keys.retrieve', { slug })).toMatchObject({ slug });
      for (const refused of await refusals([
        weak.call('virtual_keys.create', { name: 'n', provider: 'groq', key: 'k' }),
        weak.call('virtual_keys.list'),
        weak.call('virtual_keys.update', { slug, name: 'taken over' }),
        weak.call('virtual_keys.delete', { slug }),
      ]))
        expect(refused).toMatchObject({
          status: 403,
          message: expect.stringMatching(/virtual_keys\.(create|list|update|delete)/),
        });
      expect(await refusal(stage[reader].with({ api_key: 'sk-sluice-nobody' }).call('virtual_keys.list'))).toMatchObject({ status: 401 });
    });
  });

  describe('what can be written of one', () => {
    it('is whose it is: another workspace does not know it', async () => {
      const [home, elsewhere] = [await workspaceCalled(stage, 'Home of a key'), await workspaceCalled(stage, 'Elsewhere')];
      const slug = await virtualKey(stage, 'gsk-at-home', { workspace_id: home });
      const scopes = ['completions.write', 'virtual_keys.read', 'virtual_keys.list'];
      const [ours, theirs] = [
        await keyFor(stage, scopes, { workspace_id: home }),
        await keyFor(stage, scopes, { workspace_id: elsewhere }),
      ];

      await ask(stage.node, { api_key: ours, virtual_key: slug });

      expect(heard(stage).key).toBe('gsk-at-home');
      expect(await refusal(ask(stage.node, { api_key: theirs, virtual_key: slug }))).toMatchObject({
        status: 400,
        message: expect.stringContaining(slug),
      });
      expect(await refusal(stage.python.with({ api_key: theirs }).call('virtual_keys.retrieve', { slug }))).toMatchObject({ status: 404 });
      expect(items(await stage.node.call('virtual_keys.list', { workspace_id: home })).map((each) => each['slug'])).toContain(slug);
      expect(items(await stage.node.call('virtual_keys.list', { workspace_id: elsewhere })).map((each) => each['slug'])).not.toContain(
        slug,
      );
    });

    it('is its budget, until that is reset', async () => {
      const slug = await virtualKey(stage, 'gsk-budget', { usage_limits: { type: 'tokens', credit_limit: 100 } });
      const spends = { usage: { prompt_tokens: 90, completion_tokens: 60, total_tokens: 150 } };
      await stage.upstreamSays(spends, () => ask(stage.node, { virtual_key: slug }));

      expect(await refusal(ask(stage.node, { virtual_key: slug }))).toMatchObject({ status: 412 });
      await eventually(
        async () => (await stage.python.call('virtual_keys.retrieve', { slug }))['status'] === 'exhausted',
        'it is not shown as exhausted',
      );
      expect(await stage.python.call('virtual_keys.retrieve', { slug })).toMatchObject({
        usage_limits: { type: 'tokens', credit_limit: 100 },
      });

      await stage.python.call('virtual_keys.update', { slug, reset_usage: true });

      expect(await ask(stage.node, { virtual_key: slug })).toMatchObject({ object: 'chat.completion' });
    });

    it('is its rate, until there is none', async () => {
      const slug = await virtualKey(stage, 'gsk-rate', { rate_limits: [{ type: 'requests', unit: 'rph', value: 1 }] });
      await ask(stage.node, { virtual_key: slug });

      expect(await refusal(ask(stage.node, { virtual_key: slug }))).toMatchObject({ status: 429 });

      await stage.python.call('virtual_keys.update', { slug, rate_limits: [] });

      expect(await ask(stage.node, { virtual_key: slug })).toMatchObject({ object: 'chat.completion' });
    });

    it('is its end', async () => {
      const slug = await virtualKey(stage, 'gsk-ends', { expires_at: new Date(Date.now() + 1_500).toISOString() });
      await ask(stage.node, { virtual_key: slug });
      expect(heard(stage).key).toBe('gsk-ends');

      await eventually(
        () =>
          ask(stage.node, { virtual_key: slug }).then(
            () => false,
            () => true,
          ),
        'the key goes on',
      );

      expect(await refusal(ask(stage.node, { virtual_key: slug }))).toMatchObject({ status: 401 });
      await stage.node.call('virtual_keys.update', { slug, expires_at: null });
      expect(await ask(stage.node, { virtual_key: slug })).toMatchObject({ object: 'chat.completion' });
    });

    it.each(['node', 'python', 'asyncPython'] as const)('is where it leads to in a cloud, by %s', async (sdk) => {
      const made = await stage[sdk].call('virtual_keys.create', {
        name: 'cloud',
        provider: 'azure-openai',
        key: 'azure-key',
        resourceName: 'my-resource',
        deploymentName: 'my-deployment',
        apiVersion: '2024-10-21',
      });

      await ask(stage.node, { virtual_key: text(made, 'slug') });

      expect(heard(stage)).toMatchObject({
        key: 'azure-key',
        path: expect.stringContaining('/deployments/my-deployment/chat/completions?api-version=2024-10-21'),
      });
    });

    it('is which deployment a model stands for', async () => {
      const slug = text(
        await stage.node.call('virtual_keys.create', {
          name: 'cloud',
          provider: 'azure-openai',
          key: 'azure-key',
          resourceName: 'my-resource',
          deploymentConfig: [
            { apiVersion: '2024-10-21', deploymentName: 'small-one', alias: 'small', is_default: true },
            { apiVersion: '2025-01-01-preview', deploymentName: 'large-one', alias: 'large' },
          ],
        }),
        'slug',
      );

      await ask(stage.node, { virtual_key: slug }, { model: 'large' });
      const byAlias = heard(stage).path;
      await ask(stage.node, { virtual_key: slug }, { model: 'unheard-of' });
      const byDefault = heard(stage).path;

      expect(byAlias).toContain('/deployments/large-one/chat/completions?api-version=2025-01-01-preview');
      expect(byDefault).toContain('/deployments/small-one/chat/completions?api-version=2024-10-21');
    });
  });

  it('stand beside those of the config file, which only its writer can change', async () => {
    const [read, list] = [
      await stage.python.call('virtual_keys.retrieve', { slug: 'filed-key' }),
      await stage.node.call('virtual_keys.list'),
    ];
    await ask(stage.node, { virtual_key: 'filed-key' });

    expect(heard(stage).key).toBe('gsk-from-the-file');
    expect(read).toMatchObject({ slug: 'filed-key', ai_provider_name: 'groq' });
    expect(items(list).map((each) => each['slug'])).toContain('filed-key');
    expect(JSON.stringify([read, list])).not.toContain('gsk-from-the-file');
    for (const refused of await refusals([
      stage.node.call('virtual_keys.update', { slug: 'filed-key', key: 'gsk-other' }),
      stage.python.call('virtual_keys.delete', { slug: 'filed-key' }),
    ]))
      expect(refused).toMatchObject({ status: 409, message: expect.stringContaining('config file') });
  });

  it('were asked for in every way that an SDK has', () => {
    expect(uncalled(stage, METHODS.virtualKeys)).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../test/support/gateway.ts';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { METHODS } from './methods.ts';
import { items, refusal, refusals, text, type Fields } from './sdk.ts';
import { ask, heard, integration, keyFor, PAIRS, providerOn, setStage, STARTING_MS, workspaceCalled, type Stage } from './stage.ts';
import { uncalled } from './uncalled.ts';

describeWith(pythonClients, 'providers, by the SDKs', () => {
  let stage: Stage;
  let house: string;
  beforeAll(async () => {
    stage = await setStage();
    house = await integration(stage, 'gsk-of-the-house');
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  describe.each(PAIRS)('made with $maker, read with $reader', ({ maker, reader }) => {
    it('are listed, used, changed and removed', async () => {
      const [one, other] = [stage[maker], stage[reader]];
      const slug = `ours-by-${maker.toLowerCase()}`;

      const made = await one.call('providers.create', { name: 'Ours', integration_id: house, slug, note: 'for all' });
      const [read, list] = [await other.call('providers.retrieve', { slug }), await other.call('providers.list', { page_size: 50 })];

      expect(made).toMatchObject({ id: expect.any(String), slug });
      expect(read).toMatchObject({ slug, name: 'Ours', note: 'for all', status: 'active', object: 'provider' });
      expect(list).toMatchObject({ object: 'list', total: expect.any(Number) });
      expect(items(list).find((each) => each['slug'] === slug)).toMatchObject({ name: 'Ours', note: 'for all' });

      for (const [options, fields] of [
        [{ provider: `@${slug}` }],
        [{}, { model: `@${slug}/m` }],
        [{ config: { provider: `@${slug}` } }],
        [{ virtual_key: slug }],
      ] as const) {
        await ask(other, options, fields);
        expect(heard(stage)).toMatchObject({ key: 'gsk-of-the-house', body: { model: 'm' } });
      }

      await other.call('providers.update', { slug, name: 'Renamed', note: 'for some' });

      expect(await one.call('providers.retrieve', { slug })).toMatchObject({ name: 'Renamed', note: 'for some' });

      await one.call('providers.delete', { slug });

      expect(await refusal(ask(other, { provider: `@${slug}` }))).toMatchObject({ status: 400, message: expect.stringContaining(slug) });
      expect(await refusal(other.call('providers.retrieve', { slug }))).toMatchObject({ status: 404 });
      expect(await refusal(other.call('providers.update', { slug, name: 'n' }))).toMatchObject({ status: 404 });
    });

    it('are paged', async () => {
      for (const name of ['A', 'B', 'C']) await stage[maker].call('providers.create', { name, integration_id: house });

      const all = await stage[reader].call('providers.list', { page_size: 1000 });
      const second = await stage[reader].call('providers.list', { current_page: 1, page_size: 2 });

      expect(second['total']).toBe(all['total']);
      expect(items(second).map(({ slug }) => slug)).toEqual(
        items(all)
          .slice(2, 4)
          .map(({ slug }) => slug),
      );
    });
  });

  describe('what can be written of one', () => {
    it('is the workspace that it is of', async () => {
      const [home, elsewhere] = [await workspaceCalled(stage, 'Here'), await workspaceCalled(stage, 'There')];
      const slug = await providerOn(stage, house, { workspace_id: home });
      const [ours, theirs] = [
        await keyFor(stage, ['completions.write', 'providers.read'], { workspace_id: home }),
        await keyFor(stage, ['completions.write', 'providers.read'], { workspace_id: elsewhere }),
      ];

      await ask(stage.node, { api_key: ours, provider: `@${slug}` });

      expect(heard(stage).key).toBe('gsk-of-the-house');
      expect(await refusal(ask(stage.node, { api_key: theirs, provider: `@${slug}` }))).toMatchObject({ status: 400 });
      expect(await refusal(stage.python.with({ api_key: theirs }).call('providers.retrieve', { slug }))).toMatchObject({ status: 404 });
      expect(await stage.python.call('providers.retrieve', { slug, workspace_id: home })).toMatchObject({ workspace_id: home });
      expect(await refusal(stage.node.call('providers.retrieve', { slug, workspace_id: elsewhere }))).toMatchObject({ status: 404 });
    });

    it('is its budget', async () => {
      const slug = await providerOn(stage, house, { usage_limits: { type: 'tokens', credit_limit: 100 } });
      await stage.upstreamSays({ usage: { prompt_tokens: 90, completion_tokens: 60, total_tokens: 150 } }, () =>
        ask(stage.node, { provider: `@${slug}` }),
      );

      expect(await refusal(ask(stage.node, { provider: `@${slug}` }))).toMatchObject({ status: 412 });
      await stage.python.call('providers.update', { slug, reset_usage: true });
      expect(await ask(stage.node, { provider: `@${slug}` })).toMatchObject({ object: 'chat.completion' });
    });

    it('is its rate, which both SDKs can read', async () => {
      const rate_limits = [{ type: 'requests', unit: 'rph', value: 1 }];
      const slug = await providerOn(stage, house, { rate_limits });
      await ask(stage.node, { provider: `@${slug}` });

      expect(await refusal(ask(stage.node, { provider: `@${slug}` }))).toMatchObject({ status: 429 });
      for (const sdk of [stage.node, stage.python, stage.asyncPython]) {
        expect(await sdk.call('providers.retrieve', { slug })).toMatchObject({ rate_limits });
        expect(items(await sdk.call('providers.list', { page_size: 1000 })).map((each) => each['slug'])).toContain(slug);
      }
    });

    it('is its end', async () => {
      const slug = await providerOn(stage, house, { expires_at: new Date(Date.now() + 1_500).toISOString() });
      await ask(stage.node, { provider: `@${slug}` });
      const refused = () =>
        ask(stage.node, { provider: `@${slug}` }).then(
          () => false,
          () => true,
        );

      await eventually(refused, 'the provider goes on');

      expect(await refusal(ask(stage.node, { provider: `@${slug}` }))).toMatchObject({ status: 401 });
      expect(await stage.python.call('providers.retrieve', { slug })).toMatchObject({ status: 'expired' });
    });

    it('is nothing that nobody understands', async () => {
      const refused = async (fields: Fields) =>
        refusal(stage.python.call('providers.create', { name: 'n', integration_id: house, ...fields }));

      expect(await refused({ integration_id: 'no-such-house' })).toMatchObject({ message: expect.stringContaining('no-such-house') });
      expect(await refused({ slug: 'not a slug/' })).toMatchObject({ status: 400, message: expect.stringContaining('slug') });
      expect(await refused({ colour: 'blue' })).toMatchObject({ status: 400, message: expect.stringContaining('colour') });
      expect(await refused({ slug: 'filed-key' })).toMatchObject({ status: 409, message: expect.stringContaining('filed-key') });
    });
  });

  it('are kept from who may not', async () => {
    const slug = text(await stage.node.call('providers.create', { name: 'kept', integration_id: house }), 'slug');
    const weak = stage.python.with({ api_key: await keyFor(stage, ['providers.read']) });

    expect(await weak.call('providers.retrieve', { slug })).toMatchObject({ slug });
    for (const refused of await refusals([
      weak.call('providers.create', { name: 'n', integration_id: house }),
      weak.call('providers.list'),
      weak.call('providers.update', { slug, name: 'mine' }),
      weak.call('providers.delete', { slug }),
    ]))
      expect(refused).toMatchObject({ status: 403 });
  });

  it('were asked for in every way that an SDK has', () => {
    expect(uncalled(stage, METHODS.providers)).toEqual([]);
  });
});

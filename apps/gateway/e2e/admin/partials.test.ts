import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { METHODS } from './methods.ts';
import { items, refusal, refusals, text } from './sdk.ts';
import { heard, keyFor, PAIRS, promptSaying, setStage, STARTING_MS, workspaceCalled, type Stage } from './stage.ts';
import { uncalled } from './uncalled.ts';

describeWith(pythonClients, 'partials, by the SDKs', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  const spoken = async (prompt_id: string) => {
    await stage.node.call('prompts.completions.create', { prompt_id, variables: { name: 'Ann' } });
    return (heard(stage).body['messages'] as readonly { readonly content: string }[])[0]!.content;
  };

  describe.each(PAIRS)('made with $maker, read with $reader', ({ maker, reader }) => {
    it('are listed, included, changed, published and removed', async () => {
      const [one, other] = [stage[maker], stage[reader]];

      const made = await one.call('prompts.partials.create', {
        name: `Manners of ${maker}`,
        string: 'Be kind to {{name}}',
        version_description: 'the first',
      });
      const slug = text(made, 'slug');
      const [read, list] = [await other.call('prompts.partials.retrieve', slug), await other.call('prompts.partials.list')];

      expect(made).toMatchObject({ id: expect.any(String), version_id: expect.any(String) });
      expect(read).toMatchObject({
        slug,
        name: `Manners of ${maker}`,
        string: 'Be kind to {{name}}',
        version: 1,
        version_description: 'the first',
      });
      expect(items(list).find((each) => each['slug'] === slug)).toMatchObject({ name: `Manners of ${maker}`, status: 'active' });

      const prompt = await promptSaying(stage, `{{> ${slug}}}!`);
      const pinned = await promptSaying(stage, `{{> ${slug}@1}}!`);
      expect(await spoken(prompt)).toBe('Be kind to Ann!');

      const updated = await other.call('prompts.partials.update', slug, {
        name: 'Renamed',
        string: 'Be short with {{name}}',
        description: 'the second',
      });
      expect(text(updated, 'prompt_partial_version_id')).not.toBe(made['version_id']);
      expect(await spoken(prompt)).toBe('Be kind to Ann!');

      const versions = items(await one.call('prompts.partials.versions.list', slug));
      expect(versions.toSorted((left, right) => Number(left['version']) - Number(right['version']))).toMatchObject([
        { version: 1, string: 'Be kind to {{name}}', description: 'the first' },
        { version: 2, string: 'Be short with {{name}}', description: 'the second' },
      ]);

      await other.call('prompts.partials.publish', slug, { version: 2 });
      expect(await spoken(prompt)).toBe('Be short with Ann!');
      expect(await spoken(pinned)).toBe('Be kind to Ann!');
      expect(await one.call('prompts.partials.retrieve', slug)).toMatchObject({
        name: 'Renamed',
        string: 'Be short with {{name}}',
        version: 2,
      });

      await one.call('prompts.partials.delete', slug);

      expect(await refusal(spoken(prompt) as never)).toMatchObject({ status: 400, message: expect.stringContaining(slug) });
      expect(await refusal(other.call('prompts.partials.retrieve', slug))).toMatchObject({ status: 404 });
      expect(await refusal(other.call('prompts.partials.publish', slug, { version: 1 }))).toMatchObject({ status: 404 });
    });
  });

  it('are put away, and are nothing that nobody understands', async () => {
    const slug = text(await stage.node.call('prompts.partials.create', { name: 'n', string: 'x' }), 'slug');
    const prompt = await promptSaying(stage, `{{> ${slug}}}`);

    await stage.python.call('prompts.partials.update', slug, { status: 'archived' });

    expect(await refusal(stage.node.call('prompts.completions.create', { prompt_id: prompt, variables: {} }))).toMatchObject({
      status: 400,
      message: expect.stringContaining(slug),
    });
    expect(await refusal(stage.node.call('prompts.partials.create', { name: 'n', string: 'x', colour: 'blue' }))).toMatchObject({
      status: 400,
      message: expect.stringContaining('colour'),
    });
    expect(await refusal(stage.node.call('prompts.partials.create', { name: 'n', string: '{{#open}}' }))).toMatchObject({ status: 400 });
  });

  it('are of a workspace, and kept from who may not', async () => {
    const [home, elsewhere] = [await workspaceCalled(stage, 'Writers'), await workspaceCalled(stage, 'Others')];
    const slug = text(await stage.node.call('prompts.partials.create', { name: 'n', string: 'x', workspace_id: home }), 'slug');
    const stranger = stage.python.with({ api_key: await keyFor(stage, ['prompts.read', 'prompts.list'], { workspace_id: elsewhere }) });
    const weak = stage.python.with({ api_key: await keyFor(stage, ['prompts.read'], { workspace_id: home }) });

    expect(await refusal(stranger.call('prompts.partials.retrieve', slug))).toMatchObject({ status: 404 });
    expect(items(await stranger.call('prompts.partials.list')).map((each) => each['slug'])).not.toContain(slug);
    expect(await weak.call('prompts.partials.retrieve', slug)).toMatchObject({ slug });
    for (const refused of await refusals([
      weak.call('prompts.partials.update', slug, { name: 'mine' }),
      weak.call('prompts.partials.delete', slug),
    ]))
      expect(refused).toMatchObject({ status: 403 });
  });

  it('were asked for in every way that an SDK has', () => {
    expect(uncalled(stage, METHODS.partials)).toEqual([]);
  });
});

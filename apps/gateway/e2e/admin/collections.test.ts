import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { METHODS } from './methods.ts';
import { items, refusal, text } from './sdk.ts';
import { keyFor, PAIRS, promptSaying, setStage, STARTING_MS, virtualKey, workspaceCalled, type Stage } from './stage.ts';
import { uncalled } from './uncalled.ts';

describeWith(pythonClients, 'collections, by the SDKs', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  describe.each(PAIRS)('made with $maker, read with $reader', ({ maker, reader }) => {
    it('are listed, filled, changed and removed', async () => {
      const [one, other] = [stage[maker], stage[reader]];
      const name = `Shelf of ${maker}`;

      const made = await one.call('collections.create', { name });
      const id = text(made, 'id');
      const [read, list] = [await other.call('collections.retrieve', id), await other.call('collections.list')];

      expect(read).toMatchObject({ id, name, slug: made['slug'] });
      expect(items(list).find((each) => each['id'] === id)).toMatchObject({ name });

      const prompt = await promptSaying(stage, 'on the shelf', { collection_id: id });
      expect(items(await other.call('prompts.list', { collection_id: id })).map((each) => each['slug'])).toEqual([prompt]);

      await other.call('collections.update', id, { name: 'Renamed' });

      expect(await one.call('collections.retrieve', text(made, 'slug'))).toMatchObject({ id, name: 'Renamed' });

      await one.call('prompts.delete', prompt);
      await one.call('collections.delete', id);

      expect(await refusal(other.call('collections.retrieve', id))).toMatchObject({ status: 404 });
    });

    it('are found by their name, page by page', async () => {
      for (const letter of ['a', 'b', 'c']) await stage[maker].call('collections.create', { name: `Sought by ${maker} ${letter}` });

      const found = await stage[reader].call('collections.list', { search: `Sought by ${maker}`, current_page: 1, page_size: 2 });

      expect(found).toMatchObject({ total: 3, data: [{ name: `Sought by ${maker} c` }] });
    });
  });

  it('are of a workspace, may lie in another, and are nothing that nobody understands', async () => {
    const [home, elsewhere] = [await workspaceCalled(stage, 'Library'), await workspaceCalled(stage, 'Garage')];
    const parent = text(await stage.node.call('collections.create', { name: 'Parent', workspace_id: home }), 'id');
    const child = await stage.python.call('collections.create', { name: 'Child', workspace_id: home, parent_collection_id: parent });
    const names = async (workspace_id: string) =>
      items(await stage.python.call('collections.list', { workspace_id })).map((each) => each['name']);

    expect(await stage.node.call('collections.retrieve', text(child, 'id'))).toMatchObject({ parent_collection_id: parent });
    expect(await names(home)).toEqual(expect.arrayContaining(['Parent', 'Child']));
    expect(await names(elsewhere)).not.toContain('Parent');
    expect(await refusal(stage.node.call('collections.create', { name: 'n', parent_collection_id: 'no-such' }))).toMatchObject({
      message: expect.stringContaining('no-such'),
    });
    expect(await refusal(stage.node.call('collections.create', { name: 'n', colour: 'blue' }))).toMatchObject({
      status: 400,
      message: expect.stringContaining('colour'),
    });
    const weak = stage.node.with({ api_key: await keyFor(stage, ['completions.write']) });
    expect(await refusal(weak.call('collections.delete', parent))).toMatchObject({ status: 403 });
  });

  it('into which go things whose makers name none stay', async () => {
    const home = await workspaceCalled(stage, 'With a shelf');
    const virtual_key = await virtualKey(stage, 'gsk-shelved', { workspace_id: home });
    const prompt = { name: 'n', string: '[{"role":"user","content":"x"}]', parameters: { model: 'm' }, virtual_key, workspace_id: home };
    const slug = text(await stage.node.call('prompts.create', prompt), 'slug');

    const shelf = text(await stage.node.call('prompts.retrieve', slug), 'collection_id');

    expect(await stage.node.call('collections.retrieve', shelf)).toMatchObject({ is_default: expect.anything(), workspace_id: home });
    expect(await refusal(stage.node.call('collections.delete', shelf))).toMatchObject({ status: 409 });
  });

  it('were asked for in every way that an SDK has', () => {
    expect(uncalled(stage, METHODS.collections)).toEqual([]);
  });
});

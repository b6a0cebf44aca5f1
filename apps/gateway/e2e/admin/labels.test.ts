import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { METHODS } from './methods.ts';
import { items, refusal, text } from './sdk.ts';
import { heard, keyFor, PAIRS, setStage, STARTING_MS, virtualKey, workspaceCalled, type Stage } from './stage.ts';
import { uncalled } from './uncalled.ts';

describeWith(pythonClients, 'labels, by the SDKs', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  describe.each(PAIRS)('made with $maker, read with $reader', ({ maker, reader }) => {
    it('are listed, put on versions, changed and removed', async () => {
      const [one, other] = [stage[maker], stage[reader]];
      const name = `canary-of-${maker.toLowerCase()}`;

      const id = text(await one.call('labels.create', { name, description: 'first', color_code: '#112233' }), 'id');
      const [read, list] = [await other.call('labels.retrieve', id), await other.call('labels.list')];

      expect(read).toMatchObject({ id, name, description: 'first', color_code: '#112233' });
      expect(items(list).map((each) => each['name'])).toEqual(expect.arrayContaining([name, 'production', 'staging', 'development']));

      const prompt = await other.call('prompts.create', {
        name: 'labelled',
        collection_id: text(await one.call('collections.create', { name: 'for labels' }), 'id'),
        string: '[{"role":"user","content":"first"}]',
        parameters: { model: 'm' },
        virtual_key: await virtualKey(stage, 'gsk-labelled'),
      });
      const slug = text(prompt, 'slug');
      await one.call('prompts.versions.update', slug, text(prompt, 'version_id'), { label_id: id });
      await other.call('prompts.completions.create', { prompt_id: `${slug}@${name}`, variables: {} });
      expect(heard(stage).body).toMatchObject({ messages: [{ role: 'user', content: 'first' }] });

      await other.call('labels.update', id, { name: `${name}-2`, description: 'second', color_code: '#445566' });

      expect(await one.call('labels.retrieve', id)).toMatchObject({ name: `${name}-2`, description: 'second', color_code: '#445566' });
      expect(await one.call('prompts.completions.create', { prompt_id: `${slug}@${name}-2`, variables: {} })).toMatchObject({
        object: 'chat.completion',
      });
      expect(await refusal(one.call('prompts.completions.create', { prompt_id: `${slug}@${name}`, variables: {} }))).toMatchObject({
        status: 404,
      });

      await one.call('labels.delete', id);

      expect(await refusal(other.call('labels.retrieve', id))).toMatchObject({ status: 404 });
      expect(await refusal(other.call('prompts.completions.create', { prompt_id: `${slug}@${name}-2`, variables: {} }))).toMatchObject({
        status: 404,
      });
    });
  });

  it('of every workspace can be neither changed nor removed', async () => {
    const production = items(await stage.node.call('labels.list')).find((each) => each['name'] === 'production')!;

    expect(production).toMatchObject({ is_universal: expect.anything() });
    expect((await refusal(stage.node.call('labels.delete', text(production, 'id')))).status).toBe(409);
    expect((await refusal(stage.python.call('labels.update', text(production, 'id'), { name: 'mine' }))).status).toBe(409);
  });

  it('are of a workspace, are one of a name there, and are nothing that nobody understands', async () => {
    const [home, elsewhere] = [await workspaceCalled(stage, 'Labelled'), await workspaceCalled(stage, 'Unlabelled')];
    const id = text(await stage.python.call('labels.create', { name: 'ours', workspace_id: home }), 'id');
    const names = async (workspace_id: string) => items(await stage.node.call('labels.list', { workspace_id })).map((each) => each['name']);

    expect(await names(home)).toContain('ours');
    expect(await names(elsewhere)).not.toContain('ours');
    expect(await refusal(stage.node.call('labels.create', { name: 'ours', workspace_id: home }))).toMatchObject({ status: 409 });
    expect(await refusal(stage.node.call('labels.create', { name: 'n', colour: 'blue' }))).toMatchObject({
      status: 400,
      message: expect.stringContaining('colour'),
    });
    expect(await refusal(stage.python.call('labels.create', { name: 'n', organization_id: 'another' }))).toMatchObject({
      status: 400,
      message: expect.stringContaining('organi'),
    });
    const weak = stage.python.with({ api_key: await keyFor(stage, ['completions.write']) });
    expect(await refusal(weak.call('labels.retrieve', id))).toMatchObject({ status: 403 });
  });

  it('were asked for in every way that an SDK has', () => {
    expect(uncalled(stage, METHODS.labels)).toEqual([]);
  });
});

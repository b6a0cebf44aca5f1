import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { METHODS } from './methods.ts';
import { items, refusal, refusals, text, type Fields } from './sdk.ts';
import { ask, heard, keyFor, PAIRS, setStage, STARTING_MS, virtualKey, workspaceCalled, type Stage } from './stage.ts';
import { uncalled } from './uncalled.ts';

/** A config may come as an object or as JSON text. */
const configOf = (reply: Fields): unknown => (typeof reply['config'] === 'string' ? JSON.parse(reply['config']) : reply['config']);

describeWith(pythonClients, 'configs, by the SDKs', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  const made = async (config: Fields, more: Fields = {}) =>
    text(await stage.node.call('configs.create', { name: 'for a test', config, ...more }), 'slug');

  describe.each(PAIRS)('made with $maker, read with $reader', ({ maker, reader }) => {
    it('are listed, used, changed and removed', async () => {
      const [one, other] = [stage[maker], stage[reader]];
      const [first, second] = [await virtualKey(stage, `gsk-first-${maker}`), await virtualKey(stage, `gsk-second-${maker}`)];
      const before = { virtual_key: first, override_params: { temperature: 0.25 } };
      const after = { virtual_key: second, retry: { attempts: 1, on_status_codes: [429] } };

      const created = await one.call('configs.create', { name: 'Main line', config: before });
      const slug = text(created, 'slug');
      const [read, list] = [await other.call('configs.retrieve', { slug }), await other.call('configs.list')];

      expect(created).toMatchObject({ id: expect.any(String), version_id: expect.any(String), object: 'config' });
      expect(slug).toMatch(/^pc-main-/);
      expect(read).toMatchObject({ slug, name: 'Main line', status: 'active', version_id: created['version_id'] });
      expect(configOf(read)).toEqual(before);
      expect(items(list).find((each) => each['slug'] === slug)).toMatchObject({ name: 'Main line', status: 'active' });

      await ask(other, { config: slug });
      expect(heard(stage)).toMatchObject({ key: `gsk-first-${maker}`, body: { temperature: 0.25 } });

      const updated = await other.call('configs.update', { slug, name: 'Side line', config: after });
      await ask(one, { config: slug });
      const reread = await one.call('configs.retrieve', { slug });

      expect(heard(stage).key).toBe(`gsk-second-${maker}`);
      expect(heard(stage).body).not.toHaveProperty('temperature');
      expect(text(updated, 'version_id')).not.toBe(created['version_id']);
      expect(reread).toMatchObject({ name: 'Side line', version_id: updated['version_id'] });
      expect(configOf(reread)).toEqual(after);

      const versions = await other.call(
        'get',
        ...(reader === 'node' ? [`/configs/${slug}/versions`] : [{ path: `/configs/${slug}/versions` }]),
      );
      expect(items(versions)).toHaveLength(2);

      await one.call('configs.delete', { slug });

      expect(await refusal(ask(other, { config: slug }))).toMatchObject({ status: 400 });
      expect(await refusal(other.call('configs.retrieve', { slug }))).toMatchObject({
        status: 404,
        message: expect.stringContaining(slug),
      });
      expect(await refusal(other.call('configs.update', { slug, name: 'n' }))).toMatchObject({ status: 404 });
    });

    it('can be removed by their id', async () => {
      const created = await stage[maker].call('configs.create', { name: 'by id', config: { retry: { attempts: 1 } } });

      await stage[reader].call('configs.delete', { id: text(created, 'id') });

      expect(await refusal(stage[maker].call('configs.retrieve', { slug: text(created, 'slug') }))).toMatchObject({ status: 404 });
    });

    it('may name what comes later, which is said', async () => {
      const made = await stage[maker].call('configs.create', { name: 'early', config: { virtual_key: 'not-here-yet' } });

      expect(items(made, 'warnings')).toEqual([expect.stringContaining('not-here-yet')]);
      expect(await refusal(ask(stage[reader], { config: text(made, 'slug') }))).toMatchObject({
        status: 400,
        message: expect.stringContaining('not-here-yet'),
      });
    });

    it('are refused with the place of what is wrong', async () => {
      const refused = async (config: Fields) => refusal(stage[maker].call('configs.create', { name: 'n', config }));

      expect(await refused({ strategy: { mode: 'sideways' }, targets: [{ provider: 'groq' }] })).toMatchObject({
        status: 400,
        message: expect.stringContaining('mode'),
      });
      expect(await refused({ provider: 'no-such-provider', api_key: 'k' })).toMatchObject({
        status: 400,
        message: expect.stringContaining('no-such-provider'),
      });
      expect(await refusal(stage[maker].call('configs.create', { name: 'n' }))).toMatchObject({
        status: 400,
        message: expect.stringContaining('config'),
      });
    });
  });

  describe('what can be written of one', () => {
    it('is its name alone: what it says stays', async () => {
      const slug = await made({ virtual_key: await virtualKey(stage, 'gsk-stays') });

      await stage.python.call('configs.update', { slug, name: 'New name' });
      await ask(stage.node, { config: slug });

      expect(heard(stage).key).toBe('gsk-stays');
      expect(await stage.node.call('configs.retrieve', { slug })).toMatchObject({ name: 'New name' });
    });

    it('is that it is put away, and taken out again', async () => {
      const slug = await made({ virtual_key: await virtualKey(stage, 'gsk-away') });

      await stage.python.call('configs.update', { slug, status: 'archived' });

      expect(await refusal(ask(stage.node, { config: slug }))).toMatchObject({ status: 400 });
      await stage.node.call('configs.update', { slug, status: 'active' });
      expect(await ask(stage.node, { config: slug })).toMatchObject({ object: 'chat.completion' });
    });

    it('is that it applies to whoever in its workspace names none', async () => {
      const home = await workspaceCalled(stage, 'With a default');
      const key = await keyFor(stage, ['completions.write'], { workspace_id: home });
      const options = { workspace_id: home, is_default: 1 };
      const slug = await made({ virtual_key: await virtualKey(stage, 'gsk-default', { workspace_id: home }) }, options);

      await ask(stage.node, { api_key: key });

      expect(heard(stage).key).toBe('gsk-default');
      expect(await stage.python.call('configs.retrieve', { slug })).toMatchObject({ is_default: 1 });
    });

    it('is the workspace that it is of', async () => {
      const [home, elsewhere] = [await workspaceCalled(stage, 'Home'), await workspaceCalled(stage, 'Away')];
      const slug = await made({ virtual_key: await virtualKey(stage, 'gsk-home', { workspace_id: home }) }, { workspace_id: home });
      const [ours, theirs] = [
        await keyFor(stage, ['completions.write', 'configs.read'], { workspace_id: home }),
        await keyFor(stage, ['completions.write', 'configs.read'], { workspace_id: elsewhere }),
      ];

      await ask(stage.python, { api_key: ours, config: slug });

      expect(heard(stage).key).toBe('gsk-home');
      expect(await refusal(ask(stage.python, { api_key: theirs, config: slug }))).toMatchObject({ status: 400 });
      expect(await refusal(stage.python.with({ api_key: theirs }).call('configs.retrieve', { slug }))).toMatchObject({ status: 404 });
      expect(items(await stage.node.call('configs.list', { workspace_id: elsewhere })).map((each) => each['slug'])).not.toContain(slug);
    });

    it('is nothing that nobody understands', async () => {
      const refused = await refusal(stage.node.call('configs.create', { name: 'n', config: { retry: { attempts: 1 } }, colour: 'blue' }));

      expect(refused).toMatchObject({ status: 400, message: expect.stringContaining('colour') });
    });
  });

  it('are kept from who may not', async () => {
    const slug = await made({ retry: { attempts: 1 } });
    const weak = stage.python.with({ api_key: await keyFor(stage, ['configs.read']) });

    expect(await weak.call('configs.retrieve', { slug })).toMatchObject({ slug });
    for (const refused of await refusals([
      weak.call('configs.create', { name: 'n', config: { retry: { attempts: 1 } } }),
      weak.call('configs.list'),
      weak.call('configs.update', { slug, name: 'mine' }),
      weak.call('configs.delete', { slug }),
    ]))
      expect(refused).toMatchObject({ status: 403 });
  });

  it('stand beside those of the config file, which only its writer can change', async () => {
    await ask(stage.python, { config: 'pc-filed' });

    expect(heard(stage).key).toBe('gsk-from-the-file');
    expect(configOf(await stage.node.call('configs.retrieve', { slug: 'pc-filed' }))).toEqual({ virtual_key: 'filed-key' });
    for (const refused of await refusals([
      stage.node.call('configs.update', { slug: 'pc-filed', name: 'n' }),
      stage.python.call('configs.delete', { slug: 'pc-filed' }),
    ]))
      expect(refused).toMatchObject({ status: 409, message: expect.stringContaining('config file') });
  });

  it('were asked for in every way that an SDK has', () => {
    expect(uncalled(stage, METHODS.configs)).toEqual([]);
  });
});

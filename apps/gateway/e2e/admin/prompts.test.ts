import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { METHODS } from './methods.ts';
import { items, refusal, refusals, text, type Fields } from './sdk.ts';
import { heard, keyFor, PAIRS, promptSaying, setStage, shelf, STARTING_MS, virtualKey, workspaceCalled, type Stage } from './stage.ts';
import { uncalled } from './uncalled.ts';

const saying = (content: string) => JSON.stringify([{ role: 'user', content }]);

describeWith(pythonClients, 'prompts, by the SDKs', () => {
  let stage: Stage;
  let collection_id: string;
  let virtual_key: string;
  beforeAll(async () => {
    stage = await setStage();
    collection_id = await shelf(stage);
    virtual_key = await virtualKey(stage, 'gsk-of-prompts');
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  const made = async (more: Fields = {}) =>
    text(
      await stage.python.call('prompts.create', {
        name: 'n',
        collection_id,
        string: saying('x'),
        parameters: { model: 'm' },
        virtual_key,
        ...more,
      }),
      'slug',
    );
  const run = (prompt_id: string, more: Fields = {}) =>
    stage.node.call('prompts.completions.create', { prompt_id, variables: {}, ...more });

  describe.each(PAIRS)('made with $maker, read with $reader', ({ maker, reader }) => {
    it('are listed, completed, rendered, changed, published and removed', async () => {
      const [one, other] = [stage[maker], stage[reader]];

      const created = await one.call('prompts.create', {
        name: `Greeting of ${maker}`,
        collection_id,
        string: saying('Hello {{name}}'),
        parameters: { model: 'm', temperature: 0.25 },
        virtual_key,
        version_description: 'the first',
      });
      const slug = text(created, 'slug');
      const [read, list] = [await other.call('prompts.retrieve', slug), await other.call('prompts.list', { collection_id })];

      expect(created).toMatchObject({ id: expect.any(String), version_id: expect.any(String) });
      expect(read).toMatchObject({
        slug,
        name: `Greeting of ${maker}`,
        collection_id,
        string: saying('Hello {{name}}'),
        parameters: { model: 'm', temperature: 0.25 },
        virtual_key,
        prompt_version: 1,
        prompt_version_id: created['version_id'],
        prompt_version_description: 'the first',
      });
      expect(items(list).find((each) => each['slug'] === slug)).toMatchObject({ name: `Greeting of ${maker}`, status: 'active' });

      const answer = await other.call('prompts.completions.create', {
        prompt_id: slug,
        variables: { name: 'Ann "the" \n' },
        temperature: 0.75,
      });
      expect(answer).toMatchObject({ object: 'chat.completion', choices: [{ message: { content: 'Paris' } }] });
      expect(heard(stage)).toMatchObject({
        key: 'gsk-of-prompts',
        body: { model: 'm', temperature: 0.75, messages: [{ role: 'user', content: 'Hello Ann "the" \n' }] },
      });
      const rendered = await one.call('prompts.render', { prompt_id: slug, variables: { name: 'Bob' } });
      expect(rendered).toMatchObject({
        success: true,
        data: { model: 'm', temperature: 0.25, messages: [{ role: 'user', content: 'Hello Bob' }] },
      });

      const updated = await other.call('prompts.update', slug, { string: saying('Bye {{name}}'), parameters: { model: 'm2' } });
      const spoken = async (ref: string) => {
        await one.call('prompts.completions.create', { prompt_id: ref, variables: { name: 'Ann' } });
        return heard(stage).body;
      };

      expect(text(updated, 'prompt_version_id')).not.toBe(created['version_id']);
      expect(await spoken(slug)).toMatchObject({ model: 'm', messages: [{ content: 'Hello Ann' }] });
      expect(await spoken(`${slug}@latest`)).toMatchObject({ model: 'm2', messages: [{ content: 'Bye Ann' }] });
      expect(await spoken(`${slug}@2`)).toMatchObject({ model: 'm2' });
      await other.call('prompts.publish', slug, { version: 2 });
      expect(await spoken(slug)).toMatchObject({ model: 'm2', messages: [{ content: 'Bye Ann' }] });
      expect(await one.call('prompts.retrieve', slug)).toMatchObject({ prompt_version: 2, string: saying('Bye {{name}}') });

      await one.call('prompts.delete', slug);

      expect(await refusal(other.call('prompts.completions.create', { prompt_id: slug, variables: {} }))).toMatchObject({
        status: 404,
        message: expect.stringContaining('Invalid prompt id'),
      });
      expect(await refusal(other.call('prompts.retrieve', slug))).toMatchObject({ status: 404 });
    });

    it('have versions, one of which bears a label', async () => {
      const [one, other] = [stage[maker], stage[reader]];
      const slug = await made({ string: saying('first') });
      await one.call('prompts.update', slug, { string: saying('second'), version_description: 'the second' });

      const versions = items(await other.call('prompts.versions.list', slug));
      const second = versions.find((each) => each['prompt_version'] === 2)!;
      const staging = items(await one.call('labels.list')).find((each) => each['name'] === 'staging')!;

      expect(versions).toHaveLength(2);
      expect(second).toMatchObject({ prompt_description: 'the second' });
      expect(JSON.stringify(second)).toContain('second');
      await one.call('prompts.versions.update', slug, text(second, 'id'), { label_id: text(staging, 'id') });
      expect(await other.call('prompts.versions.retrieve', slug, text(second, 'id'))).toMatchObject({
        string: saying('second'),
        prompt_version: 2,
        prompt_version_label_id: staging['id'],
      });
      await run(`${slug}@staging`);
      expect(heard(stage).body).toMatchObject({ messages: [{ content: 'second' }] });
      expect(await refusal(run(`${slug}@production`))).toMatchObject({ status: 404 });
    });

    it('are streamed', async () => {
      const { upstream } = stage;
      const slug = await made();
      const { answer } = upstream;
      upstream.answer = (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        for (const content of ['Pa', 'ris'])
          response.write(
            `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta: { content } }] })}\n\n`,
          );
        response.end(
          `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`,
        );
      };

      const { chunks } = await stage[maker].call('prompts.completions.create', { prompt_id: slug, variables: {}, stream: true });
      upstream.answer = answer;

      const said = (chunks as { choices: { delta: { content?: string | null } | null }[] }[])
        .map(({ choices }) => choices[0]?.delta?.content ?? '')
        .join('');
      expect(said).toBe('Paris');
    });
  });

  describe('what can be written of one', () => {
    it.each([
      ['tools', [{ type: 'function', function: { name: 'look', parameters: { type: 'object', properties: {} } } }]],
      ['functions', [{ name: 'look', parameters: { type: 'object', properties: {} } }]],
    ])('is %s, which the provider is sent', async (name, value) => {
      const slug = await made({ [name]: value });

      await run(slug);

      expect(heard(stage).body).toMatchObject({ [name]: value });
    });

    it('is the tool that must be called', async () => {
      const tools = [{ type: 'function', function: { name: 'look', parameters: { type: 'object', properties: {} } } }];
      const tool_choice = { type: 'function', function: { name: 'look' } };
      const slug = await made({ tools, tool_choice });

      await run(slug);

      expect(heard(stage).body).toMatchObject({ tool_choice });
    });

    it('is replaced by the next version', async () => {
      const tool = (name: string) => ({ type: 'function', function: { name, parameters: { type: 'object', properties: {} } } });
      const choice = (name: string) => ({ type: 'function', function: { name } });
      const [before, after] = ['look', 'listen'].map((name) => ({
        tools: [tool(name)],
        functions: [tool(name).function],
        tool_choice: choice(name),
        template_metadata: { about: name },
      }));
      const slug = await made(before);

      await stage.python.call('prompts.update', slug, after!);
      await run(slug);
      const { template_metadata: _, ...published } = before!;
      expect(heard(stage).body).toMatchObject(published);
      await stage.node.call('prompts.publish', slug, { version: 2 });
      await run(slug);

      const { template_metadata, ...sent } = after!;
      expect(heard(stage).body).toMatchObject(sent);
      expect(await stage.node.call('prompts.retrieve', slug)).toMatchObject({ template_metadata });
    });

    it('is its model and its virtual key', async () => {
      const slug = await made({ model: 'named-apart', parameters: {} });
      await run(slug);
      expect(heard(stage)).toMatchObject({ key: 'gsk-of-prompts', body: { model: 'named-apart' } });

      await stage.node.call('prompts.update', slug, { virtual_key: await virtualKey(stage, 'gsk-other-prompts') });
      await run(`${slug}@latest`);

      expect(heard(stage).key).toBe('gsk-other-prompts');
    });

    it('is its name and its collection, which make no version', async () => {
      const slug = await made();
      const elsewhere = text(await stage.node.call('collections.create', { name: 'elsewhere' }), 'id');

      await stage.python.call('prompts.update', slug, { name: 'Moved', collection_id: elsewhere });

      expect(await stage.node.call('prompts.retrieve', slug)).toMatchObject({ name: 'Moved', collection_id: elsewhere });
      expect(items(await stage.node.call('prompts.list', { collection_id: elsewhere }))).toMatchObject([{ slug }]);
      expect(items(await stage.node.call('prompts.list', { collection_id, search: 'Moved' }))).toEqual([]);
    });

    it('is what its writer notes about the template', async () => {
      const slug = await made({ template_metadata: { note: 'from elsewhere' } });

      expect(await stage.node.call('prompts.retrieve', slug)).toMatchObject({ template_metadata: { note: 'from elsewhere' } });
    });

    it('is the workspace of its collection', async () => {
      const home = await workspaceCalled(stage, 'Authors');
      const theirs = text(await stage.node.call('collections.create', { name: 'theirs', workspace_id: home }), 'id');
      const slug = await promptSaying(stage, 'ours', {
        collection_id: theirs,
        virtual_key: await virtualKey(stage, 'gsk-authors', { workspace_id: home }),
      });
      const elsewhere = await workspaceCalled(stage, 'Readers');
      const scopes = ['completions.write', 'prompts.read', 'prompts.render'];
      const [own, strange] = [
        await keyFor(stage, scopes, { workspace_id: home }),
        await keyFor(stage, scopes, { workspace_id: elsewhere }),
      ];

      await stage.node.with({ api_key: own }).call('prompts.completions.create', { prompt_id: slug, variables: {} });

      expect(heard(stage).key).toBe('gsk-authors');
      const stranger = stage.python.with({ api_key: strange });
      expect(await refusal(stranger.call('prompts.completions.create', { prompt_id: slug, variables: {} }))).toMatchObject({ status: 404 });
      expect(await refusal(stranger.call('prompts.retrieve', slug))).toMatchObject({ status: 404 });
    });

    it('is nothing that nobody understands', async () => {
      const whole = { name: 'n', collection_id, string: saying('x'), parameters: {}, virtual_key };
      const refused = async (more: Fields) => refusal(stage.node.call('prompts.create', { ...whole, ...more }));

      expect(await refused({ colour: 'blue' })).toMatchObject({ status: 400, message: expect.stringContaining('colour') });
      expect(await refused({ string: '[{"role":"user","content":"{{#open}}"}]' })).toMatchObject({ status: 400 });
      expect(await refused({ virtual_key: 'no-such-key' })).toMatchObject({ status: 400, message: expect.stringContaining('no-such-key') });
      expect((await refused({ collection_id: 'no-such-shelf' })).message).toContain('no-such-shelf');
    });
  });

  it('are kept from who may not', async () => {
    const slug = await made();
    const weak = stage.python.with({ api_key: await keyFor(stage, ['prompts.read']) });

    expect(await weak.call('prompts.retrieve', slug)).toMatchObject({ slug });
    for (const refused of await refusals([
      weak.call('prompts.create', { name: 'n', collection_id, string: saying('x'), parameters: {} }),
      weak.call('prompts.list'),
      weak.call('prompts.update', slug, { name: 'mine' }),
      weak.call('prompts.publish', slug, { version: 1 }),
      weak.call('prompts.delete', slug),
      weak.call('prompts.render', { prompt_id: slug, variables: {} }),
      weak.call('prompts.completions.create', { prompt_id: slug, variables: {} }),
    ]))
      expect(refused).toMatchObject({ status: 403 });
  });

  it('stand beside those of the config file, which only its writer can change', async () => {
    await stage.python.call('prompts.completions.create', { prompt_id: 'filed-prompt', variables: { tone: 'kind' } });

    expect(heard(stage)).toMatchObject({ key: 'gsk-from-the-file', body: { messages: [{ role: 'system', content: 'Be kind' }] } });
    expect(await stage.node.call('prompts.retrieve', 'filed-prompt')).toMatchObject({ slug: 'filed-prompt' });
    for (const refused of await refusals([
      stage.node.call('prompts.update', 'filed-prompt', { name: 'n' }),
      stage.python.call('prompts.delete', 'filed-prompt'),
    ]))
      expect(refused).toMatchObject({ status: 409, message: expect.stringContaining('config file') });
  });

  it('were asked for in every way that an SDK has', () => {
    expect(uncalled(stage, [...METHODS.prompts, ...METHODS.promptVersions])).toEqual([]);
  });
});

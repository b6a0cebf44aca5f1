import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { METHODS } from './methods.ts';
import { items, refusal, refusals, text, type Fields } from './sdk.ts';
import { ask, keyFor, PAIRS, setStage, STARTING_MS, virtualKey, workspaceCalled, type Stage } from './stage.ts';
import { uncalled } from './uncalled.ts';

const without = (word: string) => [{ id: 'default.contains', parameters: { operator: 'none', words: [word] } }];
const ACTIONS = { deny: true, async: false, on_fail: { feedback: { value: -1, weight: 1, metadata: '{"by":"guard"}' } } };

describeWith(pythonClients, 'guardrails, by the SDKs', () => {
  let stage: Stage;
  let virtual_key: string;
  beforeAll(async () => {
    stage = await setStage();
    virtual_key = await virtualKey(stage, 'gsk-guarded');
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  const made = async (more: Fields = {}) =>
    text(await stage.node.call('guardrails.create', { name: 'n', checks: without('capital'), actions: ACTIONS, ...more }), 'slug');
  const guarded = (slug: string) => ask(stage.node, { config: { virtual_key, input_guardrails: [slug] } });

  describe.each(PAIRS)('made with $maker, read with $reader', ({ maker, reader }) => {
    it('are listed, obeyed, changed and removed', async () => {
      const [one, other] = [stage[maker], stage[reader]];

      const created = await one.call('guardrails.create', { name: `Guard of ${maker}`, checks: without('capital'), actions: ACTIONS });
      const slug = text(created, 'slug');
      const [read, list] = [await other.call('guardrails.retrieve', { guardrail_id: slug }), await other.call('guardrails.list')];

      expect(created).toMatchObject({ id: expect.any(String), version_id: expect.any(String) });
      expect(slug).toMatch(/^pg-/);
      expect(read).toMatchObject({ slug, name: `Guard of ${maker}`, status: 'active', checks: without('capital'), actions: ACTIONS });
      expect(list).toMatchObject({ total: expect.any(Number) });
      expect(items(list).find((each) => each['slug'] === slug)).toMatchObject({ name: `Guard of ${maker}` });
      expect(await refusal(guarded(slug))).toMatchObject({ status: 446 });

      const updated = await other.call('guardrails.update', {
        guardrail_id: slug,
        name: 'Renamed',
        checks: without('Berlin'),
        actions: ACTIONS,
      });

      expect(text(updated, 'version_id')).not.toBe(created['version_id']);
      expect(await guarded(slug)).toMatchObject({ object: 'chat.completion' });
      expect(await one.call('guardrails.retrieve', { guardrail_id: text(created, 'id') })).toMatchObject({
        name: 'Renamed',
        checks: without('Berlin'),
      });

      await one.call('guardrails.delete', { guardrail_id: slug });

      expect(await refusal(guarded(slug))).toMatchObject({ status: 400, message: expect.stringContaining(slug) });
      expect(await refusal(other.call('guardrails.retrieve', { guardrail_id: slug }))).toMatchObject({ status: 404 });
    });
  });

  describe('what can be written of one', () => {
    it('is that a check is switched off', async () => {
      const slug = await made({ checks: without('capital').map((check) => ({ ...check, is_enabled: false })) });

      expect(await guarded(slug)).toMatchObject({ object: 'chat.completion' });
    });

    it('is that it only says so', async () => {
      const slug = await made({ actions: { ...ACTIONS, deny: false } });

      expect(await guarded(slug)).toMatchObject({
        hook_results: { before_request_hooks: [{ verdict: false, feedback: { value: -1, weight: 1, metadata: { by: 'guard' } } }] },
      });
    });

    it('is what stands behind an answer', async () => {
      const slug = await made({ checks: without('Paris') });
      const config = (guardrails: Fields) => ask(stage.python, { config: { virtual_key, ...guardrails } });

      expect(await config({ input_guardrails: [slug] })).toMatchObject({ object: 'chat.completion' });
      expect(await refusal(config({ output_guardrails: [slug] }))).toMatchObject({ status: 446 });
    });

    it('is the workspace that it is of', async () => {
      const [home, elsewhere] = [await workspaceCalled(stage, 'Guarded'), await workspaceCalled(stage, 'Unguarded')];
      const slug = await made({ workspace_id: home });
      const theirs = await virtualKey(stage, 'gsk-theirs', { workspace_id: elsewhere });
      const api_key = await keyFor(stage, ['completions.write', 'guardrails.read'], { workspace_id: elsewhere });

      expect(await refusal(ask(stage.node, { api_key, config: { virtual_key: theirs, input_guardrails: [slug] } }))).toMatchObject({
        status: 400,
      });
      expect(await refusal(stage.python.with({ api_key }).call('guardrails.retrieve', { guardrail_id: slug }))).toMatchObject({
        status: 404,
      });
      expect(items(await stage.node.call('guardrails.list', { workspace_id: home })).map((each) => each['slug'])).toContain(slug);
    });

    it('is nothing that nobody understands', async () => {
      const refused = async (more: Fields) =>
        refusal(stage.python.call('guardrails.create', { name: 'n', checks: without('x'), actions: ACTIONS, ...more }));

      expect(await refused({ checks: [{ id: 'default.no-such-check', parameters: {} }] })).toMatchObject({
        status: 400,
        message: expect.stringContaining('no-such-check'),
      });
      expect(await refused({ actions: { deny: 'perhaps' } })).toMatchObject({ status: 400, message: expect.stringContaining('deny') });
      expect(await refused({ colour: 'blue' })).toMatchObject({ status: 400, message: expect.stringContaining('colour') });
      expect(await refused({ organisation_id: 'another' })).toMatchObject({
        status: 400,
        message: expect.stringContaining('organisation_id'),
      });
    });
  });

  it('are kept from who may not', async () => {
    const guardrail_id = await made();
    const weak = stage.node.with({ api_key: await keyFor(stage, ['guardrails.read']) });

    expect(await weak.call('guardrails.retrieve', { guardrail_id })).toMatchObject({ slug: guardrail_id });
    for (const refused of await refusals([
      weak.call('guardrails.create', { name: 'n', checks: without('x'), actions: ACTIONS }),
      weak.call('guardrails.list'),
      weak.call('guardrails.update', { guardrail_id, name: 'mine' }),
      weak.call('guardrails.delete', { guardrail_id }),
    ]))
      expect(refused).toMatchObject({ status: 403 });
  });

  it('were asked for in every way that an SDK has', () => {
    expect(uncalled(stage, METHODS.guardrails)).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../test/support/gateway.ts';
import { describeWith, pythonClients } from '../guide/needs.ts';
import { METHODS } from './methods.ts';
import { items, refusal, text, type Fields } from './sdk.ts';
import { ask, heard, keyFor, PAIRS, setStage, STARTING_MS, virtualKey, workspaceCalled, type Stage } from './stage.ts';
import { seedByTeam } from './seed-by-team.ts';
import { uncalled } from './uncalled.ts';

describeWith(pythonClients, 'API keys, by the SDKs', () => {
  let stage: Stage;
  let lent: string;
  beforeAll(async () => {
    stage = await setStage();
    lent = await virtualKey(stage, 'gsk-lent');
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  const made = (more: Fields = {}) =>
    stage.node.call('api_keys.create', {
      type: 'organisation',
      sub_type: 'service',
      name: 'for a test',
      scopes: ['completions.write'],
      ...more,
    });

  describe.each(PAIRS)('made with $maker, read with $reader', ({ maker, reader }) => {
    it('are listed, used, changed and removed', async () => {
      const [one, other] = [stage[maker], stage[reader]];
      const scopes = ['completions.write', 'virtual_keys.read'];

      const created = await one.call('api_keys.create', {
        type: 'organisation',
        sub_type: 'service',
        name: `Bot of ${maker}`,
        description: 'asks',
        scopes,
      });
      const [id, key] = [text(created, 'id'), text(created, 'key')];
      const [read, list] = [await other.call('api_keys.retrieve', { id }), await other.call('api_keys.list')];

      expect(created).toMatchObject({ object: 'api-key' });
      expect(key).toMatch(/^sk-sluice-/);
      expect(read).toMatchObject({
        id,
        name: `Bot of ${maker}`,
        description: 'asks',
        type: 'organisation-service',
        status: 'active',
        creation_mode: 'api',
        scopes,
        object: 'api-key',
      });
      expect(items(list).find((each) => each['id'] === id)).toMatchObject({ name: `Bot of ${maker}` });
      expect(JSON.stringify([read, list])).not.toContain(key);
      expect(text(read, 'key').endsWith(key.slice(-4))).toBe(true);

      await ask(other, { api_key: key, virtual_key: lent });
      expect(heard(stage).key).toBe('gsk-lent');

      await other.call('api_keys.update', { id, name: 'Reader', description: 'reads', scopes: ['virtual_keys.read'] });

      expect(await one.call('api_keys.retrieve', { id })).toMatchObject({
        name: 'Reader',
        description: 'reads',
        scopes: ['virtual_keys.read'],
      });
      expect(await refusal(ask(one, { api_key: key, virtual_key: lent }))).toMatchObject({ status: 403 });
      expect(await other.with({ api_key: key }).call('virtual_keys.retrieve', { slug: lent })).toMatchObject({ slug: lent });

      await one.call('api_keys.delete', { id });

      expect(await refusal(other.with({ api_key: key }).call('virtual_keys.retrieve', { slug: lent }))).toMatchObject({ status: 401 });
      expect(await refusal(other.call('api_keys.retrieve', { id }))).toMatchObject({ status: 404 });
      expect(await refusal(other.call('api_keys.update', { id, name: 'n' }))).toMatchObject({ status: 404 });
    });

    it('are rotated, the old one going on for a while', async () => {
      const created = await stage[maker].call('api_keys.create', {
        type: 'organisation',
        sub_type: 'service',
        name: 'turned',
        scopes: ['completions.write'],
      });
      const [id, old] = [text(created, 'id'), text(created, 'key')];

      const rotated = await stage[reader].send('post', `/api-keys/${id}/rotate`, { key_transition_period_ms: 1_800_000 });
      const fresh = text(rotated, 'key');

      expect(rotated).toMatchObject({ id });
      expect(Date.parse(text(rotated, 'key_transition_expires_at')) - Date.now()).toBeGreaterThan(1_700_000);
      for (const api_key of [old, fresh])
        expect(await ask(stage[maker], { api_key, virtual_key: lent })).toMatchObject({ object: 'chat.completion' });
    });
  });

  describe('what can be written of one', () => {
    it('is the workspace that it is of, where it finds what is there', async () => {
      const home = await workspaceCalled(stage, 'Home of keys');
      const slug = await virtualKey(stage, 'gsk-theirs', { workspace_id: home });
      const key = text(await made({ type: 'workspace', workspace_id: home, scopes: ['completions.write', 'virtual_keys.list'] }), 'key');

      expect(items(await stage.python.with({ api_key: key }).call('virtual_keys.list')).map((each) => each['slug'])).toContain(slug);
      expect(items(await stage.python.call('api_keys.list', { workspace_id: home }))).toMatchObject([
        { type: 'workspace-service', workspace_id: home },
      ]);
      expect(await refusal(ask(stage.node, { api_key: key, virtual_key: lent }))).toMatchObject({
        status: 400,
        message: expect.stringContaining(lent),
      });
    });

    it('is its end, and that it has none', async () => {
      const created = await made({ expires_at: new Date(Date.now() + 1_500).toISOString() });
      const call = () => ask(stage.node, { api_key: text(created, 'key'), virtual_key: lent });
      await call();

      await eventually(
        () =>
          call().then(
            () => false,
            () => true,
          ),
        'the key goes on',
      );

      expect(await refusal(call())).toMatchObject({ status: 401 });
      await stage.python.call('api_keys.update', { id: text(created, 'id'), expires_at: null });
      expect(await call()).toMatchObject({ object: 'chat.completion' });
    });

    it('is its config, which nobody may replace where that is said', async () => {
      const config = text(
        await stage.node.call('configs.create', { name: 'fixed', config: { virtual_key: lent, override_params: { seed: 7 } } }),
        'slug',
      );
      const created = await made({ defaults: { config_id: config, allow_config_override: false } });
      const api_key = text(created, 'key');

      await ask(stage.python, { api_key });

      expect(heard(stage)).toMatchObject({ key: 'gsk-lent', body: { seed: 7 } });
      expect(await refusal(ask(stage.python, { api_key, config: { virtual_key: lent } }))).toMatchObject({ status: 400 });
      await stage.python.call('api_keys.update', { id: text(created, 'id'), defaults: { config_id: config, allow_config_override: true } });
      await ask(stage.python, { api_key, config: { virtual_key: lent } });
      expect(heard(stage).body).not.toHaveProperty('seed');
    });

    it('is metadata that its calls have', async () => {
      const config = seedByTeam(lent);
      const created = await made({ defaults: { metadata: { team: 'core' } } });

      await ask(stage.node, { api_key: text(created, 'key'), config });

      expect(heard(stage).body).toMatchObject({ seed: 1 });
      expect(await stage.python.call('api_keys.retrieve', { id: text(created, 'id') })).toMatchObject({
        defaults: { metadata: { team: 'core' } },
      });
    });

    it('is its budget, until that is reset', async () => {
      const created = await made({ usage_limits: { type: 'tokens', credit_limit: 100 } });
      const call = () => ask(stage.node, { api_key: text(created, 'key'), virtual_key: lent });
      await stage.upstreamSays({ usage: { prompt_tokens: 90, completion_tokens: 60, total_tokens: 150 } }, call);

      expect(await refusal(call())).toMatchObject({ status: 412 });
      await eventually(
        async () => (await stage.python.call('api_keys.retrieve', { id: text(created, 'id') }))['status'] === 'exhausted',
        'it is not shown as exhausted',
      );
      expect(await stage.python.call('api_keys.retrieve', { id: text(created, 'id') })).toMatchObject({
        usage_limits: { type: 'tokens', credit_limit: 100 },
      });
      await stage.python.call('api_keys.update', { id: text(created, 'id'), reset_usage: true });
      expect(await call()).toMatchObject({ object: 'chat.completion' });
    });

    it('is its rate', async () => {
      const created = await made({ rate_limits: [{ type: 'requests', unit: 'rph', value: 1 }] });
      const call = () => ask(stage.node, { api_key: text(created, 'key'), virtual_key: lent });
      await call();

      expect(await refusal(call())).toMatchObject({ status: 429 });
      await stage.python.call('api_keys.update', { id: text(created, 'id'), rate_limits: [] });
      expect(await call()).toMatchObject({ object: 'chat.completion' });
    });

    it.each([
      ['models', { allowed_models: ['other'] }],
      ['providers', { allowed_providers: ['openai'] }],
    ])('is the %s that it may use', async (_what, allowed) => {
      const created = await made(allowed);

      expect(await refusal(ask(stage.node, { api_key: text(created, 'key'), virtual_key: lent }))).toMatchObject({ status: 412 });
    });

    it('is no more than its maker may', async () => {
      const maker = await keyFor(stage, ['organisation_service_api_keys.create', 'completions.write']);
      const create = (scopes: readonly string[]) =>
        stage.node.with({ api_key: maker }).call('api_keys.create', { type: 'organisation', sub_type: 'service', name: 'n', scopes });

      expect(await create(['completions.write'])).toMatchObject({ key: expect.any(String) });
      expect(await refusal(create(['configs.delete']))).toMatchObject({ status: 403, message: expect.stringContaining('configs.delete') });
    });

    it('is nothing that nobody understands', async () => {
      expect(await refusal(made({ scopes: ['cook.dinner'] }))).toMatchObject({
        status: 400,
        message: expect.stringContaining('cook.dinner'),
      });
      expect(await refusal(made({ colour: 'blue' }))).toMatchObject({ status: 400, message: expect.stringContaining('colour') });
      expect(await refusal(made({ type: 'planet' }))).toMatchObject({ status: expect.any(Number) });
      expect(await refusal(made({ defaults: { config_id: 'pc-no-such' } }))).toMatchObject({
        status: 400,
        message: expect.stringContaining('pc-no-such'),
      });
    });
  });

  it('were asked for in every way that an SDK has', () => {
    expect(uncalled(stage, METHODS.apiKeys)).toEqual([]);
  });
});

import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NO_EXTENSIONS } from '@sluice/core';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import { openStore, type Store } from '@sluice/store';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Memory } from './memory.ts';
import { rowsIn } from './rows.test.support.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-memory-'));
const opened: Store[] = [];
let count = 0;
let store: Store;
let memory: Memory;
let rows: ReturnType<typeof rowsIn>;
let leftOut: string[];

const findProvider = (slug: string) => (slug === 'groq' ? ({ id: 'groq' } as ProviderAdapter) : undefined);

beforeEach(async () => {
  store = await openStore({ url: `file:${join(folder, `${count++}.db`)}`, encryptionKey: 'a key of thirty-two characters!!' });
  opened.push(store);
  leftOut = [];
  const { vault } = store;
  const onLeftOut = (kind: string, id: string, error: unknown) => leftOut.push(`${kind} ${id}: ${(error as Error).message}`);
  memory = new Memory({ store, vault, findProvider, extensions: NO_EXTENSIONS, onLeftOut });
  rows = rowsIn(store);
});

afterAll(async () => {
  for (const each of opened) await each.close();
  rmSync(folder, { recursive: true, force: true });
});

const key = (token: string) => memory.findKey(store.vault.hash(token))?.key;

describe('keys in memory', () => {
  it('are found by their hash, with all that they may', async () => {
    await rows.apiKey('k', [{ token: 'one' }], {
      scopes: '["completions.write","configs.read"]',
      defaults: '{"config_id":"pc-main","metadata":{"team":"a"},"allow_config_override":false}',
      allowed_models: '["m"]',
      allowed_providers: '["@v"]',
      expires_at: 99,
    });

    await memory.fill();

    expect(key('other')).toBeUndefined();
    expect(key('one')).toMatchObject({
      id: 'k',
      workspace: undefined,
      admin: false,
      scopes: new Set(['completions.write', 'configs.read']),
      expiresAt: 99,
      allowedModels: ['m'],
      allowedProviders: ['@v'],
      defaults: { config: 'pc-main', metadata: { team: 'a' }, allowConfigOverride: false },
    });
  });

  it('end on the day of the secret that they are found by, or on their own where that is sooner', async () => {
    await rows.apiKey('k', [{ token: 'old', until: 50 }, { token: 'new' }], { expires_at: 80 });
    await rows.apiKey('l', [{ token: 'late', until: 90 }], { expires_at: 80 });

    await memory.fill();

    expect([key('old')?.expiresAt, key('new')?.expiresAt, key('late')?.expiresAt]).toEqual([50, 80, 80]);
  });

  it('may no more than their user may now', async () => {
    await rows.workspace('w');
    await rows.user('u');
    await rows.apiKey('k', [{ token: 'one' }], {
      type: 'workspace-user',
      workspace_id: 'w',
      user_id: 'u',
      scopes: '["completions.write","configs.create"]',
    });
    await memory.fill();
    const asStranger = key('one')?.scopes;
    const see = async () => {
      await memory.update([{ kind: 'users', id: 'u' }]);
      return key('one')?.scopes;
    };

    await rows.member('u', 'w', 'member');
    const asMember = await see();
    await store.write(({ tx }) => tx.updateTable('memberships').set({ role: 'manager' }).execute());
    const asManager = await see();
    await store.write(({ tx }) => tx.updateTable('users').set({ status: 'disabled' }).execute());
    const asNobody = await see();

    expect(asStranger).toEqual(new Set());
    expect(asMember).toEqual(new Set(['completions.write']));
    expect(asManager).toEqual(new Set(['completions.write', 'configs.create']));
    expect(asNobody).toBeUndefined();
  });

  it('bear what their workspace says for all, its default config among it', async () => {
    await rows.workspace('w', { defaults: '{"metadata":{"cost":"1"},"input_guardrails":["pg-a"]}' });
    await rows.workspace('v', { defaults: '{"config":"pc-set"}' });
    await rows.config('c', { provider: 'groq', api_key: 'k' }, { workspace_id: 'w', is_default: 1 });
    await rows.config('d', { provider: 'groq', api_key: 'k' }, { workspace_id: 'v', is_default: 1 });
    await rows.apiKey('k', [{ token: 'w' }], { type: 'workspace-service', workspace_id: 'w' });
    await rows.apiKey('l', [{ token: 'v' }], { type: 'workspace-service', workspace_id: 'v' });

    await memory.fill();

    expect(key('w')?.enforced).toEqual({ metadata: { cost: '1' }, config: 'pc-c', inputGuardrails: ['pg-a'], outputGuardrails: [] });
    expect(key('v')?.enforced.config).toBe('pc-set');
  });

  it('stop with their workspace, and with their row', async () => {
    await rows.workspace('w');
    await rows.apiKey('k', [{ token: 'one' }], { workspace_id: 'w', type: 'workspace-service' });
    await rows.apiKey('l', [{ token: 'two' }]);
    await memory.fill();
    const before = [key('one')?.id, key('two')?.id];
    const epoch = memory.keysEpoch;

    await store.write(async ({ tx }) => {
      await tx.updateTable('workspaces').set({ status: 'archived' }).where('id', '=', 'w').execute();
      await tx.deleteFrom('api_keys').where('id', '=', 'l').execute();
    });
    await memory.update([
      { kind: 'workspaces', id: 'w' },
      { kind: 'api_keys', id: 'l' },
    ]);

    expect(before).toEqual(['k', 'l']);
    expect([key('one'), key('two')]).toEqual([undefined, undefined]);
    expect(memory.keysEpoch).toBeGreaterThan(epoch);
  });
});

describe('virtual keys in memory', () => {
  it('have their credential, by slug and by id', async () => {
    await rows.workspace('w');
    await rows.virtualKey('v', 'gsk-secret', { slug: 'groq-team', workspace_id: 'w', expires_at: 7 });

    await memory.fill();

    const found = memory.virtualKeys.find('groq-team');
    expect(found).toMatchObject({
      id: 'v',
      slug: 'groq-team',
      provider: 'groq',
      keys: ['gsk-secret'],
      workspaces: new Set(['w']),
      expiresAt: 7,
    });
    expect(memory.virtualKeys.find('v')).toBe(found);
    expect([...memory.virtualKeys.all()]).toEqual([found]);
  });

  it('cannot be had by giving another one its id for a slug', async () => {
    await rows.virtualKey('v', 'mine', { slug: 'mine' });
    await rows.virtualKey('x', 'theirs', { slug: 'v' });

    await memory.fill();

    expect(memory.virtualKeys.find('v')?.keys).toEqual(['mine']);
  });

  it('that stand on an integration have its credential, where it is lent', async () => {
    await rows.workspace('w');
    await rows.workspace('x');
    await rows.integration('i', 'gsk-lent', { allow_all_models: 0, global_access: '{"enabled":false}' });
    await store.write(async ({ tx }) => {
      const dated = { created_at: 1, updated_at: 1 };
      await tx
        .insertInto('integration_workspaces')
        .values({ integration_id: 'i', workspace_id: 'w', enabled: 1, usage_limits: '[]', rate_limits: '[]', ...dated })
        .execute();
      const model = {
        integration_id: 'i',
        is_custom: 1 as const,
        is_finetune: 0 as const,
        pricing_config: null,
        custom_host: null,
        ...dated,
      };
      await tx
        .insertInto('integration_models')
        .values([
          { ...model, slug: 'tuned', enabled: 1, base_model_slug: 'base' },
          { ...model, slug: 'off', enabled: 0, base_model_slug: null },
        ])
        .execute();
    });
    await rows.virtualKey('a', '', { workspace_id: 'w', integration_id: 'i', credential: null });
    await rows.virtualKey('b', '', { workspace_id: 'x', integration_id: 'i', credential: null });
    await rows.virtualKey('c', '', { workspace_id: null, integration_id: 'i', credential: null });

    await memory.fill();

    expect(memory.virtualKeys.find('a')).toMatchObject({
      keys: ['gsk-lent'],
      workspaces: new Set(['w']),
      allowedModels: new Set(['tuned']),
    });
    expect(memory.virtualKeys.find('a')?.models.get('tuned')).toEqual({ customHost: undefined, baseModel: 'base' });
    expect(memory.virtualKeys.find('b')).toBeUndefined();
    expect(memory.virtualKeys.find('c')?.workspaces).toEqual(new Set(['w']));

    await store.write(({ tx }) => tx.updateTable('integration_workspaces').set({ enabled: 0 }).execute());
    await memory.update([{ kind: 'integrations', id: 'i' }]);

    expect(memory.virtualKeys.find('a')).toBeUndefined();
  });

  it('that cannot be read are left out and told of once, and the others go on', async () => {
    await rows.virtualKey('good', 'k');
    await rows.virtualKey('copied', 'k', {
      credential: store.vault.seal('{}', { table: 'providers', id: 'good', column: 'credential' }),
    });
    await rows.virtualKey('strange', 'k', { provider: 'nobody-loaded-this' });

    await memory.fill();
    await memory.update([{ kind: 'providers', id: 'copied' }]);

    expect([...memory.virtualKeys.all()].map(({ slug }) => slug)).toEqual(['good']);
    expect(leftOut).toHaveLength(2);
    expect(leftOut.join()).toMatch(/providers strange: the provider "nobody-loaded-this" is not loaded/);
  });
});

describe('configs, prompts and partials in memory', () => {
  it('give a config in its current version', async () => {
    await rows.config('c', { retry: { attempts: 2 }, provider: 'groq', api_key: 'k' });

    await memory.fill();

    expect(memory.configs.find('pc-c')).toMatchObject({ id: 'c', workspaces: undefined, config: { id: 'pc-c', root: { apiKeys: ['k'] } } });
    expect(memory.configs.find('c')).toBe(memory.configs.find('pc-c'));
  });

  it('find a prompt by each of its references', async () => {
    await rows.prompt('p', ['first', 'second', 'third']);
    await store.write(async ({ tx }) => {
      const { id } = await tx.selectFrom('labels').select('id').where('name', '=', 'production').executeTakeFirstOrThrow();
      await tx.insertInto('prompt_labels').values({ prompt_id: 'p', label_id: id, version_id: 'p-2' }).execute();
    });

    await memory.fill();

    const versions = ['pp-p', 'p', 'pp-p@1', 'pp-p@3', 'pp-p@latest', 'pp-p@production', 'pp-p@staging', 'pp-p@4', 'pp-q'].map(
      (reference) => memory.prompts.find(reference)?.versionId,
    );
    expect(versions).toEqual(['p-1', 'p-1', 'p-1', 'p-3', 'p-3', 'p-2', undefined, undefined, undefined]);
    expect(memory.prompts.find('pp-p')).toMatchObject({ kind: 'completion', parameters: { temperature: 0, model: 'm' } });
    expect(memory.prompts.find('pp-p@3')?.render({})).toBe('third');
  });

  it('put the partials of a prompt’s own workspace in, as they are now', async () => {
    await rows.workspace('w');
    await rows.workspace('x');
    await rows.partial('greeting', ['Hello', 'Good day'], { workspace_id: 'w' });
    await rows.prompt('p', ['{{> greeting}}!'], { workspace_id: 'w' });
    await rows.prompt('q', ['{{> greeting}}!'], { workspace_id: 'x' });
    await memory.fill();
    const first = memory.prompts.find('pp-p')!.render({});

    await store.write(({ tx }) => tx.updateTable('partials').set({ version_id: 'greeting-2' }).execute());
    await memory.update([{ kind: 'partials', id: 'greeting' }]);

    expect([first, memory.prompts.find('pp-p')!.render({})]).toEqual(['Hello!', 'Good day!']);
    expect(() => memory.prompts.find('pp-q')!.render({})).toThrow(/Missing prompt partials: greeting/);
  });
});

it('reads as many as there are, and lets others have a turn meanwhile', async () => {
  const many = Array.from({ length: 2_500 }, (_each, index) => `key-${index}`);
  await insertMany(store, many);
  let turns = 0;
  const ticking = setInterval(() => turns++, 1);

  await memory.fill();
  clearInterval(ticking);

  expect(memory.contents.api_keys.size).toBeGreaterThanOrEqual(2_500);
  expect(key('key-2499')?.id).toBe('key-2499');
  expect(turns).toBeGreaterThan(5);
});

async function insertMany(into: Store, names: readonly string[]): Promise<void> {
  await rowsIn(into).apiKey('template', [{ token: 'template' }]);
  const row = await into.db.selectFrom('api_keys').selectAll().where('id', '=', 'template').executeTakeFirstOrThrow();
  await into.write(async ({ tx }) => {
    for (let from = 0; from < names.length; from += 250) {
      const some = names.slice(from, from + 250);
      await tx
        .insertInto('api_keys')
        .values(some.map((id) => ({ ...row, id, name: id })))
        .execute();
      await tx
        .insertInto('api_key_hashes')
        .values(some.map((id) => ({ hash: into.vault.hash(id), api_key_id: id, expires_at: null, created_at: 1 })))
        .execute();
    }
  });
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StartView } from '@sluice/contract';
import { CHAT } from '../support/call.ts';
import { eventually } from '../support/gateway.ts';
import { ROOT, startPeople, type People, type Who } from './people.ts';

let people: People;
beforeAll(async () => {
  people = await startPeople();
});
afterAll(() => people?.stop());

const start = async (who: Who, query = '', of = people): Promise<StartView> => {
  const { status, json, text } = await of.ask(who, 'GET', `/admin/start${query}`);
  if (status !== 200) throw new Error(text);
  return json as StartView;
};

const done = ({ has_provider: provider, has_key: key, has_request: request }: StartView) => [provider, key, request];

describe('the first five minutes', () => {
  it('are followed step by step, in each workspace by itself', async () => {
    const here = await people.addWorkspace('Here');
    const admin = await people.add('member', [{ id: here, role: 'admin' }]);
    const at = `?workspace_id=${here}`;

    const nothing = await start(admin.who);
    await people.ask(admin.who, 'POST', '/virtual-keys', { name: 'mine', slug: 'mine', provider: 'mock', workspace_id: here });
    const withProvider = await start(admin.who, at);
    const { json: made } = await people.ask(admin.who, 'POST', '/api-keys/workspace/service', {
      name: 'app',
      workspace_id: here,
      scopes: ['completions.write'],
    });
    const withKey = await start(admin.who, at);
    await people.ask({ 'x-portkey-api-key': made.key as string, 'x-portkey-virtual-key': 'mine' }, 'POST', '/chat/completions', {
      ...CHAT,
      model: 'mock',
    });
    await eventually(async () => (await start(admin.who, at)).has_request, 'the request is not seen');

    expect(nothing).toMatchObject({ object: 'start', workspace_id: here, base_url: `${people.url}/v1` });
    expect([done(nothing), done(withProvider), done(withKey)]).toEqual([
      [false, false, false],
      [true, false, false],
      [true, true, false],
    ]);
    expect(done(await start(ROOT))).toEqual([false, false, false]);
  });

  it('take an archived provider, or one that has ended, for none', async () => {
    const here = await people.addWorkspace('Ended');
    const at = `?workspace_id=${here}`;
    for (const slug of ['ends', 'put-away'])
      await people.ask(ROOT, 'POST', '/virtual-keys', { name: slug, slug, provider: 'mock', workspace_id: here });
    await people.ask(ROOT, 'PUT', '/virtual-keys/put-away', { status: 'archived' });
    const before = await start(ROOT, at);

    const ended = { expires_at: Date.now() - 1 };
    await people.store.write(({ tx }) => tx.updateTable('providers').set(ended).where('slug', '=', 'ends').execute());

    expect([before.has_provider, (await start(ROOT, at)).has_provider]).toEqual([true, false]);
  });

  it('count what the file and the environment have', async () => {
    const declared = await startPeople(
      {},
      'virtual_keys: [{ slug: of-the-file, provider: mock }]\napi_keys: [{ name: ci, key: sk-of-the-file-0123456789 }]',
    );
    const set = await startPeople({ GROQ_API_KEY: 'gsk_0123456789' });
    try {
      expect(done(await start(ROOT, '', declared))).toEqual([true, true, false]);
      expect(done(await start(ROOT, '', set))).toEqual([true, false, false]);
    } finally {
      await declared.stop();
      await set.stop();
    }
  });

  it('end nowhere where no log is kept', async () => {
    const silent = await startPeople({ SLUICE_LOGS: 'off' });
    try {
      expect((await start(ROOT, '', silent)).has_request).toBe(false);
    } finally {
      await silent.stop();
    }
  });
});

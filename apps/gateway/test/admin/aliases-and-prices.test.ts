import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aliasRoutes } from '../../src/admin/resources/aliases/resource.ts';
import { SHOWN as ALIAS } from '../../src/admin/resources/aliases/schema.ts';
import { priceRoutes } from '../../src/admin/resources/prices/resource.ts';
import { SHOWN as PRICE } from '../../src/admin/resources/prices/schema.ts';
import { mismatch, startAdmin, type AdminStage } from './support.ts';
import { adaptersOf } from '../support/adapters.ts';

const FROM_FILE = { origin: 'file', status: 'active', provider: 'azure', model: 'old' } as const;

let admin: AdminStage;
beforeAll(async () => {
  admin = await startAdmin({
    routes: (means) => [...aliasRoutes(means), ...priceRoutes(means)],
    adapters: await adaptersOf('groq', 'azure'),
    declared: {
      aliases: new Map([['azure/old', { ...FROM_FILE, object: 'alias', id: 'azure/old', sends: 'new' }]]),
      prices: new Map([['azure/old', { ...FROM_FILE, object: 'price', id: 'azure/old', context: 10 }]]),
    },
  });
});
afterAll(() => admin.stop());

describe('an alias', () => {
  it('is made, read, changed and removed as the API declares, by provider and model', async () => {
    const made = await admin.ask('POST', '/admin/aliases', { provider: 'groq', model: 'org/old', sends: 'org/new' });
    const address = '/admin/aliases/groq%2Forg%2Fold';
    const one = await admin.ask('GET', address);
    const changed = await admin.ask('PUT', address, { sends: 'newer' });

    expect(mismatch(ALIAS, made)).toBeUndefined();
    expect(made.body).toMatchObject({ id: 'groq/org/old', provider: 'groq', model: 'org/old', sends: 'org/new' });
    expect(one.body).toEqual(made.body);
    expect(changed.body).toMatchObject({ sends: 'newer' });
    expect((await admin.ask('GET', '/admin/aliases')).body['data']).toContainEqual(changed.body);
    expect((await admin.ask('POST', '/admin/aliases', { provider: 'groq', model: 'org/old', sends: 'x' })).status).toBe(409);
    expect((await admin.ask('DELETE', address)).status).toBe(200);
    expect((await admin.ask('GET', address)).status).toBe(404);
  });

  it.each([
    [{ provider: 'no-such', model: 'a', sends: 'b' }, 'no-such'],
    [{ provider: 'groq', model: 'a', sends: 'a' }, 'itself'],
    [{ provider: 'groq', model: 'a' }, 'sends'],
  ])('is refused by name: %j', async (body, word) => {
    const answer = await admin.ask('POST', '/admin/aliases', body);

    expect(answer.status).toBe(400);
    expect(answer.body['message']).toContain(word);
  });
});

describe('a price', () => {
  it('is made, read, changed and removed as the API declares', async () => {
    const made = await admin.ask('POST', '/admin/prices', {
      provider: 'azure',
      model: 'gpt',
      context: 1000,
      price: { input: 1, output: 2 },
    });
    const address = '/admin/prices/azure-openai%2Fgpt';
    const changed = await admin.ask('PUT', address, { context: null, price: { input: 3, output: 4, above: [{ tokens: 5, input: 6 }] } });

    expect(mismatch(PRICE, made)).toBeUndefined();
    expect(mismatch(PRICE, changed)).toBeUndefined();
    expect(made.body).toMatchObject({ id: 'azure-openai/gpt', context: 1000, price: { input: 1, output: 2 } });
    expect(changed.body).toMatchObject({ price: { input: 3, above: [{ tokens: 5 }] } });
    expect(changed.body).not.toHaveProperty('context');
    expect((await admin.ask('GET', '/admin/prices/azure%2Fgpt')).body).toEqual(changed.body);
    expect((await admin.ask('PUT', address, { price: null })).status).toBe(400);
    expect((await admin.ask('DELETE', address)).status).toBe(200);
    expect((await admin.ask('GET', address)).status).toBe(404);
  });

  it.each([
    [{ provider: 'groq', model: 'a' }, 'context'],
    [{ provider: 'groq', model: 'a', price: {} }, 'price'],
    [{ provider: 'groq', model: 'a', price: { input: -1 } }, 'input'],
    [{ provider: 'groq', model: 'a', supports: ['flying'] }, 'supports'],
    [{ provider: 'no-such', model: 'a', context: 1 }, 'no-such'],
  ])('is refused by name: %j', async (body, word) => {
    const answer = await admin.ask('POST', '/admin/prices', body);

    expect(answer.status).toBe(400);
    expect(answer.body['message']).toContain(word);
  });
});

describe.each([
  { path: '/admin/aliases', shown: ALIAS, body: { sends: 'b' }, kind: 'aliases' },
  { path: '/admin/prices', shown: PRICE, body: { context: 1 }, kind: 'prices' },
] as const)('$path', ({ path, shown, body, kind }) => {
  it('shows what the config file declares, by the provider’s own slug, and changes none of it', async () => {
    const one = await admin.ask('GET', `${path}/azure-openai%2Fold`);

    expect(mismatch(shown, one)).toBeUndefined();
    expect(one.body).toMatchObject({ id: 'azure-openai/old', origin: 'file' });
    for (const answer of [
      await admin.ask('PUT', `${path}/azure-openai%2Fold`, body),
      await admin.ask('DELETE', `${path}/azure-openai%2Fold`),
      await admin.ask('POST', path, { provider: 'azure', model: 'old', ...body }),
    ])
      expect(answer).toMatchObject({ status: 409, body: { message: expect.stringContaining('config file') } });
  });

  it('is the whole organisation’s: nobody of a workspace makes any', async () => {
    const everywhere = admin.someone(`${kind}-all`, [`${kind}.create`]);
    const home = admin.someone(`${kind}-home`, [`${kind}.create`, `${kind}.list`], admin.workspaceId);

    expect((await admin.askAs(everywhere, 'POST', path, { provider: 'groq', model: 'mine', ...body })).status).toBe(200);
    expect((await admin.askAs(home, 'POST', path, { provider: 'groq', model: 'theirs', ...body })).status).toBe(403);
    expect((await admin.askAs(everywhere, 'DELETE', `${path}/groq%2Fmine`)).status).toBe(403);
  });

  it('tells the data plane', async () => {
    const { seq } = await admin.store.changesSince(undefined);

    await admin.ask('POST', path, { provider: 'groq', model: 'told', ...body });

    expect((await admin.store.changesSince(seq)).changes).toEqual([{ kind, id: 'groq/told' }]);
  });
});

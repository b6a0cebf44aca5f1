import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StoreError } from '@sluice/store';
import Joi from 'joi';
import type { AdminMeans } from '../../src/admin/means.ts';
import { collectionsRoutes } from '../../src/admin/resources/collections/routes.ts';
import { configsRoutes } from '../../src/admin/resources/configs/routes.ts';
import { promptsRoutes } from '../../src/admin/resources/prompts/routes.ts';
import { virtualKeyRoutes } from '../../src/admin/resources/virtual-keys/resource.ts';
import { route } from '../../src/admin/route.ts';
import { adaptersOf } from '../support/adapters.ts';
import { startAdmin, type AdminAnswer, type AdminStage } from './support.ts';

/** An address of which the database says what it says where something was removed meanwhile. */
const removedMeanwhile = () =>
  route({
    method: 'DELETE',
    path: '/labels/gone',
    summary: 'Meets a thing that others stand on',
    tag: 'Test',
    policy: { kind: 'known' },
    reply: Joi.object({}),
    handle: () => Promise.reject(new StoreError('missing', 'a secret of the database')),
  });

/** An address that everybody may ask. */
const forStrangers = () =>
  route({
    method: 'POST',
    path: '/admin/sessions',
    summary: 'Takes anything of anybody',
    tag: 'Test',
    policy: { kind: 'public', why: 'a test' },
    body: Joi.object().unknown(),
    reply: Joi.object({}),
    handle: () => Promise.resolve({ body: {} }),
  });

const routes = (means: AdminMeans) => [
  forStrangers(),
  ...[collectionsRoutes, configsRoutes, promptsRoutes, virtualKeyRoutes].flatMap((each) => each(means)),
  removedMeanwhile(),
];

let admin: AdminStage;

beforeAll(async () => {
  admin = await startAdmin({ routes, adapters: await adaptersOf('azure', 'groq') });
});
afterAll(() => admin.stop());

const refusal = ({ status, body }: AdminAnswer) => [status, body.error?.param];

describe('a request to the admin API', () => {
  it.each([
    ['a NUL character', { name: 'a\u0000b' }, 'name'],
    ['half of a character', { name: 'a\ud800b' }, 'name'],
    ['a NUL deep in it', { name: 'x', config: { override_params: { user: 'a\u0000' } } }, 'config.override_params.user'],
    ['a NUL in a name', { name: 'x', config: { override_params: { 'a\u0000': 1 } } }, 'config.override_params.a\ufffd'],
    [
      'a number that would be kept as another',
      { name: 'x', config: { override_params: { seed: 2 ** 53 } } },
      'config.override_params.seed',
    ],
    ['the same in JSON text', { name: 'x', config: '{"override_params":{"seed":9007199254740993}}' }, 'config.override_params.seed'],
    ['an infinite number in JSON text', { name: 'x', config: '{"retry":{"attempts":1e999}}' }, 'config.retry.attempts'],
    [
      'a prototype',
      { name: 'x', config: JSON.parse('{"override_params":{"__proto__":{"a":1}}}') as object },
      'config.override_params.__proto__',
    ],
    ['a prototype in the other spelling', JSON.parse('{"_Proto__":{"name":"x","config":{}},"name":"x","config":{}}') as object, '_Proto__'],
    ['a prototype at the top', JSON.parse('{"__proto__":{"name":"x","config":{}}}') as object, '__proto__'],
  ])('that holds %s is refused by name', async (_what, body, param) => {
    const reply = await admin.ask('POST', '/configs', body);

    expect(refusal(reply)).toEqual([400, param]);
  });

  it('keeps names that objects have of their own', async () => {
    const parameters = { model: 'm', constructor: 'c', toString: 't', hasOwnProperty: 'h' };

    const { body } = await admin.ask('POST', '/prompts', { name: 'p', string: 'Hello', parameters });

    expect((await admin.ask('GET', `/prompts/${String(body['slug'])}`)).body['parameters']).toEqual(parameters);
  });

  it('that says a member in two spellings is refused, whichever would have counted', async () => {
    const key = { name: 'k', provider: 'azure-openai', key: 'a key of azure 0123456789' };

    const atTheTop = await admin.ask('POST', '/prompts', { name: 'x', string: 'Hello', virtual_key: 'a', virtualKey: 'b' });
    const host = await admin.ask('POST', '/virtual-keys', {
      ...key,
      model_config: { custom_host: 'https://a.example', customHost: 'https://b.example' },
    });
    const field = await admin.ask('POST', '/virtual-keys', { ...key, model_config: { azure_resource_name: 'a', resourceName: 'b' } });
    const inQuery = await admin.ask('GET', '/collections?search=a&search=b');

    expect([atTheTop, host, field, inQuery].map(refusal)).toEqual([
      [400, 'virtual_key'],
      [400, 'custom_host'],
      [400, 'resourceName'],
      [400, 'search'],
    ]);
  });

  it('about one thing is refused by name for what its query cannot say; what clients say there is taken', async () => {
    const { body } = await admin.ask('POST', '/configs', { name: 'one', config: { provider: 'groq' } });
    const one = `/configs/${String(body['slug'])}`;

    const told = await admin.ask('GET', `${one}?workspace_id=default`);
    const asked = [
      await admin.ask('GET', `${one}?version=1`),
      await admin.ask('PUT', `${one}?dry_run=true`, { name: 'two' }),
      await admin.ask('DELETE', `${one}?soft=true`),
    ];

    expect(told.status).toBe(200);
    expect(asked.map(refusal)).toEqual([
      [400, 'version'],
      [400, 'dry_run'],
      [400, 'soft'],
    ]);
    expect((await admin.ask('GET', one)).body['name']).toBe('one');
  });

  it('that says a member twice is refused', async () => {
    const { status, body } = await admin.ask('POST', '/collections', '{"name":"a","name":"b"}');

    expect([status, body.error?.message]).toEqual([400, expect.stringContaining('"name" twice')]);
  });

  it('that is longer than any thing of ours is refused before it is looked at', async () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, 1]));

    const { status, body } = await admin.ask('POST', '/collections', many);

    expect([status, body.error?.message]).toEqual([400, expect.stringContaining('it has 100000 members')]);
    expect(JSON.stringify(body).length).toBeLessThan(1000);
  });

  it('is read no further than a name and a password go, where nobody is known yet', async () => {
    const { status, body } = await admin.ask('POST', '/admin/sessions', { email: 'a@b.example', password: 'x'.repeat(20_000) });

    expect([status, body.error?.code]).toEqual([413, 'body_too_large']);
  });

  it('whose address holds what no database has is refused, too', async () => {
    expect(refusal(await admin.ask('GET', '/collections/a%00b'))).toEqual([400, 'key']);
    expect(refusal(await admin.ask('GET', '/collections?search=%00'))).toEqual([400, 'search']);
  });

  it('that meets something removed meanwhile is told so, and nothing of the database', async () => {
    const { status, body } = await admin.ask('DELETE', '/labels/gone');

    expect([status, body.error?.code]).toEqual([409, 'still_referred_to']);
    expect(JSON.stringify(body)).not.toContain('a secret of the database');
  });
});

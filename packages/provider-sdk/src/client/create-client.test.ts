import { describe, expect, it } from '@jest/globals';
import { defineProvider } from '../define.ts';
import { isFaultError, type Fault } from '../fault.ts';
import { optional, secret, text } from '../fields.ts';
import { createClient } from './create-client.ts';
import { apiKey, plain } from './provider.test.support.ts';
import { fetching } from './server.test.support.ts';

const cloud = defineProvider({
  id: 'cloud',
  name: 'Cloud',
  fields: { apiKey: secret('API key'), keyId: optional(text('Key id')), keySecret: optional(secret('Key secret')), region: text('Region') },
  otherCredentials: [['keyId', 'keySecret']],
  baseURL: ({ region }) => `https://${region}.cloud.invalid`,
  operations: { models: { dialect: 'openai-models', path: '/models' } },
});

const organised = defineProvider({
  id: 'organised',
  name: 'Organised',
  fields: { apiKey: secret('API key'), organization: optional(text('Organization')) },
  baseURL: 'https://organised.invalid',
  operations: { models: { dialect: 'openai-models', path: '/models' } },
});

function faultOf(run: () => unknown): Fault | undefined {
  try {
    run();
  } catch (error) {
    if (isFaultError(error)) return error.fault;
    throw error;
  }
  return undefined;
}

describe('a client', () => {
  it.each([
    ['the key', { region: 'eu' }, { kind: 'unauthenticated', param: 'apiKey', code: 'missing_credential' }],
    ['the key, which is empty', { apiKey: '', region: 'eu' }, { kind: 'unauthenticated', param: 'apiKey' }],
    ['a key pair’s half', { keyId: 'a', region: 'eu' }, { kind: 'unauthenticated', param: 'apiKey' }],
    ['a region', { apiKey }, { kind: 'invalid_request', param: 'region', code: 'missing_setting' }],
  ])('is not made without %s', (_what, settings, expected) => {
    const fault = faultOf(() => createClient(cloud, settings as { apiKey: string; region: string }));

    expect(fault).toMatchObject(expected);
    expect(fault?.message).toContain(`Cloud needs ${fault?.param}`);
  });

  it('takes a key pair in place of the key', () => {
    expect(faultOf(() => createClient(cloud, { keyId: 'a', keySecret: 'b', region: 'eu' }))).toBeUndefined();
  });

  it('needs no key for a server elsewhere, and is told of settings that are no text', () => {
    const baseURL = 'http://127.0.0.1:1';

    expect(faultOf(() => createClient(plain, { apiKey: '' }, { baseURL }))).toBeUndefined();
    expect(faultOf(() => createClient(plain, { apiKey: 7 as unknown as string }))).toMatchObject({
      code: 'invalid_setting',
      param: 'apiKey',
    });
  });

  it('has its settings and its operations checked by the compiler', () => {
    const unchecked = () => {
      // @ts-expect-error the key is missing
      createClient(plain, {});
      // @ts-expect-error no such setting
      createClient(plain, { apiKey, region: 'eu' });
      // @ts-expect-error an optional field is no key
      createClient(organised, { organization: 'org' });
      createClient(organised, { apiKey, organization: 'org' });
      // @ts-expect-error half of a key pair
      createClient(cloud, { keyId: 'a', region: 'eu' });
      // @ts-expect-error a key pair does not say where
      createClient(cloud, { keyId: 'a', keySecret: 'b' });
      createClient(cloud, { keyId: 'a', keySecret: 'b', region: 'eu' });
      // @ts-expect-error a group of credentials names fields
      defineProvider({ id: 'a', name: 'A', fields: { apiKey: secret('Key') }, otherCredentials: [['keyId']], operations: {} });
      // @ts-expect-error a request without messages
      void createClient(plain, { apiKey }).chat({ model: 'm' });
      // @ts-expect-error a WebSocket is not called
      void createClient(plain, { apiKey }).call('realtime');
    };

    expect(unchecked).toBeInstanceOf(Function);
  });

  it.each([
    ['of another version of the contract', { ...plain, spec: 2 }, 'plugin_failed', /spec 2; this client speaks 1/],
    ['that is not served any more', { ...plain, notServed: 'it has closed' }, 'unsupported_operation', /it has closed/],
    ['that is a list of providers', [plain], 'plugin_failed', /list of providers/],
    ['that is none', undefined, 'plugin_failed', /no provider/],
    ['without an address', { ...plain, baseURL: () => undefined }, 'invalid_request', /baseURL/],
    ['whose address is none', { ...plain, baseURL: () => 'nowhere' }, 'invalid_request', /baseURL/],
  ])('is not made of a provider %s', (_what, adapter, kind, message) => {
    const fault = faultOf(() => createClient(adapter as unknown as typeof plain, { apiKey }));

    expect(fault?.kind).toBe(kind);
    expect(fault?.message).toMatch(message);
  });

  it('calls the address that its settings make', async () => {
    const { fetch, asked } = fetching(() => Response.json({ data: [] }));

    await createClient(cloud, { apiKey, region: 'eu' }, { fetch }).models();

    expect(asked.map(({ url }) => url)).toEqual(['https://eu.cloud.invalid/models']);
  });
});

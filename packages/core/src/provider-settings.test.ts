import { describe, expect, it } from '@jest/globals';
import { defineProvider, FaultError, optional, secret, text, type ProviderAdapter } from '@sluice/provider-sdk';
import { openAIOperations } from '@sluice/provider-sdk/openai';
import type { TargetConfig } from './config/config.ts';
import { chatRequest, configured, testHouse } from './house.test.support.ts';
import { gatherSettings } from './provider-settings.ts';

/** A provider of a cloud: an account that decides its host, a pair of keys or one, and a role that goes with them. */
const cloud = defineProvider({
  id: 'cloud',
  name: 'Cloud',
  fields: {
    apiKey: optional(secret('API key')),
    keyId: optional(text('Key id', { header: 'cloud-key-id' })),
    keySecret: optional(secret('Key', { header: 'cloud-key-secret' })),
    role: optional(text('Role', { header: 'cloud-role', bound: true })),
    account: optional(text('Account', { header: 'cloud-account', config: 'account_name', host: true })),
    identity: optional(text('Identity', { header: 'cloud-identity' })),
    accountJson: optional(secret('Account as JSON', { header: 'cloud-account-json' })),
  },
  otherCredentials: [['keyId', 'keySecret'], ['accountJson'], ['identity']],
  borrowsIdentity: ({ identity }) => identity === 'machine',
  baseURL: ({ account }) => (account === undefined ? undefined : `https://${account}.cloud.example`),
  authorize: (request, settings) => ({ ...request, headers: { ...request.headers, 'x-settings': JSON.stringify(settings) } }),
  operations: { chat: openAIOperations.chat },
}) as unknown as ProviderAdapter;

const OPERATOR = { keyId: 'operator', keySecret: 'hidden', account: 'ours' };

const house = () =>
  testHouse(() => ({ status: 200, text: '{}' }), {
    providers: [cloud],
    policy: { judgeHost: (base) => (base.includes('evil') ? { ok: false, reason: 'evil' } : { ok: true, base, trusted: false }) },
    changes: { environment: { settings: () => OPERATOR, baseURL: () => undefined } },
  });

const provider = { 'x-portkey-provider': 'cloud' };
const known = { ...provider, 'x-portkey-api-key': 'sluice-key' };
const pair = { 'x-portkey-cloud-key-id': 'mine', 'x-portkey-cloud-key-secret': 's' };
const settingsOf = (headers: Readonly<Record<string, string>>) => JSON.parse(headers['x-settings']!) as unknown;

describe('the settings of a provider', () => {
  it('are the operator’s for whom it serves, and its host with them', async () => {
    const { ask, sent } = house();

    await ask(chatRequest(known));

    expect(settingsOf(sent[0]!.headers)).toEqual(OPERATOR);
    expect(sent[0]).toMatchObject({ url: 'https://ours.cloud.example/chat/completions', guarded: false });
  });

  it('are the caller’s own where it brings a credential, in any of its forms and without the operator’s', async () => {
    const { ask, sent } = house();

    await ask(chatRequest({ ...known, ...pair, 'x-portkey-cloud-role': 'admin', 'x-portkey-cloud-account': 'mine' }));
    await ask(configured({ provider: 'cloud', cloud_account_json: { type: 'service_account' }, account_name: 'mine' }));

    expect(settingsOf(sent[0]!.headers)).toEqual({ keyId: 'mine', keySecret: 's', role: 'admin', account: 'mine' });
    expect(settingsOf(sent[1]!.headers)).toMatchObject({ account: 'mine', accountJson: '{"type":"service_account"}' });
    expect(sent.map(({ guarded }) => guarded)).toEqual([true, true]);
  });

  it.each([
    ['a role that goes with the operator’s keys', { 'x-portkey-cloud-role': 'admin' }, 'x-portkey-cloud-role', 'bound_to_credential'],
    ['a host for the operator’s keys', { 'x-portkey-cloud-account': 'mine' }, 'x-portkey-provider', 'untrusted_custom_host'],
    ['a host that nobody may call', { ...pair, 'x-portkey-cloud-account': 'evil' }, 'x-portkey-provider', 'invalid_custom_host'],
  ])('may not be %s', async (_what, headers, param, code) => {
    const { ask, sent } = house();

    const { outcome } = await ask(chatRequest({ ...known, ...headers }));

    expect(outcome).toMatchObject({ kind: 'failure', status: 400, fault: { param, code } });
    expect(sent).toEqual([]);
  });

  it('are the operator’s too where a saved config holds them, and go to no host of a caller’s', async () => {
    const fields = { cloud_account_json: '{}' };
    const asked = { virtualKey: undefined, headers: {}, credential: undefined, environment: undefined };
    const config = (origin: 'caller' | 'stored') => ({ origin, fields, apiKeys: [], provider: 'cloud' }) as unknown as TargetConfig;

    const stored = gatherSettings(cloud, { ...asked, config: config('stored') });
    const own = gatherSettings(cloud, { ...asked, config: config('caller') });

    expect([stored.stored, own.stored]).toEqual([true, false]);
  });

  it('are no machine’s identity for one without a key', async () => {
    const { ask, sent } = house();

    const { outcome } = await ask(chatRequest({ ...provider, 'x-portkey-cloud-identity': 'machine', 'x-portkey-cloud-account': 'ours' }));

    expect(outcome).toMatchObject({ kind: 'failure', status: 401 });
    expect(sent).toEqual([]);
  });

  it('tell by name why a provider is not served', async () => {
    const gone = { ...cloud, notServed: 'it has closed' };
    const { ask } = testHouse(() => new FaultError({ kind: 'internal', message: '' }).fault, { providers: [gone] });

    const { outcome } = await ask(chatRequest({ ...provider, ...pair }));

    expect(outcome).toMatchObject({
      status: 400,
      fault: { code: 'provider_not_served', message: expect.stringContaining('it has closed') },
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import { defineProvider, optional, secret, text, type ProviderAdapter } from '@sluice/provider-sdk';
import { openAIOperations } from '@sluice/provider-sdk/openai';
import { readConfig } from './config/read-config.ts';
import { chatRequest, testHouse, virtualKey } from './house.test.support.ts';

/** A provider with a field that decides its host, and one that says whom its credential stands for. */
const cloud = defineProvider({
  id: 'cloud',
  name: 'Cloud',
  fields: {
    apiKey: optional(secret('API key')),
    role: optional(text('Role', { header: 'cloud-role', bound: true })),
    account: optional(text('Account', { header: 'cloud-account', host: true })),
  },
  baseURL: ({ account = 'api' }) => `https://${account}.cloud.example`,
  authorize: (request, { apiKey }) => ({ ...request, headers: { ...request.headers, 'x-key': apiKey ?? '' } }),
  operations: { chat: openAIOperations.chat },
}) as unknown as ProviderAdapter;

/** A gateway whose operator has a key for the provider, and a config that somebody stored through the API. */
async function asked(config: Readonly<Record<string, unknown>>) {
  const house = testHouse(() => ({ status: 200, text: '{}' }), {
    providers: [cloud],
    policy: {
      judgeHost: (base) =>
        base.includes('private') ? { ok: false, reason: 'it is private' } : { ok: true, base, trusted: base.includes('trusted') },
    },
    changes: { environment: { settings: () => ({ apiKey: 'operator' }), baseURL: () => undefined } },
  });
  house.stored.virtualKeys.set('team', virtualKey('team', { provider: 'cloud' }));
  const read = await readConfig(config, { origin: 'stored', hostsJudged: true, id: 'pc-written' });
  house.stored.configs.set('pc-written', { id: 'c1', slug: 'pc-written', versionId: 'v1', workspaces: undefined, config: read });
  const { outcome } = await house.ask(chatRequest({ 'x-portkey-api-key': 'sluice-key', 'x-portkey-config': 'pc-written' }));
  return { outcome, sent: house.sent };
}

describe('a config that was stored through the API', () => {
  it('takes its own credential to a host of its own, which is guarded like a caller’s', async () => {
    const { sent } = await asked({ provider: 'cloud', api_key: 'its-own', custom_host: 'https://mine.example/v1' });

    expect(sent).toMatchObject([{ url: 'https://mine.example/v1/chat/completions', guarded: true, headers: { 'x-key': 'its-own' } }]);
  });

  it.each([
    ['the operator’s credential', { provider: 'cloud' }],
    ['a virtual key’s', { virtual_key: 'team' }],
  ])('does not take %s there', async (_, target) => {
    const { outcome, sent } = await asked({ ...target, custom_host: 'https://mine.example/v1' });

    expect(sent).toEqual([]);
    expect(outcome).toMatchObject({ kind: 'failure', fault: { code: 'untrusted_custom_host' } });
  });

  it('takes any credential to a host that the operator trusts', async () => {
    const { sent } = await asked({ virtual_key: 'team', custom_host: 'https://trusted.example/v1' });

    expect(sent).toMatchObject([{ guarded: false, headers: { 'x-key': 'stored' } }]);
  });

  it('reaches no private host, whosever the credential', async () => {
    const { outcome, sent } = await asked({ provider: 'cloud', api_key: 'its-own', custom_host: 'http://private.example' });

    expect(sent).toEqual([]);
    expect(outcome).toMatchObject({ kind: 'failure', fault: { code: 'invalid_custom_host' } });
  });

  it.each([
    ['the operator’s credential', { provider: 'cloud' }],
    ['a virtual key’s', { virtual_key: 'team' }],
  ])('does not lead %s astray by a field that makes the host', async (_, target) => {
    const { outcome, sent } = await asked({ ...target, cloud_account: 'elsewhere' });

    expect(sent).toEqual([]);
    expect(outcome).toMatchObject({ kind: 'failure', fault: { code: 'untrusted_custom_host' } });
  });

  it('may say by a field where its own credential goes', async () => {
    const { sent } = await asked({ provider: 'cloud', api_key: 'its-own', cloud_account: 'mine' });

    expect(sent).toMatchObject([{ url: 'https://mine.cloud.example/chat/completions', guarded: true }]);
  });

  it('does not use the operator’s credential for a role that its writer has thought of', async () => {
    const { outcome, sent } = await asked({ provider: 'cloud', cloud_role: 'admin' });

    expect(sent).toEqual([]);
    expect(outcome).toMatchObject({ kind: 'failure', fault: { code: 'bound_to_credential' } });
  });
});

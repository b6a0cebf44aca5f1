import { describe, expect, it } from '@jest/globals';
import type { AuthTools, WireRequest } from '@sluice/provider-sdk';
import { azureFoundry } from './foundry.ts';
import { azureOpenAI } from './openai.ts';

const request: WireRequest = { method: 'POST', url: 'https://acme.openai.azure.com/openai/v1/x', headers: {}, body: undefined };

function tools() {
  const sent: WireRequest[] = [];
  const given: AuthTools = {
    now: () => 0,
    send: (each) => {
      sent.push(each);
      return Promise.resolve({ status: 200, headers: {}, body: Buffer.from('{"access_token":"t","expires_in":"3599"}') });
    },
    remember: async (_, load) => (await load()).value,
  };
  return { given, sent };
}

/** Settings as they come: a credential may be missing where another does its work. */
const headersFor = async (settings: Record<string, string>, url = request.url) => {
  const { given, sent } = tools();
  const { headers } = await azureOpenAI.authorize({ ...request, url }, settings as never, given);
  return { headers, sent };
};

describe('credentials of Azure', () => {
  it.each([
    [{ apiKey: 'k' }, { 'api-key': 'k' }],
    [{ apiKey: 'k', authMode: 'apiKey', entraClientSecret: 's' }, { 'api-key': 'k' }],
    [{ apiKey: 'k', adToken: 'Bearer a' }, { authorization: 'Bearer a' }],
    [{ adToken: 'a' }, { authorization: 'Bearer a' }],
    [{}, {}],
  ])('%j are sent as %j', async (settings, headers) => {
    expect((await headersFor(settings)).headers).toEqual(headers);
  });

  it('are got from Entra for a client', async () => {
    const client = { entraTenantId: 'te/n', entraClientId: 'c', entraClientSecret: 's' };

    const { headers, sent } = await headersFor({ ...client, authMode: 'entra' });
    const unnamed = await headersFor({ ...client, entraScope: 'https://ai.azure.com/.default' });

    expect(headers).toEqual({ authorization: 'Bearer t' });
    expect(sent[0]!.url).toBe('https://login.microsoftonline.com/te%2Fn/oauth2/v2.0/token');
    expect(Buffer.from(sent[0]!.body!).toString()).toContain('scope=https%3A%2F%2Fcognitiveservices.azure.com%2F.default');
    expect(Buffer.from(unnamed.sent[0]!.body!).toString()).toContain('scope=https%3A%2F%2Fai.azure.com%2F.default');
  });

  it('are got from the machine, and go to Azure only', async () => {
    const { headers, sent } = await headersFor({ authMode: 'managed', managedClientId: 'm' });

    expect(headers).toEqual({ authorization: 'Bearer t' });
    expect(sent[0]).toMatchObject({ method: 'GET', headers: { metadata: 'true' } });
    expect(sent[0]!.url).toMatch(
      /^http:\/\/169\.254\.169\.254\/metadata\/identity\/oauth2\/token\?api-version=2018-02-01&resource=.*&client_id=m$/,
    );
    await expect(headersFor({ authMode: 'managed' }, 'https://evil.example/openai')).rejects.toMatchObject({
      fault: { param: 'azure-auth-mode' },
    });
  });

  it.each([{ authMode: 'workload' }, { authMode: 'kerberos' }, { authMode: 'entra', entraClientId: 'c' }])(
    '%j are refused by name',
    async (settings) => {
      await expect(headersFor(settings)).rejects.toMatchObject({ fault: { kind: 'invalid_request', param: 'azure-auth-mode' } });
    },
  );

  it.each([
    ['https://a.services.ai.azure.com/models', { 'api-key': 'k' }],
    ['https://a.eastus.models.ai.azure.com', { authorization: 'Bearer k' }],
    ['http://127.0.0.1', { 'api-key': 'k', authorization: 'Bearer k' }],
  ])('go to Foundry at %s as %j', async (url, headers) => {
    const { given } = tools();

    const sent = await azureFoundry.authorize({ ...request, url }, { apiKey: 'k', deployment: 'd' } as never, given);

    expect(sent.headers).toEqual({ ...headers, 'extra-parameters': 'drop', 'azureml-model-deployment': 'd' });
  });
});

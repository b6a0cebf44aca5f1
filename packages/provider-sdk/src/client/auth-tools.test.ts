import { describe, expect, it } from '@jest/globals';
import { clientCredentialsToken } from '../auth/index.ts';
import { createClient } from './create-client.ts';
import { plain } from './provider.test.support.ts';
import { json, serving, type Arrived } from './server.test.support.ts';

const apiKey = 'client-secret-of-this-test';
const ask = { model: 'm', messages: [{ role: 'user', content: 'hi' }] };

/** A provider that signs with a token, which it has from the same server. */
async function exchanging(tokens: (nth: number) => readonly [status: number, body: unknown]) {
  let given = 0;
  const server = await serving((response, { url }: Arrived) => {
    if (url !== '/token') return json({ choices: [] })(response);
    const [status, body] = tokens(++given);
    json(body, status)(response);
  });
  const adapter = {
    ...plain,
    authorize: async (...[request, settings, tools]: Parameters<typeof plain.authorize>) => {
      const credentials = { tokenURL: `${server.url}/token`, clientId: 'me', clientSecret: settings.apiKey, scope: 'all' };
      return { ...request, headers: { ...request.headers, authorization: `Bearer ${await clientCredentialsToken(credentials, tools)}` } };
    },
  };
  let now = 1_000_000;
  const client = createClient(adapter, { apiKey }, { baseURL: server.url, now: () => now });
  const pass = (ms: number) => {
    now += ms;
  };
  const tokensSent = () => server.asked.flatMap(({ url, headers }) => (url === '/token' ? [] : [headers.authorization]));
  return { client, pass, given: () => given, tokensSent };
}

describe('a provider that lends out tokens', () => {
  it('is asked once by many who ask at once, and once more when the token has run out', async () => {
    const { client, pass, given, tokensSent } = await exchanging((nth) => [200, { access_token: `t${nth}`, expires_in: 3600 }]);

    await Promise.all([client.chat(ask), client.chat(ask), client.chat(ask)]);
    pass(3_000_000);
    await client.chat(ask);
    const before = given();
    pass(600_000);
    await Promise.all([client.chat(ask), client.chat(ask)]);

    expect([before, given()]).toEqual([1, 2]);
    expect(tokensSent()).toEqual(['t1', 't1', 't1', 't1', 't2', 't2'].map((token) => `Bearer ${token}`));
  });

  it('and refuses is asked again by the next', async () => {
    const { client, given } = await exchanging((nth) =>
      nth === 1 ? [401, { error: 'invalid_client', error_description: `not ${apiKey}` }] : [200, { access_token: 't', expires_in: 3600 }],
    );

    await expect(client.chat(ask)).rejects.toMatchObject({
      fault: { kind: 'credential_refused', message: 'No access token was given (401): not [redacted]' },
    });
    await client.chat(ask);

    expect(given()).toBe(2);
  });
});

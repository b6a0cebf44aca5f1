import { describe, expect, it } from '@jest/globals';
import type { AuthTools } from '../auth-tools.ts';
import type { WireRequest } from '../wire.ts';
import { clientCredentialsToken } from './client-credentials.ts';

const credentials = { tokenURL: 'https://login.example/token', clientId: 'id', clientSecret: 's&=', scope: 'all' };

function tools(status: number, answer: unknown) {
  const sent: WireRequest[] = [];
  const kept: { name: string; expiresAtMs: number }[] = [];
  const given: AuthTools = {
    now: () => 1_000_000,
    send: (request) => {
      sent.push(request);
      return Promise.resolve({ status, headers: {}, body: Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer)) });
    },
    remember: async (name, load) => {
      const { value, expiresAtMs } = await load();
      kept.push({ name, expiresAtMs });
      return value;
    },
  };
  return { given, sent, kept };
}

describe('a token by client credentials', () => {
  it('is asked for with a form and kept until a minute before its end', async () => {
    const { given, sent, kept } = tools(200, { access_token: 't', expires_in: '3600' });

    const token = await clientCredentialsToken(credentials, given);

    expect(token).toBe('t');
    expect(sent[0]).toMatchObject({
      method: 'POST',
      url: credentials.tokenURL,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(Object.fromEntries(new URLSearchParams(Buffer.from(sent[0]!.body!).toString()))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'id',
      client_secret: 's&=',
      scope: 'all',
    });
    expect(kept[0]!.expiresAtMs).toBe(1_000_000 + 3_540_000);
  });

  it('is kept under a name that holds all it depends on', async () => {
    const names = [];
    for (const change of [{}, { clientId: 'x' }, { clientSecret: 'x' }, { scope: 'x' }, { tokenURL: 'https://x' }]) {
      const { given, kept } = tools(200, { access_token: 't', expires_in: 10 });
      await clientCredentialsToken({ ...credentials, ...change }, given);
      names.push(kept[0]!.name);
    }

    expect(new Set(names).size).toBe(5);
  });

  it.each([
    [401, { error: 'invalid_client', error_description: 'AADSTS7000215: wrong secret' }, 'credential_refused', /AADSTS7000215/],
    [400, { error: 'invalid_scope' }, 'credential_refused', /invalid_scope/],
    [429, {}, 'upstream_error', /429/],
    [503, '<html>', 'upstream_error', /503/],
    [200, { access_token: 7 }, 'upstream_error', /200/],
    [200, 'null', 'upstream_error', /200/],
  ])('%i %j is a fault', async (status, answer, kind, message) => {
    const { given } = tools(status, answer);

    const asked = clientCredentialsToken(credentials, given);

    await expect(asked).rejects.toMatchObject({ fault: { kind, message: expect.stringMatching(message) } });
  });
});

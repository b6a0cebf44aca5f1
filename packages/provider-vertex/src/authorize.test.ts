import { createVerify, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { isFaultError, type AuthTools, type WireRequest } from '@sluice/provider-sdk';
import { authorize } from './authorize.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const account = { client_email: 'a@b.test', private_key: pem, private_key_id: 'kid', project_id: 'p', token_uri: 'https://evil.test/' };
const request: WireRequest = { method: 'POST', url: 'https://x.test/', headers: { a: 'b' }, body: undefined };

const NOW = 1_800_000_000_000;

/** Tools that answer every request with this and remember what they were asked. */
function answering(status: number, answer: unknown) {
  const sent: WireRequest[] = [];
  const remembered = new Map<string, { value: unknown; expiresAtMs: number }>();
  const tools: AuthTools = {
    now: () => NOW,
    send(asked) {
      sent.push(asked);
      return Promise.resolve({ status, headers: {}, body: Buffer.from(JSON.stringify(answer)) });
    },
    async remember(name, load) {
      const known = remembered.get(name) ?? (await load());
      remembered.set(name, known);
      return known.value as never;
    },
  };
  return { tools, sent, remembered };
}

const headersOf = async (settings: object, tools: AuthTools) => (await authorize(request, settings, tools)).headers;

describe('a request to Vertex', () => {
  it.each([
    [{ apiKey: 'ya29.token' }, { authorization: 'Bearer ya29.token' }],
    [{ apiKey: 'AIzaKey' }, { 'x-goog-api-key': 'AIzaKey' }],
    [{}, {}],
  ])('%j is signed with %j', async (settings, added) => {
    expect(await headersOf(settings, answering(500, {}).tools)).toEqual({ a: 'b', ...added });
  });

  it('is signed with the token that a service account is given, fetched once', async () => {
    const { tools, sent, remembered } = answering(200, { access_token: 't', expires_in: 3599 });
    const settings = { serviceAccountJson: JSON.stringify(account), apiKey: 'ya29.other' };

    const headers = [await headersOf(settings, tools), await headersOf(settings, tools)];

    expect(headers).toEqual([
      { a: 'b', authorization: 'Bearer t' },
      { a: 'b', authorization: 'Bearer t' },
    ]);
    expect(sent).toHaveLength(1);
    expect([...remembered.values()].map(({ expiresAtMs }) => expiresAtMs)).toEqual([NOW + 3_599_000 - 120_000]);
    expect([...remembered.keys()].join('')).not.toContain('PRIVATE KEY');
  });

  it('asks for the token at Google’s address, whatever the file says, in words signed with its key', async () => {
    const { tools, sent } = answering(200, { access_token: 't' });

    await headersOf({ serviceAccountJson: JSON.stringify({ ...account, private_key: pem.replaceAll('\n', '\\n') }) }, tools);

    const form = new URLSearchParams(Buffer.from(sent[0]!.body!).toString());
    const [header, claims, signature] = form.get('assertion')!.split('.') as [string, string, string];
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown;
    expect(sent[0]!.url).toBe('https://oauth2.googleapis.com/token');
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    expect(read(header)).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'kid' });
    expect(read(claims)).toEqual({
      iss: 'a@b.test',
      scope: 'https://www.googleapis.com/auth/cloud-platform',
      aud: 'https://oauth2.googleapis.com/token',
      iat: NOW / 1000,
      exp: NOW / 1000 + 3600,
    });
    expect(createVerify('RSA-SHA256').update(`${header}.${claims}`).verify(publicKey, signature, 'base64url')).toBe(true);
  });

  it.each([
    [JSON.stringify(account), 400, { error: 'invalid_grant', error_description: 'Invalid JWT' }, 'credential_refused', /Invalid JWT/],
    [JSON.stringify(account), 503, {}, 'upstream_error', /503/],
    [JSON.stringify({ ...account, private_key: 'secret-nonsense' }), 200, {}, 'invalid_request', /cannot be read/],
    ['{"client_email":1}', 200, {}, 'invalid_request', /has no "client_email"/],
    ['secret-nonsense', 200, {}, 'invalid_request', /no JSON object/],
  ])('%# is a fault that tells no secret', async (serviceAccountJson, status, answer, kind, message) => {
    const error: unknown = await headersOf({ serviceAccountJson }, answering(status, answer).tools).catch((thrown: unknown) => thrown);

    const fault = isFaultError(error) ? error.fault : undefined;
    expect(fault).toMatchObject({ kind, message: expect.stringMatching(message) });
    expect(fault?.message).not.toMatch(/secret-nonsense|PRIVATE/);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { AuthTools, Settings, WireRequest, WireResponse } from '@sluice/provider-sdk';
import bedrock from '../index.ts';
import type { BedrockFields } from '../fields.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');

const request: WireRequest = {
  method: 'POST',
  url: 'https://bedrock-runtime.eu-west-1.amazonaws.com/model/a%3A0/converse',
  headers: { 'content-type': 'application/json', authorization: 'Bearer of-no-use' },
  body: Buffer.from('{}'),
};

const pair = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'shh', region: 'eu-west-1' };
const role = { ...pair, authType: 'assumedRole', roleArn: 'arn:aws:iam::123456789012:role/model', externalId: 'ext & more' };

const lent = { AccessKeyId: 'ASIALENT', SecretAccessKey: 'lent', SessionToken: 'token', Expiration: NOW / 1000 + 3600 };
const asJson = JSON.stringify({ AssumeRoleResponse: { AssumeRoleResult: { Credentials: lent } } });
// The form of AWS STS API reference, AssumeRole, "Sample Response".
const asXml = `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIALENT</AccessKeyId><SecretAccessKey>lent</SecretAccessKey>
<SessionToken>to&amp;ken</SessionToken><Expiration>2026-11-23T13:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

/** A network of one answer and a memory without end. */
function tools(answer: Partial<WireResponse> & { readonly text?: string } = {}) {
  const asked: WireRequest[] = [];
  const remembered = new Map<string, { readonly value: unknown; readonly expiresAtMs: number }>();
  const lending: AuthTools = {
    now: () => NOW,
    send: (sent) => {
      asked.push(sent);
      return Promise.resolve({ status: 200, headers: {}, body: Buffer.from(answer.text ?? ''), ...answer });
    },
    remember: async <T>(name: string, load: () => Promise<{ readonly value: T; readonly expiresAtMs: number }>) => {
      if (!remembered.has(name)) remembered.set(name, await load());
      return remembered.get(name)!.value as T;
    },
  };
  return { asked, remembered, lending };
}

const sign = async (settings: Settings<BedrockFields>, lending: AuthTools = tools().lending) =>
  (await bedrock.authorize(request, settings, lending)).headers;

describe('signing in to Bedrock', () => {
  it('sends an API key as it is', async () => {
    const headers = await sign({ apiKey: 'key' });

    expect(headers['authorization']).toBe('Bearer key');
  });

  it('signs with a key pair, in its region, and so without the API key that came along', async () => {
    const headers = await sign({ ...pair, apiKey: 'key', sessionToken: 'session' });

    expect(headers['authorization']).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20261123\/eu-west-1\/bedrock\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$/,
    );
    expect(headers['x-amz-security-token']).toBe('session');
  });

  it('sends the API key in spite of a key pair where that is asked', async () => {
    const headers = await sign({ ...pair, apiKey: 'key', authType: 'apiKey' });

    expect(headers['authorization']).toBe('Bearer key');
  });

  it.each([{}, { accessKeyId: 'half' }, { authType: 'assumedRole', apiKey: 'key', roleArn: 'arn' }])(
    'asks for what is missing in %j',
    async (settings) => {
      await expect(sign(settings)).rejects.toMatchObject({ fault: { kind: 'unauthenticated' } });
    },
  );

  it('goes to no host but a region of AWS', () => {
    const base = (region?: string) => bedrock.baseURL({ region });

    expect(base()).toBe('https://bedrock-runtime.us-east-1.amazonaws.com');
    expect(base('us-gov-west-1')).toBe('https://bedrock-runtime.us-gov-west-1.amazonaws.com');
    expect(base('cn-north-1')).toBe('https://bedrock-runtime.cn-north-1.amazonaws.com.cn');
    for (const odd of ['evil.example/', 'a', 'eu-west-1.evil.example#', '']) expect(() => base(odd)).toThrow(/is no region/);
  });
});

describe('assuming a role', () => {
  it.each([
    ['JSON', asJson, 'token'],
    ['XML', asXml, 'to&ken'],
  ])('asks AWS for a key, once, and signs with what it lends in %s', async (_form, text, token) => {
    const { asked, remembered, lending } = tools({ text });

    const [headers] = [await sign(role, lending), await sign(role, lending)];

    expect(headers['authorization']).toContain('Credential=ASIALENT/20261123/eu-west-1/bedrock/aws4_request');
    expect(headers['x-amz-security-token']).toBe(token);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ method: 'POST', url: 'https://sts.eu-west-1.amazonaws.com/' });
    expect(asked[0]!.headers['authorization']).toContain('Credential=AKIDEXAMPLE/20261123/eu-west-1/sts/aws4_request');
    expect(Object.fromEntries(new URLSearchParams(Buffer.from(asked[0]!.body!).toString()))).toEqual({
      Action: 'AssumeRole',
      Version: '2011-06-15',
      RoleArn: role.roleArn,
      RoleSessionName: 'sluice',
      ExternalId: 'ext & more',
    });
    expect([...remembered.values()][0]!.expiresAtMs).toBe(NOW + 3_300_000);
  });

  it('keeps apart those who ask with other secrets, and holds none in the name', async () => {
    const { asked, remembered, lending } = tools({ text: asJson });

    await sign(role, lending);
    await sign({ ...role, secretAccessKey: 'another' }, lending);
    await sign({ ...role, externalId: 'other' }, lending);

    expect(asked).toHaveLength(3);
    expect([...remembered.keys()].join()).not.toMatch(/shh|another|ext/);
  });

  it.each([
    [
      403,
      '<ErrorResponse><Error><Code>AccessDenied</Code><Message>Not yours.</Message></Error></ErrorResponse>',
      'credential_refused',
      /Not yours/,
    ],
    [403, '{"Error":{"Code":"AccessDenied","Message":"Not yours."}}', 'credential_refused', /Not yours/],
    [503, 'busy', 'overloaded', /503/],
    [200, '{}', 'unreadable_reply', /cannot be read/],
    [200, 'null', 'unreadable_reply', /cannot be read/],
  ])('tells why it was not lent: %s %s', async (status, text, kind, message) => {
    const { lending } = tools({ status, text });

    await expect(sign(role, lending)).rejects.toMatchObject({ fault: { kind, message: expect.stringMatching(message) } });
  });

  it('wants the name of the role', async () => {
    await expect(sign({ ...pair, authType: 'assumedRole' })).rejects.toMatchObject({ fault: { param: 'aws_role_arn' } });
  });
});

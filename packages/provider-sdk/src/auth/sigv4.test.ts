import { describe, expect, it } from '@jest/globals';
import type { WireRequest } from '../wire.ts';
import { canonicalRequest, sigV4 } from './sigv4.ts';

// The key, the day and the signatures are those of AWS's Signature Version 4 test suite (docs.aws.amazon.com,
// "Signature Version 4 test suite", 2015-08-30) and, where named, of the worked example in the IAM user guide.
const vector = {
  service: 'service',
  region: 'us-east-1',
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  nowMs: Date.parse('2015-08-30T12:36:00Z'),
};

const asking = (method: string, path: string, more: Partial<WireRequest> = {}): WireRequest => ({
  method,
  url: `https://example.amazonaws.com${path}`,
  headers: {},
  body: undefined,
  ...more,
});

const signatureOf = (request: WireRequest, options = vector) =>
  /Signature=([0-9a-f]{64})$/.exec(sigV4(request, options).headers['authorization']!)![1];

describe("AWS's Signature Version 4", () => {
  it('signs a plain request as the test suite does', () => {
    const signed = sigV4(asking('GET', '/'), vector);

    expect(signed.headers).toEqual({
      'x-amz-date': '20150830T123600Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, ' +
        'Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
    });
  });

  it.each([
    ['post-vanilla', asking('POST', '/'), '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
    ['get-vanilla-empty-query-key', asking('GET', '/?Param1=value1'), 'a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb'],
    [
      'get-vanilla-query-order-key-case',
      asking('GET', '/?Param2=value2&Param1=value1'),
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
    [
      'post-x-www-form-urlencoded',
      asking('POST', '/', {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: Buffer.from('Param1=value1'),
      }),
      'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    ],
    ['get-slash', asking('GET', '//'), '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    ['get-relative', asking('GET', '/example/..'), '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  ])('signs %s of the test suite', (_name, request, signature) => {
    const signed = signatureOf(request);

    expect(signed).toBe(signature);
  });

  it('signs the worked example of the IAM user guide', () => {
    const request: WireRequest = {
      method: 'GET',
      url: 'https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: undefined,
    };

    const signed = signatureOf(request, { ...vector, service: 'iam' });

    expect(signed).toBe('5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7');
  });

  it('sends the token of a lent key and signs it', () => {
    const signed = sigV4(asking('POST', '/'), { ...vector, sessionToken: 'lent' });

    expect(signed.headers['x-amz-security-token']).toBe('lent');
    expect(signed.headers['authorization']).toContain('SignedHeaders=host;x-amz-date;x-amz-security-token,');
  });

  it('encodes twice in the signature what is encoded once on the wire', () => {
    const request = asking('POST', '/model/anthropic.claude-v1%3A0/a:b%2Fc/converse');

    const [, path] = canonicalRequest(request).text.split('\n');

    expect(path).toBe('/model/anthropic.claude-v1%253A0/a%3Ab%252Fc/converse');
  });

  it('signs no header that may change on the way, and changes nothing it was given', () => {
    const request = Object.freeze(asking('GET', '/', { headers: Object.freeze({ 'user-agent': 'any', accept: '*/*' }) }));

    const signed = sigV4(request, vector);

    expect(signed.headers['authorization']).toContain('5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31');
    expect(signed.headers['user-agent']).toBe('any');
  });
});

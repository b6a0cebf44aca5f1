import { describe, expect, it } from '@jest/globals';
import { FaultError } from '@sluice/provider-sdk';
import { ToldSecrets } from './told-secrets.ts';

const KEY = 'k/1+2 "quoted"?';
const secrets = new ToldSecrets();
secrets.lent([KEY, 'short']);

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a secret in a message', () => {
  it.each<readonly [string, unknown]>([
    ['in a text', `no ${KEY}`],
    ['in an error', new Error(`no ${KEY}`)],
    ['in a fault', new FaultError({ kind: 'invalid_request', message: 'no', param: KEY })],
    ['in JSON in a text', { message: JSON.stringify({ key: KEY }) }],
    ['in an address', `https://acme.invalid/?key=${encodeURIComponent(KEY)}`],
    ['as base64', base64(KEY)],
    ['as base64, after one letter', base64(`:${KEY}`)],
    ['as base64, between two words', base64(`acme:${KEY}:acme`)],
    ['as base64 for addresses', Buffer.from(`ab${KEY}`).toString('base64url')],
  ])('is found %s', (_where, told) => {
    expect(secrets.areIn(told)).toBe(true);
  });

  it.each<readonly [string, unknown]>([
    ['that has none', new Error('no key')],
    ['with one that is too short to be told from a word', 'a short text'],
    [
      'that does not let itself be read',
      {
        get message() {
          throw new Error(KEY);
        },
      },
    ],
    ['that is nothing', undefined],
  ])('is not found in one %s', (_what, told) => {
    expect(secrets.areIn(told)).toBe(false);
  });
});

import { expect, it } from '@jest/globals';
import { createHmac, randomBytes } from 'node:crypto';
import { hmacSha256 } from './hmac.ts';

const hex = (text: string) => Buffer.from(text, 'base64url').toString('hex');

// RFC 4231, the cases whose data is text in UTF-8.
it.each([
  ['case 1', '0b'.repeat(20), 'Hi There', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
  ['case 2, a short key', '4a656665', 'what do ya want for nothing?', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
  [
    'case 6, a key longer than a block',
    'aa'.repeat(131),
    'Test Using Larger Than Block-Size Key - Hash Key First',
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  ],
  [
    'case 7, a key and a text longer than a block',
    'aa'.repeat(131),
    'This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.',
    '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
  ],
])('is what RFC 4231 says (%s)', (_name, key, text, expected) => {
  expect(hex(hmacSha256(Buffer.from(key, 'hex'))(text))).toBe(expected);
});

it('is what Node makes of any key and text, one after another', () => {
  const texts = [
    '',
    'a',
    'x'.repeat(341),
    'x'.repeat(342),
    'ü'.repeat(400),
    '漢'.repeat(341),
    '漢'.repeat(342),
    '🔑'.repeat(300),
    '\ud800',
    '',
  ];
  const keys = [0, 1, 32, 63, 64, 65, 200].map((length) => randomBytes(length));

  const ours = keys.flatMap((key) => {
    const hmac = hmacSha256(key);
    return texts.map((text) => hmac(text));
  });

  expect(ours).toEqual(keys.flatMap((key) => texts.map((text) => createHmac('sha256', key).update(text).digest('base64url'))));
});

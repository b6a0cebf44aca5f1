import { describe, expect, it } from '@jest/globals';
import { withoutSecrets } from './without-secrets.ts';

const KEY = 'sk-a/b+c=123';

describe('what is told of a failure', () => {
  it.each([
    ['as it is', `bad ${KEY}`],
    ['as it stands in an address', `no answer at /x?key=${encodeURIComponent(KEY)}`],
    ['in base64', `Basic ${Buffer.from(KEY).toString('base64')}`],
  ])('has no secret in it %s', (_how, message) => {
    const told = withoutSecrets({ message, code: 7, inside: [{ message }] }, [KEY]);

    expect(JSON.stringify(told)).not.toContain(message.split(/[ =]/).at(-1)!.slice(0, 8));
    expect(told).toMatchObject({ message: expect.stringContaining('[redacted]'), code: 7 });
  });

  it('is the same object where there is nothing to hide', () => {
    const told = { message: 'too hot' };

    expect(withoutSecrets(told, [KEY, 'hot'])).toBe(told);
  });
});

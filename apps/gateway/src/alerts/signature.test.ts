import { describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { signature } from './signature.ts';

describe('the signature of an alert', () => {
  it('is the one that receivers of Standard Webhooks know', () => {
    // Of the examples in the documentation of that standard's libraries.
    const signed = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' };

    expect(signature(signed, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('takes any other secret as text', () => {
    const expected = createHmac('sha256', 'a long enough secret').update('m.1.{}').digest('base64');

    expect(signature({ id: 'm', timestamp: 1, body: '{}' }, 'a long enough secret')).toBe(`v1,${expected}`);
  });
});

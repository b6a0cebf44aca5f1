import { describe, expect, it } from '@jest/globals';
import { readFault } from './read-fault.ts';

describe('a failure', () => {
  it.each([
    [401, 'bad_key', 'credential_refused'],
    [429, 'too_fast', 'rate_limited'],
    [418, 'busy', 'overloaded'],
    [404, 'constructor', 'not_found'],
    [500, 'never_heard_of', 'upstream_error'],
  ])('of %i called %s is %s', (status, word, kind) => {
    const body = { trouble: { word, text: 'for a reason' } };

    expect(readFault({ status, headers: {}, body })).toMatchObject({ kind, message: 'for a reason', code: word });
  });

  it('of something in front of the provider is judged by its status', () => {
    const fault = readFault({ status: 503, headers: { 'retry-after': '3' }, body: '<html>' });

    expect(fault).toMatchObject({ kind: 'overloaded', retryAfterMs: 3000 });
  });
});

import { describe, expect, it } from '@jest/globals';
import { readFault } from './read-fault.ts';

describe('a failure', () => {
  it.each([
    [400, { sort: 'script', at: 'limits.heat' }, { kind: 'invalid_request', param: 'temperature' }],
    [400, { sort: 'script', at: 'script[2].says' }, { kind: 'invalid_request', param: 'messages' }],
    [400, { sort: 'unknown-engine', at: 'engine' }, { kind: 'model_not_found', param: 'model' }],
    [403, { sort: 'pass' }, { kind: 'credential_refused' }],
    [413, { sort: 'too-long' }, { kind: 'context_too_long' }],
    [420, { sort: 'busy', wait_s: 2 }, { kind: 'rate_limited', retryAfterMs: 2000 }],
    [451, { sort: 'withheld' }, { kind: 'content_refused' }],
    [500, { sort: 'fell-over' }, { kind: 'upstream_error' }],
    [404, { sort: 'constructor' }, { kind: 'not_found' }],
  ])('of %i with %j', (status, trouble, fault) => {
    expect(readFault({ status, headers: {}, body: { trouble: { words: 'why', ...trouble } } })).toMatchObject({ message: 'why', ...fault });
  });

  it('of something in front of the service is judged by its status', () => {
    expect(readFault({ status: 503, headers: { 'retry-after': '3' }, body: '<html>' })).toMatchObject({
      kind: 'overloaded',
      retryAfterMs: 3000,
    });
  });
});

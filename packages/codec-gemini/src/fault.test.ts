import { describe, expect, it } from '@jest/globals';
import { readGeminiFault } from './fault.ts';

const read = (status: number, error: unknown, headers = {}) => readGeminiFault({ status, headers, body: { error } });

describe('an error in Google’s words', () => {
  it.each([
    [400, { status: 'INVALID_ARGUMENT', details: [{ reason: 'API_KEY_INVALID' }] }, 'credential_refused'],
    [
      400,
      { status: 'INVALID_ARGUMENT', message: 'The input token count (2) exceeds the maximum number of tokens allowed (1).' },
      'context_too_long',
    ],
    [400, { status: 'FAILED_PRECONDITION' }, 'forbidden'],
    [401, { status: 'UNAUTHENTICATED' }, 'credential_refused'],
    [403, { status: 'PERMISSION_DENIED' }, 'forbidden'],
    [404, { status: 'NOT_FOUND', message: 'models/x is not found' }, 'model_not_found'],
    [404, { status: 'NOT_FOUND', message: 'cachedContents/x' }, 'not_found'],
    [429, { details: [{ violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' }] }] }, 'quota_exhausted'],
    [429, { details: [{ violations: [{ quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier' }] }] }, 'rate_limited'],
    [500, { status: 'INTERNAL' }, 'upstream_error'],
    [503, { status: 'UNAVAILABLE' }, 'overloaded'],
    [504, { status: 'DEADLINE_EXCEEDED' }, 'deadline_exceeded'],
    [500, 'odd', 'upstream_error'],
    [429, { details: [null, 1, { violations: [null] }] }, 'rate_limited'],
  ])('%i %j is %s', (status, error, kind) => {
    expect(read(status, error).kind).toBe(kind);
  });

  it('says how long to wait, the word for its kind and the field at fault', () => {
    const details = [{ retryDelay: '34.4s' }, { fieldViolations: [{ field: 'contents[0].role' }] }];

    expect(read(429, { status: 'RESOURCE_EXHAUSTED', message: 'm', details }, { 'retry-after': '9' })).toEqual({
      kind: 'rate_limited',
      message: 'm',
      param: 'contents[0].role',
      code: 'RESOURCE_EXHAUSTED',
      type: 'RESOURCE_EXHAUSTED',
      retryAfterMs: 34_400,
    });
  });

  it('takes the header’s word where the body says nothing of waiting', () => {
    expect(read(503, { status: 'UNAVAILABLE' }, { 'retry-after': '9' }).retryAfterMs).toBe(9000);
  });

  it('is read in an array, and has a message whatever was sent', () => {
    expect(readGeminiFault({ status: 429, headers: {}, body: [{ error: { message: 'm' } }] }).message).toBe('m');
    expect(readGeminiFault({ status: 502, headers: {}, body: '<html>' }).message).toBe('<html>');
    expect(readGeminiFault({ status: 502, headers: {}, body: null }).message).toMatch(/502/);
  });
});

import { describe, expect, it } from '@jest/globals';
import { readFault } from './read-fault.ts';

const read = (status: number, body: unknown, headers = {}) => readFault({ status, headers, body });

describe('a failure of Azure', () => {
  it.each([
    [400, { error: { code: 'x', message: 'm', innererror: { code: 'ResponsibleAIPolicyViolation' } } }, 'content_refused'],
    [400, { error: { code: 'context_length_exceeded', message: 'm' } }, 'context_too_long'],
    [404, { error: { code: '404', message: 'Resource not found' } }, 'not_found'],
    [404, { error: { code: 'DeploymentNotFound', message: 'm' } }, 'model_not_found'],
    [401, { statusCode: 401, message: 'Access denied' }, 'credential_refused'],
    [424, { error: { message: 'm' } }, 'upstream_error'],
    [429, { error: { code: 'insufficient_quota', message: 'm' } }, 'quota_exhausted'],
    [429, { error: { code: 'NoCapacity', message: 'm' } }, 'overloaded'],
    [500, null, 'upstream_error'],
    [502, { error: { innererror: 7 } }, 'upstream_error'],
  ])('%i %j is %s', (status, body, kind) => {
    expect(read(status, body).kind).toBe(kind);
  });

  it('tells how long to wait in milliseconds where it can', () => {
    expect(read(429, {}, { 'retry-after': '3', 'retry-after-ms': '120' }).retryAfterMs).toBe(120);
  });
});

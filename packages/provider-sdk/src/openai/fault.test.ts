import { describe, expect, it } from '@jest/globals';
import { readOpenAIFault } from './fault.ts';
import { retryAfterMs } from '../retry-after.ts';

const read = (status: number, error: unknown, headers = {}) =>
  readOpenAIFault({ status, headers, body: error === undefined ? '' : { error } });

describe('an error in OpenAI’s words', () => {
  it.each([
    [400, { message: 'm', code: 'context_length_exceeded' }, 'context_too_long'],
    [400, { message: 'm', code: 'content_policy_violation' }, 'content_refused'],
    [400, { message: 'm', code: 'tool_use_failed' }, 'generation_failed'],
    [400, { message: 'm', code: 'model_decommissioned' }, 'model_not_found'],
    [404, { message: 'm', code: 'model_not_found' }, 'model_not_found'],
    [404, { message: 'm' }, 'not_found'],
    [401, { message: 'm', code: 'invalid_api_key' }, 'credential_refused'],
    [413, { message: 'm', type: 'tokens', code: 'rate_limit_exceeded' }, 'rate_limited'],
    [429, { message: 'm', type: 'insufficient_quota', code: 'credit_balance_exhausted' }, 'quota_exhausted'],
    [429, { message: 'm', type: 'tokens' }, 'rate_limited'],
    [498, { message: 'm', code: 'capacity_exceeded' }, 'overloaded'],
    [500, { message: 'm' }, 'upstream_error'],
    [503, undefined, 'overloaded'],
    [418, 'a text', 'invalid_request'],
  ])('%i %j is %s', (status, error, kind) => {
    expect(read(status, error).kind).toBe(kind);
  });

  it('has a message whatever was sent', () => {
    expect(read(500, { message: '' }).message).toBe('the provider answered 500 and no reason');
    expect(read(500, 'nope').message).toBe('nope');
    expect(readOpenAIFault({ status: 502, headers: {}, body: '<html>' }).message).toBe('<html>');
    expect(readOpenAIFault({ status: 502, headers: {}, body: null }).message).toMatch(/502/);
  });
});

describe('how long to wait', () => {
  const now = Date.parse('2026-11-22T00:00:00Z');

  it.each([
    [{ 'retry-after': '2' }, 2000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': 'Sun, 22 Nov 2026 00:00:07 GMT' }, 7000],
    [{ 'retry-after': '9', 'retry-after-ms': '120' }, 120],
    [{ 'x-ms-retry-after-ms': '80' }, 80],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '-1' }, undefined],
    [{ 'retry-after': 'soon 9' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{ 'retry-after': '3', 'retry-after-ms': '' }, 3000],
    [{ 'retry-after': 'Sat, 21 Nov 2026 00:00:00 GMT' }, 0],
    [{ 'retry-after': '1e9' }, 1e12],
    [{}, undefined],
  ])('%j is %s ms', (headers, ms) => {
    expect(retryAfterMs(headers as Record<string, string>, now)).toBe(ms);
  });
});

import { describe, expect, it } from '@jest/globals';
import { looseFaultReader, readLooseFault } from './loose-fault.ts';

const read = (status: number, body: unknown, headers = {}) => readLooseFault({ status, headers, body });

describe('an error in nearly OpenAI’s words', () => {
  it.each([
    [401, { error: { message: 'Missing Authentication header', code: 401 } }, 'credential_refused', 'Missing Authentication header'],
    [403, { code: 'The caller does not have permission', error: 'no credits yet' }, 'forbidden', 'no credits yet'],
    [429, { message: 'slow down', type: 'too_many_requests_error', code: 'request_quota_exceeded' }, 'rate_limited', 'slow down'],
    [422, { detail: [{ loc: ['body', 'model'], msg: 'field required', type: 'missing' }] }, 'invalid_request', 'model: field required'],
    [400, { detail: 'no' }, 'invalid_request', 'no'],
    [402, { detail: { error: 'pay' } }, 'quota_exhausted', 'pay'],
    [400, { object: 'error', message: "This model's maximum context length is 8 tokens", code: 400 }, 'context_too_long', 'This model'],
    [400, { error: { code: 400, message: 'm', type: 'exceed_context_size_error' } }, 'context_too_long', 'm'],
    [404, { error: 'Specified model not found: x' }, 'model_not_found', 'Specified model not found: x'],
    [404, { error: 'no such file' }, 'not_found', 'no such file'],
    [401, { errors: [{ code: 10000, message: 'Authentication error' }], success: false }, 'credential_refused', 'Authentication error'],
    [500, { code: 20012, message: 'busy', data: null }, 'upstream_error', 'busy'],
    [402, { status: 402, title: 'Payment Required' }, 'quota_exhausted', 'Payment Required'],
    [429, { code: 1, reason: 'LIMIT', message: 'too many' }, 'rate_limited', 'too many'],
    [401, 'Invalid token', 'credential_refused', 'Invalid token'],
    [401, '<html><head><title>401 Authorization Required</title></head><body>x</body></html>', 'credential_refused', '401 Authorization'],
    [502, '<html>', 'upstream_error', 'the provider answered 502 and no reason'],
    [400, [{ error: { message: 'in a list', code: 400 } }], 'invalid_request', 'in a list'],
    [503, { error: { message: '' } }, 'overloaded', 'the provider answered 503 and no reason'],
    [500, null, 'upstream_error', 'the provider answered 500 and no reason'],
    [500, { error: { message: { odd: 1 }, code: {} } }, 'upstream_error', 'the provider answered 500 and no reason'],
    [422, { detail: [null] }, 'invalid_request', 'the provider answered 422 and no reason'],
  ])('%i %j is %s', (status, body, kind, message) => {
    const fault = read(status, body);

    expect([fault.kind, fault.message.startsWith(message)]).toEqual([kind, true]);
  });

  it('keeps the code and the place', () => {
    expect(read(404, { error: { message: 'm', param: 'model', code: 'NOT_FOUND', type: 'error' } })).toMatchObject({
      param: 'model',
      code: 'NOT_FOUND',
      type: 'error',
    });
    expect(read(429, { error: { code: '1302', message: 'm' } }).code).toBe('1302');
  });

  it('knows a provider’s own words before the status', () => {
    const own = looseFaultReader({ '1113': 'quota_exhausted', not_found: 'model_not_found' });

    expect(own({ status: 429, headers: {}, body: { error: { code: '1113', message: 'm' } } }).kind).toBe('quota_exhausted');
    expect(own({ status: 404, headers: {}, body: { error: { code: 'NOT_FOUND', message: 'm' } } }).kind).toBe('model_not_found');
  });

  it('waits as long as the headers say, else as long as the words say', () => {
    expect(read(429, { error: { message: 'Please retry after 5 seconds.' } }).retryAfterMs).toBe(5000);
    expect(read(429, { error: { message: 'Please retry after 5 seconds.' } }, { 'retry-after': '2' }).retryAfterMs).toBe(2000);
    expect(read(429, { error: { message: 'slow' } }).retryAfterMs).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { upstreamErrorBody } from './error-body.ts';

const FAULT = { kind: 'invalid_request', message: 'too hot', param: 'temperature', code: 'limits' } as const;

describe("a provider's own error with ours around it", () => {
  it.each([
    [
      'in its own words',
      { error: { message: 'too hot', param: 'heat', code: 'hot', type: 'warm' } },
      { param: 'heat', code: 'hot', type: 'warm' },
    ],
    [
      'in a language of its own, as its adapter read it',
      { trouble: 'too hot' },
      { param: 'temperature', code: 'limits', type: 'invalid_request_error' },
    ],
    ['in a word', 'too hot', { param: 'temperature', code: 'limits', type: 'invalid_request_error' }],
  ])('says what is wrong %s', (_how, body, error) => {
    expect(upstreamErrorBody('acme', body, FAULT)['error']).toEqual({ message: 'acme error: too hot', ...error });
  });

  it('names nothing where nobody knows what is wrong', () => {
    const body = upstreamErrorBody('acme', {}, { kind: 'upstream_error', message: 'it broke' });

    expect(body['error']).toEqual({ message: 'acme error: it broke', type: 'upstream_error', param: null, code: null });
  });
});

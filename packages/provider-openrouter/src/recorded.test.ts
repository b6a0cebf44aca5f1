import { expect, it } from '@jest/globals';
import openrouter from './index.ts';
import { describeWith, recordingsOf, sentFor } from '@sluice/provider-testkit/recorded';

const recordings = recordingsOf('openrouter');

describeWith(recordings)('recorded traffic of OpenRouter', () => {
  const calls = recordings.filter(({ endpoint, request }) => endpoint === 'chat' && request !== null);
  const failures = recordings.filter(({ response }) => (response.status ?? 0) >= 400);

  it.each(calls.map(({ id, request }) => [id, request!.body]))('%s is sent as it came', (_, body) => {
    expect(sentFor(openrouter, body)).toBe(body);
  });

  it('reads every failure', () => {
    const faults = failures.map(({ response: { status, headers, body } }) => {
      const fault = openrouter.readFault!({ status: status!, headers: headers ?? {}, body: JSON.parse(body) as unknown });
      return [status, fault.kind, fault.message.slice(0, 23), fault.retryAfterMs];
    });

    expect(faults).toEqual([
      [401, 'credential_refused', 'Missing Authentication ', undefined],
      [400, 'context_too_long', 'This endpoint’s maximum'.replace('’', "'"), undefined],
      [400, 'invalid_request', 'Provider returned error', undefined],
      [429, 'rate_limited', 'Provider returned error', undefined],
      [404, 'model_not_found', 'No endpoints found for ', undefined],
      // The window ended long ago.
      [429, 'rate_limited', 'Rate limit exceeded: li', 0],
    ]);
  });
});

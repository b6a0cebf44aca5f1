import { expect, it } from '@jest/globals';
import cerebras from './index.ts';
import { describeWith, recordingsOf, sentFor } from '@sluice/provider-testkit/recorded';

const recordings = recordingsOf('cerebras');

describeWith(recordings)('recorded traffic of Cerebras', () => {
  const calls = recordings.filter(({ endpoint, request }) => endpoint === 'chat' && request !== null);
  const failures = recordings.filter(({ response }) => (response.status ?? 0) >= 400);

  it.each(calls.map(({ id, request }) => [id, request!.body]))('%s is sent as it came', (_, body) => {
    expect(sentFor(cerebras, body)).toBe(body);
  });

  it('reads every failure', () => {
    const faults = failures.map(({ response: { status, headers, body } }) =>
      cerebras.readFault!({ status: status!, headers: headers ?? {}, body: JSON.parse(body) as unknown }),
    );

    expect(faults).toMatchObject([
      {
        kind: 'rate_limited',
        message: 'Requests per minute limit exceeded - too many requests sent.',
        code: 'request_quota_exceeded',
        type: 'too_many_requests_error',
        param: 'quota',
      },
    ]);
  });
});

import { expect, it } from '@jest/globals';
import together from './index.ts';
import { describeWith, recordingsOf, sentFor } from '@sluice/provider-testkit/recorded';

const recordings = recordingsOf('together');

describeWith(recordings)('recorded traffic of Together', () => {
  const calls = recordings.filter(({ endpoint, request }) => endpoint === 'chat' && request !== null);
  const failures = recordings.filter(({ response }) => (response.status ?? 0) >= 400);

  it.each(calls.map(({ id, request }) => [id, request!.body]))('%s is sent as it came', (_, body) => {
    expect(sentFor(together, body)).toBe(body);
  });

  it('reads every failure', () => {
    const faults = failures.map(({ response: { status, headers, body } }) => {
      const fault = together.readFault!({ status: status!, headers: headers ?? {}, body: JSON.parse(body) as unknown });
      return [status, fault.kind, fault.message.slice(0, 28)];
    });

    expect(faults).toEqual([[429, 'rate_limited', 'You have been rate limited. ']]);
  });
});

import { expect, it } from '@jest/globals';
import deepseek from './index.ts';
import { describeWith, recordingsOf, sentFor } from '@sluice/provider-testkit/recorded';

const recordings = recordingsOf('deepseek');

describeWith(recordings)('recorded traffic of DeepSeek', () => {
  const calls = recordings.filter(({ endpoint, request }) => endpoint === 'chat' && request !== null);
  const failures = recordings.filter(({ response }) => (response.status ?? 0) >= 400);

  it.each(calls.map(({ id, request }) => [id, request!.body]))('%s is sent as it came', (_, body) => {
    expect(sentFor(deepseek, body)).toBe(body);
  });

  it('reads every failure', () => {
    const faults = failures.map(({ response: { status, headers, body } }) => {
      const { kind, message } = deepseek.readFault!({ status: status!, headers: headers ?? {}, body: JSON.parse(body) as unknown });
      return [status, kind, message];
    });

    expect(faults).toEqual([
      [400, 'invalid_request', 'Thinking mode does not support this tool_choice'],
      [402, 'quota_exhausted', 'Insufficient Balance'],
      [401, 'credential_refused', 'Authentication Fails, Your api key: ****-key is invalid'],
    ]);
  });
});

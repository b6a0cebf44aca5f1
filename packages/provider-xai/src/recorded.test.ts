import { expect, it } from '@jest/globals';
import xai from './index.ts';
import { describeWith, recordingsOf, sentFor } from '@sluice/provider-testkit/recorded';

const recordings = recordingsOf('xai');

describeWith(recordings)('recorded traffic of xAI', () => {
  const calls = recordings.filter(({ endpoint, request }) => endpoint === 'chat' && request !== null);
  const failures = recordings.filter(({ response }) => (response.status ?? 0) >= 400);

  it.each(calls.map((recording) => [recording.id, recording] as const))(
    '%s is sent as it came, but for what was refused',
    (_, recording) => {
      const body = recording.request!.body;
      const refused = recording.response.body.includes('does not support parameter reasoningEffort');

      expect(sentFor(xai, body)).toBe(refused ? body.replace(/"reasoning_effort": ?"[a-z]+", ?/, '') : body);
    },
  );

  it('reads every failure', () => {
    const faults = failures.map(({ response: { status, headers, body } }) => {
      const { kind, message } = xai.readFault!({ status: status!, headers: headers ?? {}, body: JSON.parse(body) as unknown });
      return [status, kind, message.slice(0, 30)];
    });

    expect(faults).toEqual([
      [403, 'forbidden', 'Your newly created teams doesn'],
      [400, 'invalid_request', 'Model grok-code-fast-1 does no'],
    ]);
  });
});

import { expect, it } from '@jest/globals';
import fireworks from './index.ts';
import { describeWith, recordingsOf } from '@sluice/provider-testkit/recorded';

const recordings = recordingsOf('fireworks');

describeWith(recordings)('recorded traffic of Fireworks', () => {
  it('reads every failure', () => {
    const faults = recordings.map(({ response: { status, headers, body } }) =>
      fireworks.readFault!({ status: status!, headers: headers ?? {}, body: JSON.parse(body) as unknown }),
    );

    expect(faults).toMatchObject([
      { kind: 'model_not_found', message: 'Model not found, inaccessible, and/or not deployed', param: 'model', code: 'NOT_FOUND' },
    ]);
  });
});

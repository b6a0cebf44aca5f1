import { describe, expect, it } from '@jest/globals';
import type { LoggedBodies } from '../entry.ts';
import { read, written } from './block-text.ts';

describe('Bodies as one text', () => {
  it('are read as they were written, whatever is in them and whatever is missing', () => {
    const bodies: readonly (LoggedBodies | null)[] = [
      { request: '{"a":"\\n"}\n[1]\n', response: '' },
      null,
      { request: undefined, response: 'ä€😀\0"\\', headers: { request: 'a\nb\nc\nd', response: '' } },
      { request: undefined, response: undefined },
      { request: 'x'.repeat(10_000), response: undefined, upstreamRequest: '\n', cut: ['request'] },
    ];

    const again = read(written(bodies));

    expect(again).toStrictEqual(bodies);
  });

  it('keep their places where a character was cut in two', () => {
    const [high, low] = ['😀'.slice(0, 1), '😀'.slice(1)] as const;
    const bodies: readonly LoggedBodies[] = [
      { request: `a${high}`, response: `${low}b` },
      { request: high, response: 'end' },
    ];

    // As bytes, half a character is another one, and no longer than it.
    const again = read(Buffer.from(written(bodies)).toString());

    expect(again).toStrictEqual([bodies[0], { request: '\uFFFD', response: 'end' }]);
  });
});

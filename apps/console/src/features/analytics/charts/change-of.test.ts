import { describe, expect, it } from '@jest/globals';
import { changeOf } from './change-of.ts';

describe('a change against the stretch before', () => {
  it.each([
    [150, 100, 'neither', '+50 % on the stretch before', 'neither'],
    [150, 100, 'bad', '+50 % on the stretch before', 'bad'],
    [50, 100, 'bad', '−50 % on the stretch before', 'good'],
    [96, 100, 'good', '−4.0 % on the stretch before', 'bad'],
    [100.2, 100, 'bad', 'as before', 'neither'],
  ] as const)('from %p2 to %p1 where more is %p is said as %p', (now, before, more, words, news) => {
    expect(changeOf(now, before, more)).toEqual({ words, news });
  });

  it('is none where there was nothing', () => {
    expect(changeOf(5, 0, 'good')).toBeUndefined();
    expect(changeOf(null, 5, 'good')).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { BusyTime } from './busy-time.ts';

describe('the time that a plugin takes', () => {
  const taking = (mostMs: number, calls: readonly (readonly [at: number, ms: number])[]) => {
    let now = 0;
    const busy = new BusyTime(mostMs, () => now);
    return calls.map(([at, ms]) => {
      now = at;
      return busy.isTooMuch(ms);
    });
  };

  it.each<[string, number, readonly (readonly [number, number])[], readonly boolean[]]>([
    [
      'is added up over slow calls',
      1000,
      [
        [0, 900],
        [1, 900],
        [2, 900],
      ],
      [false, false, true],
    ],
    [
      'is not added up over quick ones',
      1000,
      [
        [0, 400],
        [1, 400],
        [2, 400],
        [3, 400],
        [4, 400],
        [5, 400],
      ],
      [false, false, false, false, false, false],
    ],
    [
      'is forgotten after ten seconds',
      1000,
      [
        [0, 900],
        [1, 900],
        [10_002, 900],
      ],
      [false, false, false],
    ],
    [
      'is no matter where nothing is watched',
      0,
      [
        [0, 90_000],
        [1, 90_000],
      ],
      [false, false],
    ],
  ])('%s', (_what, mostMs, calls, expected) => {
    expect(taking(mostMs, calls)).toEqual(expected);
  });
});

import { describe, expect, it } from '@jest/globals';
import { axisTimes } from './axis-times.ts';

const at = (...when: [month: number, day: number, hour: number]) => new Date(2026, when[0] - 1, when[1], when[2]).getTime() / 1_000;

describe('the times below a chart', () => {
  it('are hours, and name each day once', () => {
    expect(axisTimes([at(11, 22, 18), at(11, 22, 21), at(11, 23, 0), at(11, 23, 3)], 10_800)).toEqual([
      '18:00\n22 Nov',
      '21:00',
      '00:00\n23 Nov',
      '03:00',
    ]);
  });

  it('are days where there are many of them', () => {
    expect(axisTimes([at(11, 22, 0), at(11, 23, 0)], 86_400)).toEqual(['22 Nov', '23 Nov']);
  });
});

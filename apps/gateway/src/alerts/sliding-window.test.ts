import { describe, expect, it } from '@jest/globals';
import { noCounts } from './counts.ts';
import { SlidingWindow } from './sliding-window.ts';

const one = () => ({ ...noCounts(), requests: 1, buckets: new Map([[7, 1]]) });

describe('a sliding window', () => {
  it('forgets what is older than it is long', () => {
    const window = new SlidingWindow(60_000);

    window.add(1_000_000, one());
    window.add(1_030_000, one());

    expect(window.total(1_030_000)).toMatchObject({ requests: 2, buckets: new Map([[7, 2]]) });
    expect(window.total(1_061_000).requests).toBe(1);
    expect(window.total(1_091_000).requests).toBe(0);
  });

  it('holds as many pieces however much it counts', () => {
    const window = new SlidingWindow(60_000);

    for (let now = 0; now < 3_600_000; now += 100) window.add(now, one());

    // At ten a second: a whole window, and never the hour.
    expect(window.total(3_599_900).requests).toBe(600);
  });
});

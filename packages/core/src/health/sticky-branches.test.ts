import { describe, expect, it } from '@jest/globals';
import { StickyBranches } from './sticky-branches.ts';

describe('who went which way', () => {
  it('is known for its time and not longer', () => {
    let time = 0;
    const sticky = new StickyBranches(() => time);
    sticky.keep('ann', 2, 1000);

    time = 999;
    const before = sticky.find('ann');
    time = 1000;
    const after = sticky.find('ann');

    expect([before, after]).toEqual([2, undefined]);
  });

  it('is known of each apart, the last way counting', () => {
    const sticky = new StickyBranches(() => 0);

    sticky.keep('ann', 0, 1000);
    sticky.keep('bob', 1, 1000);
    sticky.keep('ann', 2, 1000);

    expect(['ann', 'bob', 'eve'].map((name) => sticky.find(name))).toEqual([2, 1, undefined]);
  });

  it('is forgotten of those longest ago when there are very many', () => {
    const sticky = new StickyBranches(() => 0);

    for (let count = 0; count <= 100_000; count++) sticky.keep(`user ${count}`, 0, 1000);

    expect(sticky.find('user 0')).toBeUndefined();
    expect(sticky.find('user 100000')).toBe(0);
  });
});

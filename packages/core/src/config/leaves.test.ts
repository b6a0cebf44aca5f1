import { describe, expect, it } from '@jest/globals';
import { leavesOf } from './leaves.ts';
import { FALLBACK, forkAt, targetAt } from './node.test.support.ts';

describe('the targets below a node', () => {
  it('are all of them, in the order of the text', () => {
    const inner = forkAt('inner', FALLBACK, targetAt('b'), forkAt('innermost', FALLBACK, targetAt('c')));

    const leaves = leavesOf(forkAt('outer', FALLBACK, targetAt('a'), inner, targetAt('d')));

    expect(leaves.map(({ label }) => label)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are a target itself', () => {
    expect(leavesOf(targetAt('a'))).toEqual([targetAt('a')]);
  });
});

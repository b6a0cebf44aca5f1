import { describe, expect, it } from '@jest/globals';
import { weighing } from '../config/node.test.support.ts';
import { answered, failed } from '../retry/outcome.test.support.ts';
import { single } from './single.ts';
import { branchesOf, firstOf, turnOf } from './turn.test.support.ts';

describe('single', () => {
  it.each([
    ['one target', [1]],
    ['several', [1, 1, 1]],
    ['a first that weighs nothing', [0, 1]],
  ])('takes the first and no other of %s', (_, weights) => {
    const proposed = single.propose(weighing(...weights), { mode: 'single' }, turnOf());

    expect(branchesOf(proposed)).toEqual([0]);
  });

  it('says so', () => {
    const candidate = firstOf(single.propose(weighing(1, 1), { mode: 'single' }, turnOf()));

    expect(candidate.why()).toBe('single takes the first target');
  });

  it('stays where it is, whatever comes of it', () => {
    expect(
      [answered(200), answered(500), failed('unreachable'), failed('rate_limited')].map((outcome) =>
        single.movesOn(outcome, { mode: 'single' }),
      ),
    ).toEqual([false, false, false, false]);
    expect(single.alternatives).toBe(false);
  });
});

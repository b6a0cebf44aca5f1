import { describe, expect, it } from '@jest/globals';
import { isFaultError } from '@sluice/provider-sdk';
import { readQuery } from '../conditions/read-query.ts';
import { targetAt } from '../config/node.test.support.ts';
import { compileRegex } from '../guards/safe-regex.ts';
import { answered } from '../retry/outcome.test.support.ts';
import { conditional, type Conditional } from './conditional.ts';
import { branchesOf, firstOf, turnOf } from './turn.test.support.ts';

const BRANCHES = [
  targetAt('config.targets[0]', { name: 'good' }),
  targetAt('config.targets[1]', { name: 'cheap' }),
  targetAt('config.targets[2]'),
];

const when = (query: object, branch: number) => ({ query: readQuery(query, compileRegex), branch });

const byTier = (otherwise: number | undefined): Conditional => ({
  mode: 'conditional',
  conditions: [when({ 'metadata.tier': 'paid' }, 0), when({ 'metadata.tier': { $in: ['free', 'paid'] } }, 1)],
  otherwise,
});

const saying = (tier: string) => turnOf({ values: { 'metadata.tier': tier } });

describe('conditional', () => {
  it.each([
    ['paid', 0, 'conditions[0] holds: metadata.tier $eq "paid" (is "paid")'],
    ['free', 1, 'conditions[1] holds: metadata.tier $in ["free","paid"] (is "free")'],
    ['other', 2, 'no condition holds, so the default'],
  ])('takes for %s the branch of the first condition that holds, and no other', (tier, branch, why) => {
    const candidates = [...conditional.propose(BRANCHES, byTier(2), saying(tier))];

    expect(branchesOf(candidates)).toEqual([branch]);
    expect(candidates[0]!.why()).toBe(why);
  });

  it('refuses what fits none where there is no default, and names the targets', () => {
    const ask = () => firstOf(conditional.propose(BRANCHES, byTier(undefined), saying('other')));

    expect(ask).toThrow(expect.objectContaining({ fault: expect.objectContaining({ kind: 'invalid_request', code: 'no_condition_met' }) }));
    expect(ask).toThrow('(good, cheap, config.targets[2])');
    expect(isFaultError(thrownBy(ask))).toBe(true);
  });

  it('means the one it names: there is nobody in place of it', () => {
    expect(conditional.alternatives).toBe(false);
    expect(conditional.movesOn(answered(500), byTier(2))).toBe(false);
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

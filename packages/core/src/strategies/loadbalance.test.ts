import { describe, expect, it } from '@jest/globals';
import { weighing } from '../config/node.test.support.ts';
import { StickyBranches } from '../health/sticky-branches.ts';
import { answered } from '../retry/outcome.test.support.ts';
import { loadbalance, type LoadBalance } from './loadbalance.ts';
import type { Turn } from './strategy.ts';
import { branchesOf, chiSquare, FAR_OFF_AMONG_THREE, firstOf, seededDice, turnOf, whysOf } from './turn.test.support.ts';

const PLAIN: LoadBalance = { mode: 'loadbalance', sticky: undefined };

const stickyAt = (place: string): LoadBalance => ({ mode: 'loadbalance', sticky: { place, hashFields: ['metadata.user'], ttlMs: 1000 } });

/** People who are kept, by a clock that stands still. */
function keeping() {
  let time = 0;
  const kept = new StickyBranches(() => time);
  const stickyFor =
    (user: string): Turn['sticky'] =>
    (place, fields) => {
      const key = JSON.stringify([place, fields, user]);
      return { branch: kept.find(key), keep: (branch, ttlMs) => kept.keep(key, branch, ttlMs) };
    };
  return { stickyFor, pass: (ms: number) => (time += ms) };
}

/** What comes of a request whose first proposal is taken. */
function takeFirst(options: LoadBalance, sticky: Turn['sticky'], draw: number): number {
  const candidate = firstOf(loadbalance.propose(weighing(1, 1), options, turnOf({ sticky, draws: [draw, 0] })));
  candidate.taken?.();
  return candidate.branch;
}

describe('loadbalance', () => {
  it.each([
    ['by weight', [1, 2, 1], [0.3, 0.6, 0], [1, 2, 0]],
    ['the rest by their weights when one is passed over', [1, 8, 1], [0.5, 0.4, 0], [1, 0, 2]],
    ['without those that weigh nothing', [0, 1, 1], [0, 0], [1, 2]],
    ['evenly where nothing weighs anything', [0, 0], [0.9, 0], [1, 0]],
    ['by fractions', [0.7, 0.3], [0.69, 0], [0, 1]],
  ])('draws %s', (_, weights, draws, order) => {
    expect(branchesOf(loadbalance.propose(weighing(...weights), PLAIN, turnOf({ draws })))).toEqual(order);
  });

  it('draws no more than it needs', () => {
    const candidate = firstOf(loadbalance.propose(weighing(1, 1), PLAIN, turnOf({ draws: [0.6] })));

    expect(candidate.branch).toBe(1);
  });

  it('says what was drawn from what', () => {
    const candidates = [...loadbalance.propose(weighing(1, 3), PLAIN, turnOf({ draws: [0.5, 0.25] }))];

    expect(whysOf(candidates)).toEqual(['drawn by weight 3 of 4 (the draw was 2.000)', 'drawn by weight 1 of 1 (the draw was 0.250)']);
  });

  it('gives each its share in the long run', () => {
    const shares = [1, 3, 6];
    const random = seededDice(20_000);
    const counts = [0, 0, 0];

    for (let count = 0; count < 20_000; count++) {
      counts[firstOf(loadbalance.propose(weighing(...shares), PLAIN, turnOf({ random }))).branch]! += 1;
    }

    expect(chiSquare(counts, shares)).toBeLessThan(FAR_OFF_AMONG_THREE);
  });

  it('gives the share of one that is passed over to the others by their weights', () => {
    const random = seededDice(7);
    const counts = [0, 0, 0];

    for (let count = 0; count < 20_000; count++) {
      const [, second] = branchesOf(loadbalance.propose(weighing(1, 3, 6, 1e9), PLAIN, turnOf({ random })));
      counts[second!]! += 1;
    }

    expect(chiSquare(counts, [1, 3, 6])).toBeLessThan(FAR_OFF_AMONG_THREE);
  });

  it('stays where it is, whatever comes of it, and has others for one who is unfit', () => {
    expect(loadbalance.movesOn(answered(500), PLAIN)).toBe(false);
    expect(loadbalance.alternatives).toBe(true);
  });
});

describe('a sticky loadbalance', () => {
  it('keeps who has been taken somewhere there, without another draw', () => {
    const { stickyFor } = keeping();
    takeFirst(stickyAt('config'), stickyFor('ann'), 0.9);

    const candidate = firstOf(loadbalance.propose(weighing(1, 1), stickyAt('config'), turnOf({ sticky: stickyFor('ann') })));

    expect(candidate.branch).toBe(1);
    expect(candidate.why()).toBe('earlier requests alike in the sticky fields went there');
  });

  it('keeps nobody who was only told what would happen', () => {
    const { stickyFor } = keeping();
    firstOf(loadbalance.propose(weighing(1, 1), stickyAt('config'), turnOf({ sticky: stickyFor('ann'), draws: [0.9] })));

    expect(takeFirst(stickyAt('config'), stickyFor('ann'), 0)).toBe(0);
  });

  it('keeps others elsewhere', () => {
    const { stickyFor } = keeping();
    takeFirst(stickyAt('config'), stickyFor('ann'), 0.9);

    expect(takeFirst(stickyAt('config'), stickyFor('bob'), 0)).toBe(0);
  });

  it('lets go after its time, counted from the draw and not from the last request', () => {
    const { stickyFor, pass } = keeping();
    takeFirst(stickyAt('config'), stickyFor('ann'), 0.9);
    pass(999);
    const kept = takeFirst(stickyAt('config'), stickyFor('ann'), 0);
    pass(1);

    const later = takeFirst(stickyAt('config'), stickyFor('ann'), 0);

    expect([kept, later]).toEqual([1, 0]);
  });

  it('moves who was kept with one that is passed over, for good, and proposes nobody twice', () => {
    const { stickyFor } = keeping();
    takeFirst(stickyAt('config'), stickyFor('ann'), 0.9);
    const turn = turnOf({ sticky: stickyFor('ann'), draws: [0.9, 0] });

    const candidates = [...loadbalance.propose(weighing(1, 1), stickyAt('config'), turn)];
    candidates[1]!.taken?.();

    expect(branchesOf(candidates)).toEqual([1, 0]);
    expect(takeFirst(stickyAt('config'), stickyFor('ann'), 0.9)).toBe(0);
  });

  it('keeps the same people apart at another fork', () => {
    const { stickyFor } = keeping();
    takeFirst(stickyAt('config.targets[0]'), stickyFor('ann'), 0.9);
    takeFirst(stickyAt('config.targets[1]'), stickyFor('ann'), 0);

    expect(takeFirst(stickyAt('config.targets[0]'), stickyFor('ann'), 0)).toBe(1);
    expect(takeFirst(stickyAt('config.targets[1]'), stickyFor('ann'), 0.9)).toBe(0);
  });

  it('draws anew for who was kept with a target that is no more', () => {
    const sticky = () => ({ branch: 7, keep: () => {} });

    expect(branchesOf(loadbalance.propose(weighing(1, 1), stickyAt('config'), turnOf({ sticky, draws: [0.9, 0] })))).toEqual([1, 0]);
  });
});

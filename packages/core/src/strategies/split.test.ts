import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { targetAt, weighing } from '../config/node.test.support.ts';
import { answered } from '../retry/outcome.test.support.ts';
import { split, variantOf, type Split } from './split.ts';
import { branchesOf, chiSquare, FAR_OFF_AMONG_THREE, firstOf, seededDice, turnOf } from './turn.test.support.ts';

const TEST: Split = { mode: 'split', experiment: 'tone', by: ['metadata._user', 'params.user'] };

const named = (weights: Readonly<Record<string, number>>) =>
  Object.entries(weights).map(([name, weight], index) => targetAt(String(index), { name, weight }));

const variantFor = (user: unknown, weights: Readonly<Record<string, number>>, options: Split = TEST): string => {
  const branches = named(weights);
  return branches[firstOf(split.propose(branches, options, turnOf({ values: { 'metadata._user': user } }))).branch]!.name!;
};

const users = (count: number) => Array.from({ length: count }, (_, index) => `user ${index}`);

describe('a split', () => {
  it('gives a user the same variant on every machine, which is written here', () => {
    const variants = users(12).map((user) => variantFor(user, { kind: 1, brief: 1 }));

    expect(variants.join(' ')).toBe('kind kind brief brief brief kind brief brief kind kind brief brief');
  });

  it('does not depend on who asked before', () => {
    const forwards = users(50).map((user) => variantFor(user, { kind: 1, brief: 1 }));
    const backwards = users(50)
      .toReversed()
      .map((user) => variantFor(user, { kind: 1, brief: 1 }))
      .toReversed();

    expect(backwards).toEqual(forwards);
  });

  it('does not depend on the order of the variants, only on their names', () => {
    const forwards = users(50).map((user) => variantFor(user, { kind: 2, brief: 1, plain: 1 }));
    const backwards = users(50).map((user) => variantFor(user, { plain: 1, brief: 1, kind: 2 }));

    expect(backwards).toEqual(forwards);
  });

  it('gives each variant its share of the users', () => {
    const shares = { kind: 1, brief: 3, plain: 6 };
    const counts = { kind: 0, brief: 0, plain: 0 };

    for (const user of users(20_000)) counts[variantFor(user, shares) as keyof typeof counts] += 1;

    expect(chiSquare(Object.values(counts), Object.values(shares))).toBeLessThan(FAR_OFF_AMONG_THREE);
  });

  it('moves only who must when one weight grows: to the variant that grew', () => {
    const weight = fc.double({ min: 0.01, max: 100, noNaN: true });

    fc.assert(
      fc.property(fc.string({ minLength: 1 }), weight, weight, weight, weight, (user, kind, brief, plain, more) => {
        const before = variantFor(user, { kind, brief, plain });
        const after = variantFor(user, { kind, brief: brief + more, plain });

        expect([before, 'brief']).toContain(after);
      }),
    );
  });

  it('moves only those of a variant that goes, or is switched off', () => {
    for (const user of users(300)) {
      const before = variantFor(user, { kind: 1, brief: 1, plain: 1 });
      const gone = variantFor(user, { kind: 1, plain: 1 });
      const off = variantFor(user, { kind: 1, brief: 0, plain: 1 });

      expect(off).toBe(gone);
      expect(gone === before || before === 'brief').toBe(true);
    }
  });

  it('puts nobody in the same half of every experiment', () => {
    const other: Split = { ...TEST, experiment: 'length' };
    const weights = { kind: 1, brief: 1 };

    const same = users(2000).filter((user) => variantFor(user, weights) === variantFor(user, weights, other));

    expect(same.length).toBeGreaterThan(800);
    expect(same.length).toBeLessThan(1200);
  });

  it.each([
    ['under the first name', { 'metadata._user': 'ann', 'params.user': 'bob' }, 'ann'],
    ['under the second where the first says nothing', { 'params.user': 'bob' }, 'bob'],
    ['under the second where the first is empty', { 'metadata._user': '', 'params.user': 'bob' }, 'bob'],
    ['under the second where the first is null', { 'metadata._user': null, 'params.user': 'bob' }, 'bob'],
  ])('finds the user %s', (_, values, user) => {
    const branches = named({ a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 });

    const order = branchesOf(split.propose(branches, TEST, turnOf({ values })));

    expect(order).toEqual(branchesOf(split.propose(branches, TEST, turnOf({ values: { 'metadata._user': user } }))));
  });

  it('knows a user whose name is a number', () => {
    expect(variantFor(17, { kind: 1, brief: 1 })).toBe(variantFor('17', { kind: 1, brief: 1 }));
  });

  it('draws for who does not say', () => {
    const order = branchesOf(split.propose(weighing(1, 1), TEST, turnOf({ draws: [0.2, 0.9] })));

    expect(order).toEqual([1, 0]);
  });

  it('draws by weight for who does not say', () => {
    const random = seededDice(3);
    const counts = [0, 0, 0];

    for (let count = 0; count < 20_000; count++) counts[firstOf(split.propose(weighing(1, 3, 6), TEST, turnOf({ random }))).branch]! += 1;

    expect(chiSquare(counts, [1, 3, 6])).toBeLessThan(FAR_OFF_AMONG_THREE);
  });

  it.each([
    ['those that weigh nothing are left out', [0, 1], [0], [1]],
    ['nothing weighs anything, so all take part', [0, 0], [0.2, 0.9], [1, 0]],
    ['the smallest draws there are', [1, 1], [0, 0], [0, 1]],
  ])('bears all weights: %s', (_, weights, draws, order) => {
    expect(branchesOf(split.propose(weighing(...weights), TEST, turnOf({ draws })))).toEqual(order);
  });

  it('says why', () => {
    const drawn = firstOf(split.propose(weighing(2), TEST, turnOf({ draws: [0.5] })));
    const placed = firstOf(split.propose(weighing(2), TEST, turnOf({ values: { 'params.user': 'ann' } })));

    expect(drawn.why()).toBe('no user is named, so drawn by weight 2');
    expect(placed.why()).toBe('the user\'s place in "tone" by weight 2');
  });

  it('calls a variant by its name, else by its place', () => {
    expect(variantOf(targetAt('config.targets[1]', { name: 'brief' }))).toBe('brief');
    expect(variantOf(targetAt('config.targets[1]'))).toBe('config.targets[1]');
  });

  it('stays where it is, whatever comes of it', () => {
    expect(split.movesOn(answered(500), TEST)).toBe(false);
    expect(split.alternatives).toBe(true);
  });
});

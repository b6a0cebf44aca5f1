import { describe, expect, it } from '@jest/globals';
import { compareVariants, LEAST_UNITS, MEASURES, type ComparedVariant } from './compare-variants.ts';
import { diceOf, runOf, type Draw } from './simulated-users.test.support.ts';

/** Many experiments are simulated for each of these. */
const TIME_MS = 60_000;

const treated = (variants: readonly ComparedVariant[]) => variants[1]!.against!;

const flags = (draw: Draw, seed: number) => {
  const against = treated(compareVariants(runOf(diceOf(seed), draw), 'control'));
  return MEASURES.filter((measure) => against[measure].verdict === 'higher' || against[measure].verdict === 'lower');
};

const runs = (draw: Draw, count: number) => Array.from({ length: count }, (_, seed) => flags(draw, seed * 7919 + draw.users));

describe('a whole report of variants that do not differ', () => {
  it.each([
    { count: 1000, users: 400, share: 0.5 },
    { count: 150, users: 1000, share: 0.1 },
    { count: 150, users: 600, share: 0.9 },
    { count: 200, users: 150, share: 0.5 },
  ])(
    'says that something does in no more than seven of a hundred cases: $count runs of $users users, $share of them treated',
    ({ count, ...draw }) => {
      const wrong = runs(draw, count).filter((found) => found.length > 0).length;

      expect(wrong / count).toBeLessThanOrEqual(0.07);
    },
    TIME_MS,
  );

  it('would say so all the time if requests of one user were taken as independent', () => {
    let wrong = 0;
    for (let seed = 0; seed < 100; seed += 1) {
      const requests = runOf(diceOf(seed), { users: 400, share: 0.5 }).map((variant) => {
        // As many units as requests, each alike within its user: what somebody would reckon who forgets the users.
        const { units, yy, ...of } = variant.of.logMs;
        const each = of.x / units;
        return { ...variant, of: { ...variant.of, logMs: { units: of.x, x: of.x, y: of.y, xx: of.x, xy: of.y, yy: yy / each / each } } };
      });
      const { logMs } = treated(compareVariants(requests, 'control'));
      if (logMs.verdict === 'higher' || logMs.verdict === 'lower') wrong += 1;
    }

    expect(wrong / 100).toBeGreaterThan(0.07);
  });
});

describe('a difference of ten per cent', () => {
  const USERS = 12_000;

  it.each([
    ['latency', 'logMs', { ms: 1.1 }],
    ['cost', 'cost', { cost: 1.1 }],
  ] as const)(
    `in %s is found among ${USERS} users nearly always, and nothing else is`,
    (_name, measure, effect) => {
      const found = runs({ users: USERS, share: 0.5, effect }, 12);
      const right = found.filter((measures) => measures.includes(measure)).length;
      const others = found.filter((measures) =>
        measures.some((each) => each !== measure && !(measure === 'logMs' && each === 'ms')),
      ).length;

      expect(right).toBeGreaterThanOrEqual(11);
      expect(others).toBeLessThanOrEqual(2);
    },
    TIME_MS,
  );

  it('is told with its direction and a range that holds it', () => {
    const against = treated(compareVariants(runOf(diceOf(5), { users: USERS, share: 0.5, effect: { ms: 1.1 } }), 'control'));

    const { logMs } = against;

    expect(logMs).toMatchObject({ verdict: 'higher' });
    if (logMs.verdict === 'too_few') throw new Error('there are enough');
    expect(logMs.relative!.low).toBeLessThan(0.1);
    expect(logMs.relative!.high).toBeGreaterThan(0.1);
    expect(logMs.absolute.value).toBeGreaterThan(0);
  });
});

describe('the range of a difference', () => {
  it('holds the true one about 95 times of a hundred', () => {
    const held = Array.from({ length: 200 }, (_, seed) => {
      const { tokens } = treated(compareVariants(runOf(diceOf(seed + 1), { users: 300, share: 0.5 }), 'control'));
      return tokens.verdict !== 'too_few' && tokens.absolute.low <= 0 && tokens.absolute.high >= 0;
    }).filter(Boolean).length;

    expect(held / 200).toBeGreaterThan(0.9);
    expect(held / 200).toBeLessThan(0.99);
  });
});

describe('too few', () => {
  it('is said of variants with fewer users than it takes, and no range is told', () => {
    const [control, treatment] = compareVariants(runOf(diceOf(1), { users: LEAST_UNITS, share: 0.5 }), 'control');

    expect(MEASURES.map((measure) => treatment!.against![measure].verdict)).toEqual(MEASURES.map(() => 'too_few'));
    expect(control!.means.cost).toEqual({ value: expect.any(Number) });
  });

  it('is said of errors where hardly anything fails', () => {
    const variants = runOf(diceOf(2), { users: 400, share: 0.5, effect: {} }).map((variant) => ({ ...variant, unitsWithErrors: 4 }));

    const against = treated(compareVariants(variants, 'control'));

    expect(against.errors).toEqual({ verdict: 'too_few' });
    expect(against.ms.verdict).toBe('none_found');
  });
});

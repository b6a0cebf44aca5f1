import { describe, expect, it } from '@jest/globals';
import { FaultError, isFaultError, type Fault } from '../fault.ts';
import { defineStrategy, movesOnFrom, proposalsOf, readOptions, strategyFlaw, type Branch, type Strategy, type Turn } from './index.ts';

const branches = (): Branch[] =>
  [3, 1, 2].map((weight, index) => ({ index, name: `t${index}`, label: `config.targets[${index}]`, weight, provider: 'acme', model: 'm' }));

const TURN: Turn = {
  now: () => 0,
  random: () => 0.5,
  value: (name) => `said of ${name}`,
  latencyMs: ({ weight }) => weight * 100,
  cost: () => undefined,
};

const whyNot = (act: () => unknown): Fault => {
  try {
    act();
  } catch (error) {
    if (isFaultError(error)) return error.fault;
    throw error;
  }
  throw new Error('it was not refused');
};

const lightest = defineStrategy({
  mode: 'lightest-first',
  options: ({ limit = 10 }) => {
    if (typeof limit !== 'number') throw new Error('"limit" is a number of weights');
    return { limit };
  },
  *propose(all, { limit }, turn) {
    for (const { index, weight } of all.filter((each) => each.weight <= limit).toSorted((left, right) => left.weight - right.weight))
      yield { branch: index, why: `weighs ${weight}; ${String(turn.value('metadata.team'))}` };
  },
});

/** A strategy whose `propose` is as no author with types would write it. */
const lying = (propose: (...given: never[]) => unknown): Strategy =>
  defineStrategy({ mode: 'liar', propose: propose as unknown as Strategy['propose'] });

const proposed = (strategy: Strategy, options?: unknown) => [...proposalsOf(strategy, branches(), options, TURN)];

describe('a strategy', () => {
  it('says what it is, and cannot be changed', () => {
    expect(lightest).toMatchObject({ spec: 1, sort: 'strategy', mode: 'lightest-first', alternatives: true, movesOn: undefined });
    expect(Object.isFrozen(lightest)).toBe(true);
    expect(strategyFlaw(lightest)).toBeUndefined();
  });

  it('proposes branches in its order, each with its reason', () => {
    const options = readOptions(lightest, { limit: 2 });

    expect(proposed(lightest, options)).toEqual([
      { branch: 1, why: 'weighs 1; said of metadata.team' },
      { branch: 2, why: 'weighs 2; said of metadata.team' },
    ]);
  });

  it('may give a list', () => {
    const strategy = defineStrategy({ mode: 'last', propose: (all) => [{ branch: all.length - 1, why: 'it stands last' }] });

    expect(proposed(strategy)).toEqual([{ branch: 2, why: 'it stands last' }]);
  });

  it('works out nothing that nobody asks for', () => {
    const seen: number[] = [];
    const strategy = defineStrategy({
      mode: 'slow',
      *propose(all) {
        for (const { index } of all) {
          seen.push(index);
          yield { branch: index, why: 'next' };
        }
      },
    });

    const first = proposalsOf(strategy, branches(), undefined, TURN).next();

    expect(first.value).toMatchObject({ branch: 0 });
    expect(seen).toEqual([0]);
  });

  it('takes no options unless it says which', () => {
    const strategy = defineStrategy({ mode: 'plain', propose: () => [] });

    expect(readOptions(strategy, {})).toBeUndefined();
    expect(() => readOptions(strategy, { limit: 1 })).toThrow('it takes no options, and "limit" is one');
  });

  it('says in its own words what is wrong with its options', () => {
    expect(() => readOptions(lightest, { limit: 'two' })).toThrow('"limit" is a number of weights');
  });

  it.each([
    ['a word', () => Promise.reject('no good'), 'its options are a promise, and options are read at once'],
    ['a text that is thrown', () => { throw 'no good'; }, 'no good'], // prettier-ignore
    ['nothing that is thrown', () => { throw undefined; }, 'undefined'], // prettier-ignore
    ['a symbol that is thrown', () => { throw Symbol('s'); }, 'Symbol(s)'], // prettier-ignore
    ['an object without any words', () => { throw Object.create(null); }, 'something that cannot be told in words'], // prettier-ignore
    ['an error of a megabyte', () => { throw new Error('x'.repeat(1_000_000)); }, `${'x'.repeat(300)}…`], // prettier-ignore
  ])('is refused with a sentence where its options are %s', (_name, options, sentence) => {
    const strategy = defineStrategy<unknown>({ mode: 'liar', options, propose: () => [] });

    let message = '';
    try {
      readOptions(strategy, {});
    } catch (error) {
      ({ message } = error as Error);
    }

    expect(message).toBe(sentence);
  });

  it('reads its options from a copy that it cannot change', () => {
    const given = { prices: { a: 1 } };
    const strategy = defineStrategy<unknown>({
      mode: 'liar',
      options: ({ prices }) => Object.assign(prices as object, { a: 2 }),
      propose: () => [],
    });

    expect(() => readOptions(strategy, given)).toThrow('read only');
    expect(given).toEqual({ prices: { a: 1 } });
  });
});

describe('what a strategy does wrong has its name', () => {
  it.each<readonly [string, (...given: never[]) => unknown, string]>([
    ['throws', () => { throw new Error('out of luck'); }, 'threw: out of luck'], // prettier-ignore
    ['throws in its generator', function* () { yield { branch: 0, why: '' }; throw new Error('out of luck'); }, 'threw: out of luck'], // prettier-ignore
    ['throws what is no error', () => { throw null; }, 'threw: null'], // prettier-ignore
    ['throws an error that cannot be read', () => { throw Object.defineProperty(new Error(), 'message', { get() { throw new Error(); } }); }, 'threw: something that cannot be told in words'], // prettier-ignore
    ['throws a fault that is not its own', () => { throw new FaultError({ kind: 'cancelled', message: 'gone' }); }, 'threw: gone'], // prettier-ignore
    ['accuses another', () => { throw new FaultError({ kind: 'plugin_failed', message: 'strategy "good" threw' }); }, 'threw: strategy "good" threw'], // prettier-ignore
    ['gives nothing', () => undefined, 'proposed something that is no list'],
    ['gives a number', () => 0, 'proposed something that is no list'],
    ['gives a text, which could be walked', () => '01', 'proposed something that is no list'],
    ['gives a promise', async () => [], 'proposed a promise, where a list is wanted'],
    ['gives a promise that fails', async () => { throw new Error('late'); }, 'proposed a promise, where a list is wanted'], // prettier-ignore
    ['gives an iterator that is none', () => ({ [Symbol.iterator]: () => ({}) }), 'threw: '],
    ['gives steps that are none', () => ({ [Symbol.iterator]: () => ({ next: () => 1 }) }), 'proposed something that is no object'],
    ['proposes none', () => [], 'proposed none of the 3 branches'],
    ['proposes a number', () => [0], 'proposed something that is no object with "branch" and "why"'],
    ['proposes one too high', () => [{ branch: 3, why: '' }], 'proposed the branch 3, and there are those from 0 to 2'],
    ['proposes one below', () => [{ branch: -1, why: '' }], 'proposed the branch -1,'],
    ['proposes half a one', () => [{ branch: 0.5, why: '' }], 'proposed the branch 0.5,'],
    ['proposes what is not a number', () => [{ branch: NaN, why: '' }], 'proposed the branch null,'],
    ['proposes a name', () => [{ branch: 't1', why: '' }], 'proposed the branch "t1",'],
    ['proposes nobody', () => [{ why: '' }], 'proposed the branch undefined,'],
    ['proposes one twice', () => [{ branch: 1, why: '' }, { branch: 1, why: '' }], 'proposed the branch 1 twice'], // prettier-ignore
    ['proposes one for ever', function* () { for (;;) yield { branch: 0, why: '' }; }, 'proposed the branch 0 twice'], // prettier-ignore
    ['does not say why', () => [{ branch: 0 }], 'proposed the branch 0 without a text that says why'],
    ['says why in a function', () => [{ branch: 0, why: () => 'so' }], 'proposed the branch 0 without a text that says why'],
    ['has a proposal that throws', () => [{ get branch() { throw new Error('no'); } }], 'threw: no'], // prettier-ignore
    ['changes its branches', (all: Branch[]) => all.sort(() => -1), 'threw: Cannot assign to read only property'],
    ['changes a branch', ([first]: Branch[]) => [Object.assign(first!, { weight: 99 })], 'threw: Cannot assign to read only property'],
  ])('where it %s', (_name, propose, told) => {
    const fault = whyNot(() => proposed(lying(propose)));

    expect(fault.kind).toBe('plugin_failed');
    expect(fault.message).toMatch(/^strategy "liar" /);
    expect(fault.message).toContain(told);
  });

  it('and a generator without an end is left once all have been proposed', () => {
    const strategy = lying(function* (all: Branch[]) {
      for (let turn = 0; ; turn++) yield { branch: turn % all.length, why: 'in turn' };
    } as (...given: never[]) => unknown);

    expect(proposed(strategy).map(({ branch }) => branch)).toEqual([0, 1, 2]);
  });

  it('and a reason without an end is cut', () => {
    const [proposal] = proposed(lying(() => [{ branch: 0, why: 'x'.repeat(10_000_000) }]));

    expect(proposal?.why).toBe(`${'x'.repeat(300)}…`);
  });

  it('but a request that fits none of its branches may be refused', () => {
    const fault = whyNot(() =>
      proposed(
        lying(() => {
          throw new FaultError({ kind: 'invalid_request', message: 'say a tier in the metadata' });
        }),
      ),
    );

    expect(fault).toMatchObject({ kind: 'invalid_request', message: 'strategy "liar": say a tier in the metadata' });
  });
});

describe('a rule of its own for when to move on', () => {
  const asking = (movesOn: unknown) =>
    defineStrategy({ mode: 'liar', propose: () => [], movesOn: movesOn as NonNullable<Strategy['movesOn']> });

  it('is told what the last branch came to', () => {
    const strategy = asking(({ status, fault }: { status: number; fault: string }) => status === 429 && fault === 'rate_limited');

    expect(movesOnFrom(strategy, { status: 429, fault: 'rate_limited' }, undefined)).toBe(true);
    expect(movesOnFrom(strategy, { status: 200, fault: undefined }, undefined)).toBe(false);
  });

  it.each([
    ['throws', () => { throw new Error('no idea'); }, 'threw: no idea'], // prettier-ignore
    ['answers with a word', () => 'yes', 'answered neither true nor false'],
    ['answers with nothing', () => undefined, 'answered neither true nor false'],
    ['answers with a promise', async () => true, 'answered neither true nor false'],
    ['refuses the request, which is late for that', () => { throw new TypeError('late'); }, 'threw: late'], // prettier-ignore
  ])('has its strategy’s name where it %s', (_name, movesOn, told) => {
    const fault = whyNot(() => movesOnFrom(asking(movesOn), { status: 500, fault: undefined }, undefined));

    expect(fault).toMatchObject({ kind: 'plugin_failed', message: expect.stringMatching(/^strategy "liar" /) });
    expect(fault.message).toContain(told);
  });
});

describe('what is no strategy', () => {
  it.each([
    ['nothing', undefined, 'is no strategy'],
    ['a function', () => {}, 'is no strategy'],
    ['a check', { ...lightest, sort: 'check' }, 'is no strategy'],
    ['one of another time', { ...lightest, spec: 2 }, 'was written for strategy spec 2; this gateway speaks 1'],
    ['one without a mode', { ...lightest, mode: undefined }, 'has the mode "undefined"'],
    ['one with a mode in capitals', { ...lightest, mode: 'Lightest' }, 'has the mode "Lightest"'],
    ['one with spaces in its mode', { ...lightest, mode: 'lightest first' }, 'has the mode "lightest first"'],
    ['one that proposes nothing', { ...lightest, propose: [] }, 'has no function "propose"'],
    ['one with options as data', { ...lightest, options: {} }, 'has "options" that are no function'],
    ['one that always moves on', { ...lightest, movesOn: true }, 'has a "movesOn" that is no function'],
    ['one with three alternatives', { ...lightest, alternatives: 3 }, 'has "alternatives" that are neither true nor false'],
  ])('is told: %s', (_name, given, flaw) => {
    expect(strategyFlaw(given)).toContain(flaw);
  });
});

import { describe, expect, it } from '@jest/globals';
import { FaultError } from '@sluice/provider-sdk';
import { defineCheck, type Check } from '@sluice/provider-sdk/check';
import { defineStrategy, type Strategy } from '@sluice/provider-sdk/strategy';
import { runCheck } from './check.ts';
import { runStrategy } from './strategy.ts';

const cheapest = defineStrategy({
  mode: 'cheapest-first',
  options: ({ below }) => {
    if (below !== undefined && typeof below !== 'number') throw new Error('"below" must be a number of dollars');
    return { below: below ?? Infinity };
  },
  propose(branches, { below }, turn) {
    const dear = (index: number) => turn.cost(branches[index]!) ?? Infinity;
    const fit = branches.filter(({ index }) => dear(index) <= below);
    if (fit.length === 0) throw new FaultError({ kind: 'invalid_request', message: 'no branch is cheap enough' });
    return fit
      .toSorted((one, other) => dear(one.index) - dear(other.index))
      .map(({ index }) => ({ branch: index, why: `costs ${dear(index)}` }));
  },
  movesOn: ({ status }) => status >= 500,
}) as Strategy;

const strategyOf = (changed: Partial<Strategy>): Strategy => ({ ...cheapest, ...changed });

describe('a strategy', () => {
  it('does what the case says', () => {
    const said = runStrategy(cheapest, {
      name: 'takes the cheapest first',
      cost: [0.3, 0.1, 0.2],
      proposes: [1, 2, 0],
      because: ['costs 0.1', 'costs 0.2'],
      movesOn: [
        [{ status: 503, fault: 'overloaded' }, true],
        [{ status: 400, fault: 'invalid_request' }, false],
      ],
    });

    expect(said).toBeUndefined();
  });

  it('is refused where it was to be', () => {
    const said = [
      runStrategy(cheapest, { name: 'a', options: { below: 'x' }, refusesOptions: 'a number of dollars' }),
      runStrategy(cheapest, { name: 'b', options: { below: 0 }, cost: [1, 1, 1], refusesRequest: 'no branch is cheap enough' }),
    ];

    expect(said).toEqual([undefined, undefined]);
  });

  it.each([
    ['another order', cheapest, { cost: [0.3, 0.1, 0.2], proposes: [0, 1, 2] }, 'it proposes [1,2,0] and not [0,1,2]'],
    [
      'another reason',
      cheapest,
      { cost: [1, 2, 3], because: ['is nearest'] },
      'its reason for proposal 0 is "costs 1" and has no "is nearest"',
    ],
    [
      'another mind on moving on',
      cheapest,
      { cost: [1, 1, 1], movesOn: [[{ status: 500, fault: undefined }, false]] },
      'after {"status":500} it moves on, and was not to',
    ],
    ['options that are refused', cheapest, { options: { below: 'x' } }, 'its options are refused: "below" must be a number of dollars'],
    ['options refused in other words', cheapest, { options: { below: 'x' }, refusesOptions: 'euro' }, 'which has no "euro"'],
    ['options that are taken', cheapest, { refusesOptions: 'dollars' }, 'its options were to be refused (dollars), and are taken'],
    [
      'a request that is taken',
      cheapest,
      { cost: [1, 1, 1], refusesRequest: 'cheap' },
      'the request was to be refused (cheap), and is taken',
    ],
    ['a request that is refused', cheapest, { options: { below: 0 }, cost: [1, 1, 1] }, 'no branch is cheap enough'],
    [
      'a branch that is not there',
      strategyOf({ propose: () => [{ branch: 3, why: 'x' }] }),
      {},
      'strategy "cheapest-first" proposed the branch 3',
    ],
    [
      'a branch twice',
      strategyOf({
        propose: () => [
          { branch: 1, why: 'x' },
          { branch: 1, why: 'x' },
        ],
      }),
      {},
      'proposed the branch 1 twice',
    ],
    [
      'a throw',
      strategyOf({
        propose: () => {
          throw new Error('boom');
        },
      }),
      {},
      'threw: boom',
    ],
    [
      'dice of its own',
      strategyOf({ propose: () => [{ branch: 0, why: `${String(dice++)}` }] }),
      {},
      'it keeps state, or rolls dice of its own',
    ],
    [
      'a change to what it is given',
      strategyOf({ propose: (branches) => [{ branch: (branches as unknown[]).push(1), why: 'x' }] }),
      {},
      'threw: ',
    ],
    [
      'no rule of its own',
      strategyOf({ movesOn: undefined }),
      { cost: [1, 1, 1], movesOn: [[{ status: 500, fault: undefined }, true]] },
      'it has no rule of its own',
    ],
    ['no mode', strategyOf({ mode: 'Cheapest First' }), {}, 'has the mode "Cheapest First"'],
  ] as const)('is found with %s', (_what, strategy, given, said) => {
    expect(runStrategy(strategy, { name: 'x', ...given })).toContain(said);
  });
});

let dice = 0;

const names = defineCheck({
  id: 'acme.no-names',
  phases: ['before', 'after'],
  rewrites: true,
  parameters: ({ names: given }) => {
    if (!Array.isArray(given)) throw new Error('"names" must be a list');
    return given as readonly string[];
  },
  async run({ text }, given, tools) {
    const found = given.find((name) => text.includes(name));
    if (text.includes('ask')) await tools.send({ url: 'https://acme.example' });
    return found === undefined
      ? { verdict: true }
      : { verdict: false, data: { found }, document: tools.rewritten((each) => each.replaceAll(found, '***')) };
  },
}) as Check;

const checkOf = (changed: Partial<Check>): Check => ({ ...names, ...changed });
const ada = { text: 'Hello, Ada.', parameters: { names: ['Ada'] } };

describe('a check', () => {
  it.each(['before', 'after'] as const)('does what the case says, %s', async (phase) => {
    const said = await runCheck(names, {
      name: 'finds a name',
      phase,
      ...ada,
      verdict: false,
      data: { found: 'Ada' },
      rewrites: 'Hello, ***.',
    });

    expect(said).toBeUndefined();
  });

  it('is refused where it was to be, and asks whom the case lets it ask', async () => {
    const said = [
      await runCheck(names, { name: 'a', text: 'x', refusesParameters: '"names" must be a list' }),
      await runCheck(names, {
        name: 'b',
        text: 'ask',
        parameters: { names: [] },
        answers: () => ({ status: 200, body: '' }),
        verdict: true,
      }),
    ];

    expect(said).toEqual([undefined, undefined]);
  });

  it.each([
    ['another verdict', names, { ...ada, verdict: true }, 'its verdict is false ({"found":"Ada"}), and was to be true'],
    ['other data', names, { ...ada, data: { found: 'Bob' } }, 'its data.found is "Ada" and not "Bob"'],
    ['another text', names, { ...ada, rewrites: 'Hello.' }, 'the text that it writes is "Hello, ***." and not "Hello."'],
    ['no text', names, { text: 'x', parameters: { names: [] }, rewrites: 'x' }, 'the text that it writes is undefined'],
    ['parameters that are refused', names, { text: 'x' }, 'its parameters are refused: "names" must be a list'],
    ['parameters refused in other words', names, { text: 'x', refusesParameters: 'a map' }, 'which has no "a map"'],
    ['parameters that are taken', names, { ...ada, refusesParameters: 'list' }, 'its parameters were to be refused (list), and are taken'],
    ['nobody to ask', names, { text: 'ask', parameters: { names: [] } }, 'threw: nobody answers at https://acme.example'],
    ['a phase that is not its own', checkOf({ phases: ['before'] }), { ...ada, phase: 'after' }, 'it does not stand in the phase after'],
    [
      'something that is no finding',
      checkOf({ run: () => 'yes' as never }),
      ada,
      'check "acme.no-names" gave something that is no finding',
    ],
    ['a document that it may not give', checkOf({ rewrites: false }), ada, 'does not say that it rewrites'],
    [
      'a change to what it is given',
      checkOf({ run: (question) => ({ verdict: ((question.request as { a: 1 }).a = 1) > 0 }) }),
      ada,
      'threw: ',
    ],
    ['no id', checkOf({ id: 'names' }), ada, 'the id of a check is its maker, a dot and its name'],
  ] as const)('is found with %s', async (_what, check, given, said) => {
    expect(await runCheck(check, { name: 'x', ...given })).toContain(said);
  });
});

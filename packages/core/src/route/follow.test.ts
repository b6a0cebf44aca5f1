import { describe, expect, it } from '@jest/globals';
import { defineStrategy } from '@sluice/provider-sdk/strategy';
import type { ConfigNode } from '../config/config.ts';
import { FALLBACK, forkAt, targetAt } from '../config/node.test.support.ts';
import { compileRegex } from '../guards/safe-regex.ts';
import { readQuery } from '../conditions/read-query.ts';
import type { Outcome } from '../outcome.ts';
import { answered, failed } from '../retry/outcome.test.support.ts';
import { turnOf } from '../strategies/turn.test.support.ts';
import { fitnessOf, follow } from './follow.ts';
import { chanceOf, flowing, walkOf, type WalkGiven } from './walk.test.support.ts';

const [A, B, C, D] = ['a', 'b', 'c', 'd'].map((label) => targetAt(label)) as [ConfigNode, ConfigNode, ConfigNode, ConfigNode];
const SINGLE = { mode: 'single' } as const;
const EVENLY = { mode: 'loadbalance', sticky: undefined } as const;

/** Who answers what; all others fail. */
const answering =
  (outcomes: Readonly<Record<string, Outcome>>): WalkGiven['does'] =>
  (target) =>
    outcomes[target] ?? failed('overloaded');

const when = (plan: string, branch: number) => ({ query: readQuery({ 'metadata.plan': plan }, compileRegex), branch });

const byPlan = (otherwise?: number) => ({ mode: 'conditional', conditions: [when('paid', 0), when('free', 1)], otherwise }) as const;

describe('following a config', () => {
  it('asks a target, with the chance that it was given', async () => {
    const { walk, asked } = walkOf({ does: () => answered(200) });
    const chance = chanceOf();

    const { answer, goOn } = await follow(A, walk, chance);

    expect(answer).toMatchObject({ target: 'a', outcome: { status: 200 } });
    expect(asked).toEqual([{ target: 'a', chance }]);
    expect(await goOn(walk, chance)).toBeUndefined();
  });

  it('moves on until somebody answers well, and says on the way who else there is', async () => {
    const { walk, asked } = walkOf({ does: answering({ b: answered(200) }) });

    const { answer } = await follow(forkAt('config', FALLBACK, A, B, C), walk, chanceOf());

    expect(answer.target).toBe('b');
    expect(asked.map(({ target, chance }) => [target, chance.target])).toEqual([
      ['a', true],
      ['b', true],
    ]);
  });

  it('gives the last answer where nobody answers well; the last one has nobody behind it', async () => {
    const { walk, asked } = walkOf({ does: answering({ b: failed('not_found') }) });

    const { answer } = await follow(forkAt('config', FALLBACK, A, B), walk, chanceOf());

    expect(answer).toMatchObject({ target: 'b', outcome: { status: 404 } });
    expect(asked.map(({ chance }) => chance.target)).toEqual([true, false]);
  });

  it('hangs up on an answer that a plugin cannot judge, and fails by the plugin’s name', async () => {
    const streamed = flowing();
    const strategy = defineStrategy({
      mode: 'unsure',
      propose: () => [{ branch: 0, why: 'first' }],
      movesOn: () => {
        throw new Error('no idea');
      },
    });
    const { walk, labels } = walkOf({
      does: () => streamed.outcome,
      turn: turnOf({ known: () => ({ provider: undefined, model: undefined }) }),
    });

    const { answer } = await follow(
      forkAt('config', { mode: 'custom', strategy, options: undefined, optionNames: [] }, A, B),
      walk,
      chanceOf(),
    );

    expect(labels()).toEqual(['a']);
    expect(streamed.cancelled()).toBe(true);
    expect(answer).toMatchObject({
      target: 'config',
      outcome: { fault: { kind: 'plugin_failed', message: 'strategy "unsure" threw: no idea' } },
    });
  });

  it('keeps the chance of a fork around it for the last of its own', async () => {
    const { walk, asked } = walkOf({ does: answering({}) });

    await follow(forkAt('config', FALLBACK, forkAt('inner', FALLBACK, A, B), C), walk, chanceOf());

    expect(asked.map(({ target, chance }) => [target, chance.target])).toEqual([
      ['a', true],
      ['b', true],
      ['c', false],
    ]);
  });

  it('stops the bad answers that it moves on from, and no other', async () => {
    const [bad, good] = [flowing(500), flowing(200)];
    const { walk } = walkOf({ does: answering({ a: bad.outcome, b: good.outcome }) });

    await follow(forkAt('config', FALLBACK, A, B), walk, chanceOf());

    expect([bad.cancelled(), good.cancelled()]).toEqual([true, false]);
  });

  it('moves from fork to fork, and does not move within one that chooses once', async () => {
    const { walk, labels } = walkOf({ does: answering({ d: answered(200) }), turn: turnOf({ draws: [0.9] }) });

    const { answer } = await follow(forkAt('config', FALLBACK, forkAt('x', EVENLY, A, B), forkAt('y', SINGLE, D, C)), walk, chanceOf());

    expect(labels()).toEqual(['b', 'd']);
    expect(answer.target).toBe('d');
  });

  it('lets a fork within another judge by its own list', async () => {
    const inner = forkAt('inner', { ...FALLBACK, onStatusCodes: [429] }, A, B);
    const { walk, labels } = walkOf({ does: answering({ c: answered(200) }) });

    await follow(forkAt('config', FALLBACK, inner, C), walk, chanceOf());

    expect(labels()).toEqual(['a', 'c']);
  });

  it('writes down what was chosen, by whom and why', async () => {
    const { walk, steps } = walkOf({ does: answering({ b: answered(200) }), turn: turnOf({ draws: [0.75] }) });

    await follow(forkAt('config', FALLBACK, A, forkAt('config.targets[1]', EVENLY, C, B)), walk, chanceOf());

    expect(steps()).toEqual([
      { kind: 'chosen', fork: 'config', mode: 'fallback', target: 'a', why: 'fallback begins with the first target' },
      { kind: 'chosen', fork: 'config', mode: 'fallback', target: 'config.targets[1]', why: 'what stands before it did not answer well' },
      { kind: 'chosen', fork: 'config.targets[1]', mode: 'loadbalance', target: 'b', why: 'drawn by weight 1 of 2 (the draw was 1.500)' },
    ]);
  });

  it('remembers the variant of an experiment', async () => {
    const split = { mode: 'split', experiment: 'tone', by: [] } as const;
    const { walk } = walkOf({ does: () => answered(200), turn: turnOf({ draws: [0.1, 0.9] }) });

    await follow(
      forkAt('config', split, targetAt('config.targets[0]'), targetAt('config.targets[1]', { name: 'brief' })),
      walk,
      chanceOf(),
    );

    expect(walk.journal.variant).toBe('brief');
  });
});

describe('targets that are not fit', () => {
  it('are passed over, and that is written down', async () => {
    const { walk, labels, steps } = walkOf({ does: () => answered(200), lacks: { a: 'it has no tools' } });

    await follow(forkAt('config', FALLBACK, A, B), walk, chanceOf());

    expect(labels()).toEqual(['b']);
    expect(steps()[0]).toEqual({ kind: 'skipped', target: 'a', reason: 'it has no tools' });
  });

  it('are passed over behind a bad answer too, which stands then', async () => {
    const { walk, labels } = walkOf({ does: answering({}), lacks: { b: 'it has no tools' } });

    const { answer } = await follow(forkAt('config', FALLBACK, A, B), walk, chanceOf());

    expect(labels()).toEqual(['a']);
    expect(answer).toMatchObject({ target: 'a', outcome: { status: 503 } });
  });

  it('leave their share of a draw to the others', async () => {
    const { walk, labels } = walkOf({ does: () => answered(200), lacks: { a: 'no' }, turn: turnOf({ draws: [0, 0] }) });

    await follow(forkAt('config', EVENLY, A, B), walk, chanceOf());

    expect(labels()).toEqual(['b']);
  });

  it('are asked all the same where nobody is fit', async () => {
    const { walk, labels, steps } = walkOf({ does: answering({ b: answered(200) }), lacks: { a: 'no', b: 'no' } });

    const { answer } = await follow(forkAt('config', FALLBACK, A, B), walk, chanceOf());

    expect(answer.target).toBe('b');
    expect(labels()).toEqual(['a', 'b']);
    expect(steps().filter(({ kind }) => kind === 'skipped')).toEqual([
      { kind: 'skipped', target: 'a', reason: 'no' },
      { kind: 'skipped', target: 'b', reason: 'no' },
      { kind: 'skipped', target: 'config', reason: 'no target is fit, so they are asked all the same' },
    ]);
  });

  it('make a fork unfit when all below it are', async () => {
    const lacks = { a: 'no tools', b: 'no pictures' };
    const { walk, labels, steps } = walkOf({ does: () => answered(200), lacks });

    await follow(forkAt('config', FALLBACK, forkAt('inner', FALLBACK, A, B), C), walk, chanceOf());

    expect(labels()).toEqual(['c']);
    expect(steps()[0]).toEqual({ kind: 'skipped', target: 'inner', reason: 'no pictures' });
  });

  it('do not make a fork unfit when another below it is fit', async () => {
    const { walk, labels } = walkOf({ does: () => answered(200), lacks: { a: 'no' } });

    await follow(forkAt('config', FALLBACK, forkAt('inner', FALLBACK, A, B), C), walk, chanceOf());

    expect(labels()).toEqual(['b']);
    expect(fitnessOf(forkAt('inner', FALLBACK, A, B), walk)).toBeUndefined();
  });

  it.each([
    ['a condition', byPlan(), 'a'],
    ['single', SINGLE, 'a'],
  ] as const)('are asked where %s means just them', async (_, strategy, label) => {
    const turn = turnOf({ values: { 'metadata.plan': 'paid' } });
    const { walk, labels, steps } = walkOf({ does: answering({}), lacks: { a: 'no' }, turn });

    await follow(forkAt('config', strategy, A, B), walk, chanceOf());

    expect(labels()).toEqual([label]);
    expect(steps().map(({ kind }) => kind)).toEqual(['chosen']);
  });
});

describe('a journal', () => {
  it('says which experiment a request is part of, and which variant it got', async () => {
    const { walk } = walkOf({ does: () => answered(200), turn: turnOf({ values: { 'metadata._user': 'ann' } }) });
    const split = { mode: 'split', experiment: 'wording', by: ['metadata._user'] } as const;

    const { answer } = await follow(forkAt('config', split, A, B), walk, chanceOf());

    expect(walk.journal).toMatchObject({ experiment: 'wording', variant: answer.target });
  });
});

describe('a request that fits no condition', () => {
  const turn = turnOf({ values: { 'metadata.plan': 'none' } });

  it('is refused without anybody being asked', async () => {
    const { walk, labels } = walkOf({ does: answering({}), turn });

    const { answer, goOn } = await follow(forkAt('config', byPlan(), A, B), walk, chanceOf());

    expect(answer).toMatchObject({ target: 'config', provider: undefined, outcome: { status: 400, fault: { code: 'no_condition_met' } } });
    expect(labels()).toEqual([]);
    expect(await goOn(walk, chanceOf())).toBeUndefined();
  });

  it('goes to the next of a fallback around it', async () => {
    const { walk, labels } = walkOf({ does: () => answered(200), turn });

    const { answer } = await follow(forkAt('config', FALLBACK, forkAt('inner', byPlan(), A, B), C), walk, chanceOf());

    expect(labels()).toEqual(['c']);
    expect(answer.target).toBe('c');
  });
});

describe('going on from an answer that broke off', () => {
  const continuing = chanceOf({ continues: true });

  it('asks who would have been next, with the walk of then, until nobody is left', async () => {
    const first = walkOf({ does: () => answered(200) });
    const later = walkOf({ does: () => answered(200) });

    const one = await follow(forkAt('config', FALLBACK, A, B, C), first.walk, chanceOf());
    const two = await one.goOn(later.walk, continuing);
    const three = await two?.goOn(later.walk, continuing);
    const four = await three?.goOn(later.walk, continuing);

    expect(first.labels()).toEqual(['a']);
    expect(later.labels()).toEqual(['b', 'c']);
    expect(four).toBeUndefined();
  });

  it('asks first who is left within the fork that answered', async () => {
    const { walk, labels } = walkOf({ does: () => answered(200) });
    let followed = await follow(forkAt('config', FALLBACK, forkAt('inner', FALLBACK, A, B), C), walk, chanceOf());

    for (;;) {
      const next = await followed.goOn(walk, continuing);
      if (!next) break;
      followed = next;
    }

    expect(labels()).toEqual(['a', 'b', 'c']);
  });

  it('has nowhere to go where the fork chose once', async () => {
    const { walk } = walkOf({ does: () => answered(200), turn: turnOf({ draws: [0] }) });

    const { goOn } = await follow(forkAt('config', EVENLY, A, B), walk, chanceOf());

    expect(await goOn(walk, continuing)).toBeUndefined();
  });

  it('asks one at a time, hedged or not', async () => {
    const hedging = { ...FALLBACK, hedgeAfterMs: 100 };
    const waiting = { ...turnOf(), wait: () => new Promise<void>(() => {}) };
    const { walk, asked } = walkOf({ does: () => answered(200), turn: waiting });

    const { goOn } = await follow(forkAt('config', hedging, A, B), walk, chanceOf());
    const next = await goOn({ ...walk, turn: turnOf() }, continuing);

    expect(next?.answer.target).toBe('b');
    expect(asked[1]?.chance).toBe(continuing);
  });
});

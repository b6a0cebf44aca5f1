import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { FaultError, isFaultError, type FaultKind } from '@sluice/provider-sdk';
import { defineStrategy, type Branch, type Strategy, type StrategyDefinition, type Turn } from '@sluice/provider-sdk/strategy';
import { forkAt, targetAt } from '../config/node.test.support.ts';
import { answered, failed } from '../retry/outcome.test.support.ts';
import { chooserFor } from './index.ts';
import { branchesOf, turnOf, whysOf } from './turn.test.support.ts';

const chooserOf = (strategy: Strategy, options?: unknown) =>
  chooserFor(forkAt('config', { mode: 'custom', strategy, options, optionNames: [] }));

const made = (changes: Partial<StrategyDefinition<undefined>>) =>
  defineStrategy<undefined>({ mode: 'mine', propose: (all) => all.map(({ index }) => ({ branch: index, why: 'in turn' })), ...changes });

const NODES = [
  targetAt('config.targets[0]', { name: 'a', weight: 2 }),
  forkAt('config.targets[1]', { mode: 'single' }, targetAt('config.targets[1].targets[0]')),
];
const known = ({ kind }: { readonly kind: string }) =>
  kind === 'target' ? { provider: 'acme', model: 'new' } : { provider: undefined, model: undefined };

/** What a strategy saw of a request. */
function seen(ask: (turn: Turn, branches: readonly Branch[]) => unknown, turn = turnOf({ known })): unknown {
  let answer: unknown;
  const strategy = made({
    propose(branches, _options, given) {
      answer = ask(given, branches);
      return [{ branch: 0, why: 'seen' }];
    },
  });
  branchesOf(chooserOf(strategy).propose(NODES, turn));
  return answer;
}

describe('a plugin’s strategy at work', () => {
  it('is called by its own name', () => {
    expect(chooserOf(made({})).mode).toBe('mine');
  });

  it('sees its branches as plain data, with who is behind them as far as that is known', () => {
    expect(seen((_turn, branches) => branches)).toEqual([
      { index: 0, name: 'a', label: 'config.targets[0]', weight: 2, provider: 'acme', model: 'new' },
      { index: 1, name: undefined, label: 'config.targets[1]', weight: 1, provider: undefined, model: undefined },
    ]);
  });

  it('draws, measures and reckons through what it is lent', () => {
    const turn = turnOf({
      known,
      draws: [0.25],
      values: { 'metadata.tier': 'paid' },
      latencyMs: ({ label }) => (label.endsWith('[1]') ? 80 : undefined),
      cost: ({ weight }) => weight / 1000,
    });

    const figures = seen(
      (lent, [first, second]) => [
        lent.random(),
        lent.value('metadata.tier'),
        lent.latencyMs(first!),
        lent.latencyMs(second!),
        lent.cost(first!),
      ],
      turn,
    );

    expect(figures).toEqual([0.25, 'paid', undefined, 80, 0.002]);
  });

  it('is not told credentials, nor lent what is kept for callers', () => {
    const turn = turnOf({
      known,
      values: { 'headers.authorization': 'Bearer sk', 'headers.x-portkey-api-key': 'sk', 'headers.x-team': 'core' },
    });

    const told = seen(
      (lent) => [...['authorization', 'x-portkey-api-key', 'x-team'].map((name) => lent.value(`headers.${name}`)), Object.keys(lent)],
      turn,
    );

    expect(told).toEqual([undefined, undefined, 'core', ['random', 'now', 'value', 'latencyMs', 'cost']]);
  });

  it('asks about a branch that is none in vain', () => {
    const strategy = made({ propose: (_all, _options, turn) => [{ branch: 0, why: String(turn.cost({ index: 9 } as Branch)) }] });

    const propose = () => branchesOf(chooserOf(strategy).propose(NODES, turnOf({ known })));

    expect(propose).toThrow('strategy "mine" threw: there is no branch 9');
  });

  it('gives branches in its order, each with its reason', () => {
    const strategy = defineStrategy({
      mode: 'backwards',
      options: () => ({ because: 'last is best' }),
      propose: (all, { because }) => all.map(({ index }) => ({ branch: all.length - 1 - index, why: because })),
    });
    const chooser = chooserOf(strategy, { because: 'last is best' });

    expect(branchesOf(chooser.propose(NODES, turnOf({ known })))).toEqual([1, 0]);
    expect(whysOf(chooser.propose(NODES, turnOf({ known })))).toEqual(['last is best', 'last is best']);
  });

  it('may mean just the one', () => {
    expect([made({}), made({ alternatives: false })].map((strategy) => chooserOf(strategy).alternatives)).toEqual([true, false]);
  });

  it('throws a fault with its name', () => {
    const chooser = chooserOf(
      made({
        propose: () => {
          throw new Error('out of luck');
        },
      }),
    );

    let fault: unknown;
    try {
      branchesOf(chooser.propose(NODES, turnOf({ known })));
    } catch (error) {
      fault = isFaultError(error) && error.fault;
    }

    expect(fault).toEqual({ kind: 'plugin_failed', message: 'strategy "mine" threw: out of luck' });
  });
});

describe('when a plugin’s strategy moves on', () => {
  it('is as a fallback does, where it does not say', () => {
    const chooser = chooserOf(made({}));

    const moved = [answered(200), answered(246), answered(400), answered(503), failed('plugin_failed'), failed('content_refused')];

    expect(moved.map((outcome) => chooser.movesOn(outcome))).toEqual([false, false, true, true, true, false]);
  });

  it('is as it says, told of status and fault', () => {
    const asked: unknown[] = [];
    const chooser = chooserOf(
      made({
        movesOn: (ending) => {
          asked.push({ ...ending });
          return ending.fault === 'rate_limited';
        },
      }),
    );

    const moved = [answered(200), failed('rate_limited'), failed('upstream_error')].map((outcome) => chooser.movesOn(outcome));

    expect(moved).toEqual([false, true, false]);
    expect(asked).toEqual([
      { status: 200, fault: undefined },
      { status: 429, fault: 'rate_limited' },
      { status: 502, fault: 'upstream_error' },
    ]);
  });

  it.each<FaultKind>(['cancelled', 'internal', 'not_built', 'loop_detected'])('is never after %s, whatever it says', (kind) => {
    const chooser = chooserOf(made({ movesOn: () => true }));

    expect(chooser.movesOn(failed(kind))).toBe(false);
  });

  it('is never after a connection that two sides have joined', () => {
    const chooser = chooserOf(made({ movesOn: () => true }));

    expect(chooser.movesOn({ kind: 'joined', status: 101, headers: [], socket: new PassThrough() })).toBe(false);
  });

  it('throws a fault with its name where it cannot say', () => {
    const chooser = chooserOf(made({ movesOn: () => 'perhaps' as unknown as boolean }));

    expect(() => chooser.movesOn(answered(500))).toThrow(FaultError);
    expect(() => chooser.movesOn(answered(500))).toThrow('strategy "mine" answered neither true nor false');
  });
});

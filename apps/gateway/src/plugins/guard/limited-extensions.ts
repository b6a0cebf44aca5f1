import type { Check } from '@sluice/provider-sdk/check';
import type { Strategy } from '@sluice/provider-sdk/strategy';
import type { Watch } from './watch.ts';

// What they give is looked at where they are asked; here it is made sure that each call comes to an end.

/** A strategy or a check that cannot keep the process to itself. */
export const limitedExtension = (given: Strategy | Check, watch: Watch): Strategy | Check =>
  given.sort === 'strategy' ? limitedStrategy(given, watch) : limitedCheck(given, watch);

function limitedStrategy(strategy: Strategy, watch: Watch): Strategy {
  const { mode, options, propose, movesOn } = strategy;
  const call = <T>(name: string, act: () => T) => watch.bounded(`the strategy "${mode}", ${name}`, act);
  return {
    ...strategy,
    options: (given) => watch.reading(`the strategy "${mode}", options`, () => options(given)),
    propose: (branches, read, turn) =>
      limitedIterable(
        call('propose', () => propose(branches, read, turn)),
        (act) => call('propose', act),
      ),
    movesOn: movesOn && ((ending, read) => call('movesOn', () => movesOn(ending, read))),
  };
}

function limitedCheck(check: Check, watch: Watch): Check {
  const { id, parameters, run } = check;
  return {
    ...check,
    parameters: (given) => watch.reading(`the check "${id}", parameters`, () => parameters(given)),
    run: (question, read, tools) => watch.bounded(`the check "${id}", run`, () => run(question, read, tools)),
  };
}

/** Each step of a generator is a call of its own. What is no iterable is given as it is, for the asker to judge. */
function limitedIterable<T>(given: Iterable<T>, call: <R>(act: () => R) => R): Iterable<T> {
  if (typeof given !== 'object' || given === null || typeof given[Symbol.iterator] !== 'function') return given;
  return {
    [Symbol.iterator]: () => {
      const iterator = call(() => given[Symbol.iterator]());
      return { next: () => call(() => iterator.next()) };
    },
  };
}

import type { Check, CheckQuestion, Finding } from '@sluice/provider-sdk/check';
import type { Proposal, Strategy } from '@sluice/provider-sdk/strategy';
import { types } from 'node:util';
import { plainCopy } from './plain-copy.ts';
import type { Watch } from './watch.ts';

// What they give is judged where they are asked; here it is made sure that each call comes to an end, and that what is
// judged are values of our own.

/** A strategy or a check that cannot keep the process to itself. */
export const limitedExtension = (given: Strategy | Check, watch: Watch): Strategy | Check =>
  given.sort === 'strategy' ? limitedStrategy(given, watch) : limitedCheck(given, watch);

function limitedStrategy(strategy: Strategy, watch: Watch): Strategy {
  const { spec, sort, mode, alternatives } = strategy;
  const call = <T>(name: string, act: () => T) => watch.bounded(`the strategy "${mode}", ${name}`, act);
  return {
    spec,
    sort,
    mode,
    alternatives,
    options: (given) => call('options', () => boxed(strategy.options(given))),
    propose: (branches, read, turn) => {
      const begun = call('propose', () => begin(strategy.propose(branches, (read as Box).value, turn)));
      return begun === undefined ? (undefined as never) : steps(() => call('propose', begun));
    },
    movesOn:
      strategy.movesOn && ((ending, read) => call('movesOn', () => primitive(strategy.movesOn!(ending, (read as Box).value)) as boolean)),
  };
}

function limitedCheck(check: Check, watch: Watch): Check {
  const { spec, sort, id, rewrites } = check;
  return {
    spec,
    sort,
    id,
    rewrites,
    phases: [...check.phases],
    parameters: (given) => watch.bounded(`the check "${id}", parameters`, () => boxed(check.parameters(given))),
    run: (question, read, tools) =>
      watch.boundedPromise(
        `the check "${id}", run`,
        () => check.run(question, (read as Box).value, tools),
        (given) => findingOf(given, question),
      ),
  };
}

/** What a plugin read from a config, for itself alone. */
interface Box {
  readonly value: unknown;
}

/** @throws Error */
function boxed(value: unknown): Box {
  if (!types.isPromise(value)) return { value };
  forget(value);
  throw new Error('it gave a promise, and configs are read at once');
}

/** Nobody waits for it, and what it rejects with is nobody's. */
const forget = (promise: Promise<unknown>) => void Promise.prototype.then.call(promise, undefined, () => {});

type Step = { readonly done: true; readonly value: undefined } | { readonly done: false; readonly value: Proposal };

/** Takes the next step of what was proposed; undefined where it cannot be stepped through. */
function begin(proposed: unknown): (() => Step) | undefined {
  const iterate = typeof proposed === 'object' && proposed !== null ? (proposed as Partial<Iterable<unknown>>)[Symbol.iterator] : undefined;
  if (types.isPromise(proposed)) forget(proposed);
  if (typeof iterate !== 'function') return undefined;
  const iterator = iterate.call(proposed);
  return () => {
    const { done, value } = iterator.next();
    return done === true ? { done, value: undefined } : { done: false, value: proposalOf(value) };
  };
}

const steps = (next: () => Step): Iterable<Proposal> => ({ [Symbol.iterator]: () => ({ next }) });

function proposalOf(given: unknown): Proposal {
  if (typeof given !== 'object' || given === null) return primitive(given) as Proposal;
  const { branch, why } = given as Partial<Proposal>;
  return { branch: primitive(branch), why: primitive(why) } as Proposal;
}

/** The same finding as data; the very document that was given stays it. */
function findingOf(given: unknown, { request, response }: CheckQuestion): Finding {
  if (typeof given !== 'object' || given === null) return primitive(given) as Finding;
  const { verdict, data, document } = given as Partial<Finding>;
  const same = document === request || (response !== undefined && document === response);
  return {
    verdict: primitive(verdict) as boolean,
    ...(data !== undefined && { data: plainCopy(data) as NonNullable<Finding['data']> }),
    ...(document !== undefined && { document: same ? document! : (plainCopy(document) as NonNullable<Finding['document']>) }),
  };
}

/** What can be looked at without calling anybody. */
const primitive = (value: unknown): unknown => {
  if (typeof value === 'function') return '[a function]';
  return typeof value === 'object' && value !== null ? '[an object]' : value;
};

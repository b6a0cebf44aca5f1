import { FaultError, isFaultError } from '../fault.ts';
import { frozen } from '../frozen.ts';
import { clipped, pluginFault, pluginThrew, thrownText } from '../plugin-fault.ts';
import type { Branch, Ending, Proposal, Strategy, Turn } from './strategy.ts';

// A gateway, and a test, ask a strategy through these, so that both mean the same by its contract.

const nameOf = ({ mode }: Strategy) => `strategy "${mode}"`;

/**
 * A strategy's options, read from what a config says.
 *
 * @throws Error with the strategy's own sentence for what is wrong.
 */
export function readOptions(strategy: Strategy, given: Readonly<Record<string, unknown>>): unknown {
  let options: unknown;
  let waits: boolean;
  try {
    options = strategy.options(frozen(structuredClone(given)));
    waits = isPromise(options);
  } catch (thrown) {
    throw new Error(thrownText(thrown), { cause: thrown });
  }
  if (waits) throw new Error('its options are a promise, and options are read at once');
  return options;
}

/**
 * What a strategy proposes, each proposal looked at before it is given. Ends when all branches have been proposed.
 *
 * @throws FaultError `plugin_failed` naming the strategy, where it throws, proposes what is no branch or the same one
 *   twice, or nothing at all; `invalid_request` where it refuses the request.
 */
export function* proposalsOf(strategy: Strategy, branches: readonly Branch[], options: unknown, turn: Turn): Generator<Proposal, void> {
  const who = nameOf(strategy);
  const proposed = new Set<number>();
  const iterator = guarded(who, () => iteratorOf(who, strategy.propose(frozen(branches), options, turn)));
  while (proposed.size < branches.length) {
    const proposal = guarded(who, () => nextOf(who, iterator, branches.length));
    if (!proposal) break;
    if (proposed.has(proposal.branch)) throw pluginFault(who, `proposed the branch ${proposal.branch} twice`);
    proposed.add(proposal.branch);
    yield proposal;
  }
  if (proposed.size === 0) throw pluginFault(who, `proposed none of the ${branches.length} branches`);
}

/**
 * Whether a strategy that has a rule of its own takes the next branch as well.
 *
 * @throws FaultError `plugin_failed` naming the strategy, where it throws or answers neither true nor false.
 */
export function movesOnFrom(strategy: Strategy, ending: Ending, options: unknown): boolean {
  const who = nameOf(strategy);
  const answer = guarded(who, () => strategy.movesOn!(frozen(ending), options) as unknown);
  if (typeof answer !== 'boolean') throw pluginFault(who, 'answered neither true nor false when asked whether it moves on');
  return answer;
}

/** Runs a plugin's code; what it throws gets the plugin's name. */
function guarded<Value>(who: string, run: () => Value): Value {
  try {
    return run();
  } catch (thrown) {
    if (refusesRequest(thrown))
      throw new FaultError({ kind: 'invalid_request', message: `${who}: ${thrownText(thrown)}`, param: 'x-portkey-config' });
    throw pluginThrew(who, thrown);
  }
}

/** Other kinds of fault are not a strategy's to raise; and what is thrown need not let itself be read. */
function refusesRequest(thrown: unknown): boolean {
  try {
    return isFaultError(thrown) && thrown.fault.kind === 'invalid_request';
  } catch {
    // Then it is a failure like any other, and told as one.
    return false;
  }
}

function iteratorOf(who: string, given: unknown): Iterator<unknown> {
  const begin = (given as Partial<Iterable<unknown>> | null | undefined)?.[Symbol.iterator];
  if (typeof given === 'object' && given !== null && typeof begin === 'function') return begin.call(given);
  throw pluginFault(who, isPromise(given) ? 'proposed a promise, where a list is wanted' : 'proposed something that is no list');
}

function nextOf(who: string, iterator: Iterator<unknown>, branches: number): Proposal | undefined {
  const step = iterator.next();
  if (step.done === true) return undefined;
  const proposal = step.value;
  if (typeof proposal !== 'object' || proposal === null)
    throw pluginFault(who, 'proposed something that is no object with "branch" and "why"');
  const { branch, why } = proposal as Readonly<Record<string, unknown>>;
  if (typeof branch !== 'number' || !Number.isInteger(branch) || branch < 0 || branch >= branches)
    throw pluginFault(
      who,
      `proposed the branch ${clipped(JSON.stringify(branch) ?? String(branch))}, and there are those from 0 to ${branches - 1}`,
    );
  if (typeof why !== 'string') throw pluginFault(who, `proposed the branch ${branch} without a text that says why`);
  return { branch, why: clipped(why) };
}

/** Nobody waits for it, and what it rejects with must not end the process. */
function isPromise(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || typeof (value as { readonly then?: unknown }).then !== 'function') return false;
  if (value instanceof Promise) value.catch(() => {});
  return true;
}

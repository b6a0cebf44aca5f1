import { isFaultError } from '@sluice/provider-sdk';
import {
  movesOnFrom,
  proposalsOf,
  readOptions,
  strategyFlaw,
  type Branch,
  type Ending,
  type Strategy,
  type Turn,
} from '@sluice/provider-sdk/strategy';
import { isSame } from '../judge/same.ts';
import { shown } from '../judge/members.ts';

/** One situation, and what a strategy is to make of it. What is left out is not looked at. */
export interface StrategyCase {
  /** Reads as a sentence after the strategy's name: `takes the cheapest first`. */
  readonly name: string;
  /** What the config says beside the mode. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Default: three, called `a`, `b` and `c`. What a branch does not say of itself is filled in. */
  readonly branches?: readonly Partial<Branch>[];
  /** What chance gives, one after another and then from the first again. Default: 0.5. */
  readonly chances?: readonly number[];
  /** Milliseconds since 1970. Default: 0. */
  readonly now?: number;
  /** What the request says: `{ "metadata.tier": "gold" }`. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** By branch: milliseconds to the first token; undefined where nobody has measured. */
  readonly latencyMs?: readonly (number | undefined)[];
  /** By branch: US dollars; undefined where a price is not known. */
  readonly cost?: readonly (number | undefined)[];
  /** The branches that are proposed, in their order, by index. */
  readonly proposes?: readonly number[];
  /** A part of each reason, in the order of the proposals. */
  readonly because?: readonly string[];
  /** An ending, and whether the next branch is taken after it. */
  readonly movesOn?: readonly (readonly [ending: Ending, moves: boolean])[];
  /** A part of the sentence that the options are refused with. */
  readonly refusesOptions?: string;
  /** A part of the sentence that the request is refused with, as one that fits no branch. */
  readonly refusesRequest?: string;
}

/** What is wrong with a strategy in this situation, in a sentence; undefined where nothing is. It is asked as a gateway asks it. */
export function runStrategy(strategy: Strategy, given: StrategyCase): string | undefined {
  const flaw = strategyFlaw(strategy);
  if (flaw !== undefined) return `it ${flaw}`;
  let options: unknown;
  try {
    options = readOptions(strategy, given.options ?? {});
  } catch (error) {
    return refusal('its options are refused', (error as Error).message, given.refusesOptions);
  }
  if (given.refusesOptions !== undefined) return `its options were to be refused (${given.refusesOptions}), and are taken`;
  return ofProposals(strategy, options, given) ?? ofMoves(strategy, options, given);
}

function ofProposals(strategy: Strategy, options: unknown, given: StrategyCase): string | undefined {
  const { proposes, because = [], refusesRequest } = given;
  try {
    const first = [...proposalsOf(strategy, branchesOf(given), options, turnOf(given))];
    const second = [...proposalsOf(strategy, branchesOf(given), options, turnOf(given))];
    if (!isSame(first, second))
      return 'asked the same twice, with the same chance, it proposes something else: it keeps state, or rolls dice of its own';
    if (refusesRequest !== undefined) return `the request was to be refused (${refusesRequest}), and is taken`;
    const order = first.map(({ branch }) => branch);
    if (proposes && !isSame(order, [...proposes])) return `it proposes ${shown(order)} and not ${shown(proposes)}`;
    const at = because.findIndex((part, index) => first[index]?.why.includes(part) !== true);
    return at < 0 ? undefined : `its reason for proposal ${at} is ${shown(first[at]?.why)} and has no ${shown(because[at])}`;
  } catch (error) {
    if (!isFaultError(error)) throw error;
    if (error.fault.kind === 'invalid_request') return refusal('the request is refused', error.fault.message, refusesRequest);
    return error.fault.message;
  }
}

function ofMoves(strategy: Strategy, options: unknown, { movesOn = [] }: StrategyCase): string | undefined {
  for (const [ending, expected] of movesOn) {
    if (!strategy.movesOn) return 'it has no rule of its own for moving on: leave movesOn out of the case';
    try {
      const moves = movesOnFrom(strategy, ending, options);
      if (moves !== expected) return `after ${shown(ending)} it ${moves ? 'moves on' : 'stays'}, and was not to`;
    } catch (error) {
      if (!isFaultError(error)) throw error;
      return error.fault.message;
    }
  }
  return undefined;
}

/** A refusal that was meant to come, in the words that were meant. */
function refusal(what: string, said: string, expected: string | undefined): string | undefined {
  if (expected === undefined) return `${what}: ${said}`;
  return said.includes(expected) ? undefined : `${what} with ${shown(said)}, which has no ${shown(expected)}`;
}

const branchesOf = ({ branches = [{ name: 'a' }, { name: 'b' }, { name: 'c' }] }: StrategyCase): readonly Branch[] =>
  branches.map((branch, index) => ({
    name: undefined,
    label: `config.targets[${index}]`,
    weight: 1,
    provider: undefined,
    model: undefined,
    ...branch,
    index,
  }));

function turnOf({ chances = [0.5], now = 0, values = {}, latencyMs = [], cost = [] }: StrategyCase): Turn {
  let drawn = 0;
  return {
    random: () => chances[drawn++ % chances.length] ?? 0.5,
    now: () => now,
    value: (name) => values[name],
    latencyMs: ({ index }) => latencyMs[index],
    cost: ({ index }) => cost[index],
  };
}

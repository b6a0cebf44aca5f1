import type { ConfigNode } from '../config/config.ts';
import type { Outcome } from '../outcome.ts';
import type { Departure } from '../wire/departure.ts';
import type { Conditional } from './conditional.ts';
import type { Custom } from './custom.ts';
import type { Fallback } from './fallback.ts';
import type { LeastLatency } from './least-latency.ts';
import type { LoadBalance } from './loadbalance.ts';
import type { LowestCost } from './lowest-cost.ts';
import type { Single } from './single.ts';
import type { Split } from './split.ts';

/** How a fork chooses, with all that its mode takes. */
export type StrategyConfig = OwnStrategyConfig | Custom;

/** The same of the modes that the gateway has without plugins. */
export type OwnStrategyConfig = Single | Fallback | LoadBalance | Conditional | Split | LeastLatency | LowestCost;

export type OwnMode = OwnStrategyConfig['mode'];

/** What strategies may know of a request and of the world, held still for a test. */
export interface Turn {
  /** At least 0, below 1. */
  random(): number;
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds, and at once when the caller goes. */
  wait(milliseconds: number, departure: Departure): Promise<void>;
  /** What the request says under a name: `metadata.tier`, `params.model`, `headers.x-team`, `url.pathname`. Undefined where it says nothing. */
  value(name: string): unknown;
  /** Which branch those who are alike in these fields took before, and a way to remember it. */
  sticky(place: string, fields: readonly string[]): Stuck;
  /** Milliseconds to the first token, lately; undefined where nobody has measured. */
  latencyMs(branch: ConfigNode): number | undefined;
  /** US dollars that this request would cost there, by estimate; undefined where a price is not known. */
  cost(branch: ConfigNode): number | undefined;
  /** Whom a target would ask, as far as that is known before it is asked. */
  known(branch: ConfigNode): { readonly provider: string | undefined; readonly model: string | undefined };
}

/** A branch that is kept for somebody for a while. */
export interface Stuck {
  readonly branch: number | undefined;
  keep(branch: number, ttlMs: number): void;
}

/** A branch that a strategy proposes. */
export interface Candidate {
  readonly branch: number;
  /** For who asks why: a sentence with the figures that decided. */
  why(): string;
  /** Called when the branch is really taken. */
  taken?(): void;
}

/**
 * One way to choose. It cannot tell a target from a nested fork, so nesting needs no code; and it proposes and
 * does not try, so that what it would do can be told without doing it.
 */
export interface Strategy<Options extends OwnStrategyConfig> {
  /**
   * Branches in the order in which they are to be taken; the next is asked for when one is passed over, or when
   * `movesOn` says so. Each branch comes up once at most.
   *
   * @throws FaultError `invalid_request` where the request fits none.
   */
  propose(branches: readonly ConfigNode[], options: Options, turn: Turn): Iterable<Candidate>;
  /** Whether an outcome is a reason to take the next branch as well. */
  movesOn(outcome: Outcome, options: Options): boolean;
  /** Whether one who is passed over has others in place of it; a condition means just the one it names. */
  readonly alternatives: boolean;
}

/** For strategies that choose once. */
export const never = () => false;

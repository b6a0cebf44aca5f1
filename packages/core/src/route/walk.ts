import type { ConfigNode, ForkConfig, TargetConfig } from '../config/config.ts';
import type { Chance } from '../draft-request.ts';
import { letGo } from '../outcome.ts';
import type { Turn } from '../strategies/strategy.ts';
import type { Answered } from './answered.ts';
import type { Journal } from './journal.ts';
import type { Lack } from './needs.ts';

/** What following a config needs of the world: who chooses, who is asked, and where it is written down. */
export interface Walk {
  readonly turn: Turn;
  readonly journal: Journal;
  /** The request streams up and can be sent once: whoever is asked first is asked alone. */
  readonly once: boolean;
  /** Why a target should not be asked; undefined where nothing speaks against it. */
  lackOf(target: TargetConfig): Lack | undefined;
  /** Whether an answer sends the request on to the next branch of a fork. */
  movesOn(fork: ForkConfig, answer: Answered): boolean;
  /** Asks one target, with all the tries that it has. */
  ask(target: TargetConfig, chance: Chance): Promise<Answered>;
}

/** What following came to, and a way on from there, should the answer break off later. */
export interface Followed {
  readonly answer: Answered;
  readonly goOn: GoOn;
}

/** Asks whoever would have been next; undefined where nobody is left. */
export type GoOn = (walk: Walk, chance: Chance) => Promise<Followed | undefined>;

/** A branch that is to be asked now, or a request that no branch fits. */
export type Taken =
  | { readonly kind: 'taken'; readonly branch: ConfigNode; readonly follow: (chance: Chance) => Promise<Followed> }
  | { readonly kind: 'refused'; readonly answer: Answered };

export const discard = ({ outcome }: Answered): void => letGo(outcome);

import type { SPEC } from '../adapter.ts';
import type { FaultKind } from '../fault.ts';

/** One of the branches that a strategy chooses among: a target of the config, or a strategy nested in it. */
export interface Branch {
  /** Its place among its siblings, from 0 on: what a proposal names it by. */
  readonly index: number;
  /** What the config calls it; undefined where it has no name. */
  readonly name: string | undefined;
  /** Where it stands, for messages: `config.targets[0]`. */
  readonly label: string;
  /** Its share, as the config says it; 1 where it says nothing. */
  readonly weight: number;
  /** The slug of the provider that would be asked; undefined where it is not known, and for a nested strategy. */
  readonly provider: string | undefined;
  /** The model that would be sent to it; undefined likewise. */
  readonly model: string | undefined;
}

/** What a strategy may know of the request and of the world. All its chance comes from here, so that a test can hold it still. */
export interface Turn {
  /** At least 0, below 1. */
  readonly random: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /**
   * What the request says under a name: `metadata.tier`, `params.model`, `headers.x-team`, `url.pathname`. Undefined where it
   * says nothing; headers that carry credentials say nothing to a plugin.
   */
  readonly value: (name: string) => unknown;
  /** Milliseconds to the first token, lately; undefined where nobody has measured. Of a nested strategy the least below it. */
  readonly latencyMs: (branch: Branch) => number | undefined;
  /** US dollars that this request would cost there, by estimate; undefined where a price is not known. */
  readonly cost: (branch: Branch) => number | undefined;
}

/** A branch that is to be taken, and why. */
export interface Proposal {
  /** Its `index`. */
  readonly branch: number;
  /** For who asks why: a sentence with the figures that decided. Callers may read it, so it holds no secret. */
  readonly why: string;
}

/** What taking a branch came to. */
export interface Ending {
  /** The HTTP status of its answer. */
  readonly status: number;
  /** What went wrong; undefined where nothing did. */
  readonly fault: FaultKind | undefined;
}

/** A way to choose among the targets of a config, named by its mode: `{ "strategy": { "mode": "cheapest-first" } }`. */
export interface Strategy<Options = unknown> {
  /** The version of the contract that it was written for. */
  readonly spec: typeof SPEC;
  /** Tells it from the other things that a plugin may export. */
  readonly sort: 'strategy';
  /** What configs call it: lower-case letters and digits, with dashes or underscores between. */
  readonly mode: string;
  /** Whether a branch that cannot do what the request asks is passed over for the next; false where the strategy means just the one. */
  readonly alternatives: boolean;
  /** Reads what a config says beside the mode; throws an `Error` with a sentence for its author where that is wrong. */
  options(this: void, given: Readonly<Record<string, unknown>>): Options;
  /** Branches in the order in which they are to be taken. */
  propose(this: void, branches: readonly Branch[], options: Options, turn: Turn): Iterable<Proposal>;
  /** Whether the next branch is taken as well; undefined means as a fallback without lists does. */
  readonly movesOn: MovesOn<Options>['method'] | undefined;
}

/** A method's type, which a strategy of any options has too; a function's type would be that of its own options alone. */
interface MovesOn<Options> {
  method(this: void, ending: Ending, options: Options): boolean;
}

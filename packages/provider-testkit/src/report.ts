/** How a cell came out: `refused` is refused before anything is sent, and `untested` has no reply to be tried with. */
export type CellStatus = 'works' | 'refused' | 'failed' | 'untested';

/** One feature of one surface, tried. */
export interface Cell {
  /** The operation: `chat`. */
  readonly surface: string;
  /** By the kit's own name: `tools_stream`. */
  readonly feature: string;
  readonly status: CellStatus;
  /** What is wrong, or why it was not tried, in a sentence without its end. */
  readonly why?: string;
  /** What to do about it. */
  readonly cure?: string;
  /** What the adapter's `differences` say of it, in their own words, where they explain it: nothing is to be done. */
  readonly declared?: string;
}

/** One rule that adapters keep whatever they are asked, tried at one surface. */
export interface Conduct {
  /** The operation: `chat`. */
  readonly surface: string;
  readonly rule: ConductRule;
  /** What broke it; undefined where nothing did. */
  readonly why?: string;
}

/**
 * `pure`: changes nothing that it is given, and asks the same for the same. `odd_calls`, `odd_replies`: whatever a caller or
 * a provider says raises faults and nothing else. `secrets`: no fault has a credential in it.
 */
export const CONDUCT_RULES = ['pure', 'odd_calls', 'odd_replies', 'secrets'] as const;

/** The name of such a rule. */
export type ConductRule = (typeof CONDUCT_RULES)[number];

/** Something to be done. */
export interface Problem {
  /** `chat/tools`, or a file. */
  readonly place: string;
  /** What is wrong, in a sentence without its end. */
  readonly said: string;
  /** What to do about it, likewise. */
  readonly cure: string;
}

/** What one provider was found to do. */
export interface Report {
  /** The provider's slug. */
  readonly provider: string;
  /** Surface by surface, in the order of the table. */
  readonly cells: readonly Cell[];
  /** Empty for a live run, which tries features alone. */
  readonly conduct: readonly Conduct[];
  /** Empty where all is well. */
  readonly problems: readonly Problem[];
}

import { SPEC } from '../adapter.ts';
import type { Branch, Ending, Proposal, Strategy, Turn } from './strategy.ts';

/** What an author writes. Function-typed properties, not methods, so that the compiler compares their parameters. */
export interface StrategyDefinition<Options> {
  /** What configs will call it, in lower case with dashes: `cheapest-first`. The gateway's own modes are taken. */
  readonly mode: string;
  /**
   * Reads what a config says beside `mode`, `cb_config` and `on_stream_failure`. Names come in snake case, however the config
   * spells them; what stands deeper is left as it was written. Called once for each config, not for each request. What is
   * wrong is thrown, as an `Error` with a sentence for the author of the config. Default: it takes none.
   */
  readonly options?: (given: Readonly<Record<string, unknown>>) => Options;
  /**
   * Gives branches in the order in which they are to be taken, as a list or, so that nothing is worked out that nobody asks
   * for, from a generator. The next is asked for when one is passed over, or when `movesOn` says so. At least one, and none
   * twice. Called once a request or more often, so it remembers nothing; it runs in the gateway's own thread, so it does not
   * wait, and does not think long. A request that fits none of the branches is refused by throwing a `FaultError` of the
   * kind `invalid_request`; all else that is thrown is a failure of the plugin.
   */
  readonly propose: (branches: readonly Branch[], options: Options, turn: Turn) => Iterable<Proposal>;
  /**
   * Whether the next branch is taken as well, told what the last came to. Asked about good answers too. Never asked about what
   * no other target can mend, as a caller that has gone. Default: as a fallback does, at every status but 2xx, unless the
   * prompt was refused for what it says. A strategy that chooses once says `movesOn: () => false`.
   */
  readonly movesOn?: (ending: Ending, options: Options) => boolean;
  /** Whether a branch that cannot do what the request asks, or is known to be down, is passed over for the next. Default: true. */
  readonly alternatives?: boolean;
}

/** Makes a strategy of a definition; the default export of a plugin, or one of a list of them. */
export function defineStrategy<Options = undefined>(definition: StrategyDefinition<Options>): Strategy<Options> {
  const { mode, propose, movesOn, alternatives = true } = definition;
  // Only who declares no options leaves the reader out, and then they are undefined.
  const options = definition.options ?? (takesNone as (given: Readonly<Record<string, unknown>>) => Options);
  return Object.freeze({ spec: SPEC, sort: 'strategy', mode, alternatives, options, propose, movesOn });
}

function takesNone(given: Readonly<Record<string, unknown>>): undefined {
  const [name] = Object.keys(given);
  if (name !== undefined) throw new Error(`it takes no options, and "${name}" is one`);
  return undefined;
}

import { SPEC } from '../adapter.ts';
import type { Check, CheckQuestion, CheckTools, Finding, JsonRecord, Phase } from './check.ts';

/** What an author writes. Function-typed properties, not methods, so that the compiler compares their parameters. */
export interface CheckDefinition<Parameters> {
  /** Its maker, a dot, its name: `acme.no-names`. `default.` and the names of those whose checks Portkey has are taken. */
  readonly id: string;
  /** Where it may stand: before the provider is asked, after it has answered, or both. */
  readonly phases: readonly Phase[];
  /** Whether it may give another document. Those that do run one after another, each on what the one before has written. Default: false. */
  readonly rewrites?: boolean;
  /**
   * Reads the parameters that a config gives, without `failOnError`, which the gateway obeys for every check. Called once for
   * each config, not for each request. What is wrong is thrown, as an `Error` with a sentence for the author of the config.
   * Default: it takes none.
   */
  readonly parameters?: (given: JsonRecord) => Parameters;
  /**
   * Looks at a text and gives a verdict. A check that throws, takes longer than ten seconds or gives something else than a
   * finding counts as passed, unless its parameters say `failOnError`: report as a verdict what must not pass. Many requests
   * run at once, so it remembers nothing that belongs to one; what takes long is awaited, since it runs in the gateway's own thread.
   */
  readonly run: (question: CheckQuestion, parameters: Parameters, tools: CheckTools) => Finding | Promise<Finding>;
}

/** Makes a check of a definition; the default export of a plugin, or one of a list of them. */
export function defineCheck<Parameters = undefined>(definition: CheckDefinition<Parameters>): Check<Parameters> {
  const { id, phases, rewrites = false, run } = definition;
  // Only who declares no parameters leaves the reader out, and then they are undefined.
  const parameters = definition.parameters ?? (takesNone as (given: JsonRecord) => Parameters);
  return Object.freeze({ spec: SPEC, sort: 'check', id, phases: Object.freeze([...phases]), rewrites, parameters, run });
}

function takesNone(given: JsonRecord): undefined {
  const [name] = Object.keys(given);
  if (name !== undefined) throw new Error(`it takes no parameters, and "${name}" is one`);
  return undefined;
}

import Joi from 'joi';
import type { Phase } from '../hook.ts';
import type { GuardTools, JsonRecord, Subject } from '../subject.ts';

/** What a check is given. */
export interface CheckContext<Parameters> {
  readonly subject: Subject;
  readonly parameters: Parameters;
  readonly tools: GuardTools;
}

/** What a check found. One that throws counts as passed, unless its parameters say `failOnError`: report as a verdict what must not pass. */
export interface Finding {
  readonly verdict: boolean;
  /** Explains the verdict to whoever wrote the config; holds no secret and does not repeat the text, which may be what is withheld. */
  readonly data: JsonRecord;
  /** The phase's document, if the check rewrote it. */
  readonly document?: JsonRecord;
  readonly error?: Error;
}

/** A check that configs can name. */
export interface CheckKind {
  /** With its plugin in front: `default.contains`. */
  readonly id: string;
  readonly phases: readonly Phase[];
  /** Whether it may give another document. */
  readonly rewrites: boolean;
  readonly parameters: Joi.ObjectSchema;
  run(context: CheckContext<JsonRecord>): Finding | Promise<Finding>;
}

interface Definition<Parameters> extends Pick<CheckKind, 'id' | 'phases'> {
  readonly rewrites?: boolean;
  readonly parameters: Joi.PartialSchemaMap<Parameters>;
  run(context: CheckContext<Parameters>): Finding | Promise<Finding>;
}

/** A check whose `run` sees the parameters as its schema leaves them. */
export const defineCheck = <Parameters extends object>({ rewrites = false, parameters, ...rest }: Definition<Parameters>): CheckKind => ({
  ...(rest as Pick<CheckKind, 'id' | 'phases' | 'run'>),
  rewrites,
  parameters: Joi.object({ failOnError: Joi.boolean(), ...parameters } as Joi.SchemaMap),
});

/** Both phases: the check looks at the text, wherever it is. */
export const BOTH: readonly Phase[] = ['before', 'after'];

/** The parameter that turns a verdict round. */
export const NOT = Joi.boolean().default(false);

/** How a list of wanted things is to be met. */
export type Operator = 'any' | 'all' | 'none';

/** The parameter that says how a list is to be met. */
export const operator = (usual: Operator) => Joi.string().valid('any', 'all', 'none').default(usual);

/** Whether the things found meet the operator. */
export function meets(wanted: readonly string[], found: readonly string[], how: Operator): boolean {
  if (how === 'all') return found.length === wanted.length;
  return how === 'any' ? found.length > 0 : found.length === 0;
}

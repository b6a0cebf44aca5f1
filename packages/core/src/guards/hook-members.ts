import Joi from 'joi';
import type { Feedback, Hook } from './hook.ts';
import { isRecord, type JsonRecord } from './subject.ts';

/** What a hook says of itself, apart from its checks. */
export interface HookMembers extends Partial<Pick<Hook, 'id' | 'type' | 'deny' | 'async' | 'sequential' | 'onSuccess' | 'onFail'>> {
  /** The raw spelling's list of checks, still to be read. */
  readonly checks?: readonly unknown[];
}

/** One of Portkey's clients has a text here: JSON of an object, or nothing. */
const metadata = Joi.alternatives(Joi.object(), Joi.string().allow('')).custom((given: unknown, { message }) => {
  if (typeof given !== 'string') return given;
  if (given.trim() === '') return undefined;
  const read = parsed(given);
  return isRecord(read) ? read : message({ custom: '{{#label}} must be an object, or its JSON as text' });
});

const score = { value: Joi.number(), weight: Joi.number(), metadata };

/** Both `{feedback: {value}}` and `{value}` are written. */
const feedback = Joi.object({ feedback: Joi.object(score), ...score }).custom(
  ({ feedback: inner, ...outer }: Feedback & { readonly feedback?: Feedback }): Feedback => inner ?? outer,
);

const SCHEMA = Joi.object({
  id: Joi.string().max(256),
  type: Joi.string().valid('guardrail', 'mutator'),
  deny: Joi.boolean(),
  async: Joi.boolean(),
  sequential: Joi.boolean(),
  checks: Joi.array(),
  onSuccess: feedback,
  onFail: feedback,
  addGuardrailFeedback: Joi.boolean(),
});

/** Members by either spelling. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ...['id', 'type', 'deny', 'async', 'sequential', 'checks', 'onSuccess', 'onFail', 'addGuardrailFeedback'].map(
    (name) => [name, name] as const,
  ),
  ['on_success', 'onSuccess'],
  ['on_fail', 'onFail'],
  ['add_guardrail_feedback', 'addGuardrailFeedback'],
]);

/** Whether a name in a hook is a member of the hook; the others are ids of checks. */
export const isHookMember = (name: string): boolean => NAMES.has(name);

/** The members of a hook, and what is wrong with them by the name that was written. */
export function readHookMembers(entry: JsonRecord): {
  readonly members: HookMembers;
  readonly problems: readonly { name: string; message: string }[];
} {
  const written = new Map<string, string>();
  const given: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(entry)) {
    const member = NAMES.get(name);
    // A null stands for what is not there: exported configs hold many.
    if (member === undefined || value === null) continue;
    written.set(member, name);
    given[member] = value;
  }
  const { value, error } = SCHEMA.validate(given, { abortEarly: false, convert: false });
  const problems = (error?.details ?? []).map(({ path, message }) => ({ name: written.get(String(path[0])) ?? String(path[0]), message }));
  const flag = written.get('addGuardrailFeedback');
  if (given['addGuardrailFeedback'] === true && flag !== undefined && !written.has('onSuccess') && !written.has('onFail')) {
    problems.push({ name: flag, message: `"${flag}" has no feedback to give: say it in "on_success" and "on_fail"` });
  }
  // What is wrong in the members must not be read on as if it were right.
  return { members: error ? {} : (value as HookMembers), problems };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // What it is not is said by whoever asked.
    return undefined;
  }
}

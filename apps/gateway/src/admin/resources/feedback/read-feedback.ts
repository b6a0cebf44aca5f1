import { requireKeepable } from '../../keepable.ts';
import { badFeedback } from './fault.ts';
import { readMetadata } from './read-metadata.ts';

/** Feedback as it was sent, checked. */
export interface GivenFeedback {
  readonly trace: string;
  readonly value: number;
  /** Undefined where none was sent. */
  readonly weight: number | undefined;
  readonly metadata: Readonly<Record<string, string>> | undefined;
}

/** Fits any database's index, with room to spare: our own ids have 36. */
const LONGEST_TRACE = 512;

/** More than this at once is somebody's whole history. */
export const MOST_FEEDBACK = 1000;

/**
 * Reads one piece of feedback, an array of them, or what one of Portkey's clients makes of an array: `{"0": {…}, "1": {…}}`. Wire
 * spec §18.
 *
 * @throws FaultError `invalid_request` with the code of what is wrong.
 */
export function readFeedback(given: unknown): readonly GivenFeedback[] {
  const all = listIn(given);
  if (all.length === 0 || all.length > MOST_FEEDBACK)
    throw badFeedback('other', `Send 1 to ${MOST_FEEDBACK} pieces of feedback at once, not ${all.length}`);
  return all.map((each, index) => readOne(each, Array.isArray(given) || all.length > 1 ? `[${index}].` : ''));
}

/** What is sent to change one. */
export function readChange(given: unknown): Omit<GivenFeedback, 'trace'> {
  if (!isObject(given) || isNumbered(given))
    throw badFeedback('other', 'The body must be one object: pieces of feedback are changed one by one');
  return readJudgement(given, '');
}

function listIn(given: unknown): readonly unknown[] {
  if (Array.isArray(given)) return given;
  if (isObject(given)) return isNumbered(given) ? numbered(given) : [given];
  throw badFeedback('other', 'The body must be an object, or an array of objects');
}

function readOne(given: unknown, within: string): GivenFeedback {
  if (!isObject(given)) throw badFeedback('other', `"${within.slice(0, -1)}" must be an object`, within.slice(0, -1));
  // Clients write it in three ways, and one of them makes a fourth of the third.
  const trace = given['trace_id'] ?? given['traceId'] ?? given['traceID'] ?? given['trace_i_d'];
  if (typeof trace !== 'string' || trace.trim() === '')
    throw badFeedback(
      'trace',
      `"${within}trace_id" is missing: it is the x-portkey-trace-id of the answer that this is about`,
      `${within}trace_id`,
    );
  requireKeepable(trace, `${within}trace_id`);
  if (trace.length > LONGEST_TRACE)
    throw badFeedback('trace', `"${within}trace_id" is longer than ${LONGEST_TRACE} characters`, `${within}trace_id`);
  return { trace, ...readJudgement(given, within) };
}

function readJudgement(given: Readonly<Record<string, unknown>>, within: string): Omit<GivenFeedback, 'trace'> {
  const { value, weight } = given;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < -10 || value > 10)
    throw badFeedback('value', `"${within}value" must be a whole number from -10 to 10`, `${within}value`);
  const metadata = readMetadata(given['metadata'], within);
  // A weight that is none counts as the whole. Wire spec §18.
  const isWeight = typeof weight === 'number' && weight >= 0 && weight <= 1;
  return { value: value + 0, weight: weight === undefined || weight === null ? undefined : isWeight ? weight : 1, metadata };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Beside its places it may have what that client puts into every body. */
const isNumbered = (given: Readonly<Record<string, unknown>>) => isObject(given['0']);

const numbered = (given: Readonly<Record<string, unknown>>): readonly unknown[] =>
  Object.entries(given)
    .filter(([name]) => /^\d+$/.test(name))
    .toSorted(([left], [right]) => Number(left) - Number(right))
    .map(([, each]) => each);

import { requireKeepable } from '../../keepable.ts';
import { badFeedback } from './fault.ts';

/** As of requests' own. Wire spec §18. */
const LONGEST_VALUE = 128;

const MOST_NAMES = 100;

/**
 * Metadata of feedback: values are texts, the longer ones cut; what is no text is written as JSON.
 *
 * @throws FaultError `invalid_request` for what is no object, or cannot be kept.
 */
export function readMetadata(given: unknown, within: string): Readonly<Record<string, string>> | undefined {
  if (given === undefined || given === null) return undefined;
  const place = `${within}metadata`;
  if (typeof given !== 'object' || Array.isArray(given)) throw badFeedback('metadata', `"${place}" must be an object`, place);
  const entries = Object.entries(given);
  if (entries.length > MOST_NAMES) throw badFeedback('metadata', `"${place}" has more than ${MOST_NAMES} members`, place);
  requireKeepable(given, place);
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (name.length > LONGEST_VALUE)
        throw badFeedback('metadata', `A name in "${place}" is longer than ${LONGEST_VALUE} characters`, place);
      return [name, cut(typeof value === 'string' ? value : JSON.stringify(value))];
    }),
  );
}

/** Not in the middle of a character that takes two places. */
const cut = (text: string): string => (text.length <= LONGEST_VALUE ? text : text.slice(0, LONGEST_VALUE).replace(/[\uD800-\uDBFF]$/, ''));

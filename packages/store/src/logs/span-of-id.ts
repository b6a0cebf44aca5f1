import { firstIdAt } from './time-of-id.ts';

/**
 * The span of a record that nobody gave one: 16 hex digits, the last ten of its id's time and the last six of its chance. Being
 * found by an index of its own would cost more than all else about a record; this one says when to look.
 *
 * @param id A UUID of version 7.
 */
export const spanOfId = (id: string): string => id.slice(2, 8) + id.slice(9, 13) + id.slice(30);

const MADE = /^[\da-f]{16}$/;

/** So many milliseconds go by until the last ten digits of a time come again: 34 years. */
const ROUND_MS = 2 ** 40;

/**
 * The moments at which the record with this span may have been made, each as all that ids of this millisecond begin with; none
 * for a span that was given.
 *
 * @param now Milliseconds since the epoch: nothing is looked for that lies more than one round before or behind it.
 */
export function beginningsOfSpan(span: string, now: number): readonly string[] {
  if (!MADE.test(span)) return [];
  const within = Number.parseInt(span.slice(0, 10), 16);
  const beginnings: string[] = [];
  for (let at = within; at < now + ROUND_MS; at += ROUND_MS) beginnings.push(firstIdAt(at).slice(0, 13));
  return beginnings;
}

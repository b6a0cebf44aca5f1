import { isMembers, type Members } from '../members.ts';

/** Texts that come whole, and again on later pieces where a server repeats them. */
const GIVEN_WHOLE: ReadonlySet<string> = new Set(['id', 'type', 'format', 'role']);

/** An object and its next piece: texts follow on each other, objects are joined likewise, of all else the last one counts. */
export function joinMembers(before: Members, piece: Members): Members {
  const joined = new Map(Object.entries(before));
  for (const [name, value] of Object.entries(piece)) joined.set(name, joinValue(name, joined.get(name), value));
  return Object.fromEntries(joined);
}

function joinValue(name: string, before: unknown, value: unknown): unknown {
  if (before === undefined || before === null) return value;
  if (value === null || value === '') return before;
  if (typeof before === 'string' && typeof value === 'string') {
    // A name is sent at once; where it comes twice it is merely said twice. The first id is the one that clients took.
    return (GIVEN_WHOLE.has(name) && before !== '') || (name === 'name' && before === value) ? before : before + value;
  }
  return isMembers(before) && isMembers(value) ? joinMembers(before, value) : value;
}

import { isMembers } from '../members.ts';

/** Zero too: Azure's first event was made at 0 o'clock in 1970. */
const saysNothing = (value: unknown) =>
  value === null ||
  value === '' ||
  value === 0 ||
  (Array.isArray(value) && value.length === 0) ||
  (isMembers(value) && Object.keys(value).length === 0);

/** Puts in a member: the last one wins, unless it says nothing where something was said. */
export function keepTelling(members: Map<string, unknown>, name: string, value: unknown): void {
  if (!members.has(name) || !saysNothing(value)) members.set(name, value);
}

import { isMembers } from '../members.ts';

/** The log probabilities so far and of the next piece: lists are joined, name by name. Changes what came before, which grows long. */
export function joinLogprobs(before: unknown, piece: unknown): unknown {
  if (!isMembers(piece)) return before ?? piece;
  if (!isMembers(before)) return piece;
  const joined = new Map(Object.entries(before));
  for (const [name, value] of Object.entries(piece)) {
    const list = joined.get(name);
    if (Array.isArray(list) && Array.isArray(value)) for (const item of value) list.push(item);
    else if (value !== null || list === undefined) joined.set(name, value);
  }
  return Object.fromEntries(joined);
}

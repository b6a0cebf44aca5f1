import type { ToolCall } from './read-said.ts';

/** Whether two answers call the same tools with the same arguments, whatever their order and that of the arguments' members. */
export function sameTools(one: readonly ToolCall[], other: readonly ToolCall[]): boolean {
  if (one.length !== other.length) return false;
  const [left, right] = [one.map(written).toSorted(), other.map(written).toSorted()];
  return left.every((call, index) => call === right[index]);
}

const written = ({ name, arguments: given }: ToolCall): string => JSON.stringify([name, inOrder(given) ?? null]);

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => [name, inOrder(member)]);
}

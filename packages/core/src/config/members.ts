import type { Description } from 'joi';
import { nodeSchema } from './schema.ts';

/** What joi says of an object's members. */
interface Described extends Description {
  readonly keys?: Readonly<Record<string, Described>>;
  readonly items?: readonly Described[];
}

/**
 * Every member that the config language has a place for, as a dotted path: `retry.attempts`, `strategy.mode`. A target
 * has the members of a config. For those who document, complete or test them all.
 */
export const configMembers = (): readonly string[] => membersOf(nodeSchema.describe() as Described, '');

function membersOf({ keys = {}, items = [] }: Described, above: string): string[] {
  const own = Object.entries(keys).flatMap(([name, member]) => {
    const path = above === '' ? name : `${above}.${name}`;
    return [path, ...membersOf(member, path)];
  });
  return [...own, ...items.flatMap((item) => membersOf(item, above))];
}

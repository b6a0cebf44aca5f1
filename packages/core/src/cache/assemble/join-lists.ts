import { isMembers, type Members } from '../members.ts';
import { joinMembers } from './join-members.ts';

const isSame = (before: unknown, { index, type }: Members) =>
  isMembers(before) && before['index'] === index && (type === undefined || before['type'] === type);

/** Adds the next piece of a list to it: an item that has a number goes on where it stopped, any other is one more. */
export function joinLists(list: unknown[], piece: readonly unknown[]): void {
  for (const item of piece) {
    const at = isMembers(item) && typeof item['index'] === 'number' ? list.findLastIndex((before) => isSame(before, item)) : -1;
    if (at < 0) list.push(item);
    else list[at] = joinMembers(list[at] as Members, item as Members);
  }
}

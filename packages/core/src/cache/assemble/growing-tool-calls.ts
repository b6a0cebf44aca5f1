import { isMembers, type Members } from '../members.ts';
import { joinMembers } from './join-members.ts';

/** The tool calls of a message, from their pieces. */
export class GrowingToolCalls {
  readonly #calls: { readonly index: number; call: Members }[] = [];
  readonly #byIndex = new Map<number, { readonly index: number; call: Members }>();

  add(pieces: readonly Members[]): void {
    for (const { index, ...piece } of pieces) {
      const before = typeof index === 'number' ? this.#byIndex.get(index) : this.#calls.at(-1);
      if (before && !isAnother(before.call, piece, typeof index === 'number')) before.call = joinMembers(before.call, piece);
      else this.#begin(typeof index === 'number' ? index : this.#calls.length, piece);
    }
  }

  whole(): readonly Members[] {
    return this.#calls.toSorted((a, b) => a.index - b.index).map(({ call }) => call);
  }

  #begin(index: number, piece: Members): void {
    const begun = { index, call: piece };
    this.#calls.push(begun);
    this.#byIndex.set(index, begun);
  }
}

/**
 * Whether a piece begins a call of its own. Some servers number none of their calls, or all of them 0; some
 * make up an id for every piece of one call, so that an id alone says something only where there is no number.
 */
function isAnother({ id: before }: Members, { id, function: called }: Members, numbered: boolean): boolean {
  if (!id || !before || id === before) return false;
  return !numbered || (isMembers(called) && Boolean(called['name']));
}

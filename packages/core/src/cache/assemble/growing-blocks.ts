import { isMembers, type Members } from '../members.ts';
import { joinMembers } from './join-members.ts';

/** Anthropic's blocks of a message, from `{ index, delta }` pieces: thinking with its signature, text. Wire spec, "Provider notes". */
export class GrowingBlocks {
  readonly #blocks = new Map<unknown, Members>();

  add(pieces: readonly Members[]): void {
    for (const { index, delta } of pieces) {
      if (!isMembers(delta)) continue;
      const { type, ...said } = delta;
      // `thinking_delta` says what kind of piece this is, `thinking` what kind of block.
      const kind = typeof type === 'string' && !type.endsWith('_delta') ? { type } : {};
      this.#blocks.set(index, joinMembers(this.#blocks.get(index) ?? {}, { ...kind, ...said }));
    }
  }

  whole(): readonly Members[] {
    return [...this.#blocks.values()].map((block) => ({ type: typeOf(block), ...block }));
  }
}

const typeOf = (block: Members) =>
  'thinking' in block || 'signature' in block ? 'thinking' : 'data' in block ? 'redacted_thinking' : 'text';

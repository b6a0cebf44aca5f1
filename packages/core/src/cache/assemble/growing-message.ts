import { isMembers, isMembersList, type Members } from '../members.ts';
import { GrowingBlocks } from './growing-blocks.ts';
import { GrowingToolCalls } from './growing-tool-calls.ts';
import { joinContent } from './join-content.ts';
import { joinLists } from './join-lists.ts';
import { joinMembers } from './join-members.ts';
import { keepTelling } from './keep-telling.ts';

/** Said of each piece, and of no message: the harmony channel, the number of a token. */
const OF_THE_PIECE: ReadonlySet<string> = new Set(['channel', 'token_id']);

/** A message, from its deltas. What nobody has heard of is joined where it is text or a list; else the last one counts. */
export class GrowingMessage {
  #content: unknown = null;
  readonly #toolCalls = new GrowingToolCalls();
  readonly #blocks = new GrowingBlocks();
  readonly #others = new Map<string, unknown>([['role', 'assistant']]);

  add(delta: Members): void {
    for (const [name, value] of Object.entries(delta)) this.#addMember(name, value);
  }

  whole(): Members {
    const { role, ...others } = Object.fromEntries(this.#others);
    const toolCalls = this.#toolCalls.whole();
    const blocks = this.#blocks.whole();
    return {
      role,
      content: this.#content,
      ...others,
      ...(toolCalls.length > 0 ? { tool_calls: toolCalls } : {}),
      ...(blocks.length > 0 ? { content_blocks: blocks } : {}),
    };
  }

  #addMember(name: string, value: unknown): void {
    if (OF_THE_PIECE.has(name)) return;
    if (name === 'content') this.#content = joinContent(this.#content, value);
    else if (name === 'tool_calls' && isMembersList(value)) this.#toolCalls.add(value);
    else if (name === 'content_blocks' && isMembersList(value)) this.#blocks.add(value);
    else this.#addOther(name, value);
  }

  #addOther(name: string, value: unknown): void {
    const others = this.#others;
    const before = others.get(name);
    if (name === 'role') keepTelling(others, name, value);
    else if (typeof value === 'string' && typeof (before ?? '') === 'string') others.set(name, `${(before ?? '') as string}${value}`);
    else if (Array.isArray(value) && Array.isArray(before)) joinLists(before, value);
    else if ((name === 'function_call' || name === 'audio') && isMembers(value))
      others.set(name, joinMembers(isMembers(before) ? before : {}, value));
    else keepTelling(others, name, value);
  }
}

import type { Json } from '@sluice/provider-sdk';
import { textIn, type AssistantTurn, type ChatCall, type ToolNames, type ToolTurn } from '@sluice/provider-sdk/chat';
import { placeText } from '../place-text.ts';
import { CallIds } from './call-ids.ts';
import { blocksOf, type Fetching } from './parts.ts';

/**
 * The conversation as user and assistant in turn. What comes between two answers is one message: the API wants the
 * results of all tools that were called at once together, and before anything else that is said.
 */
export function messagesOf({ system, turns }: Pick<ChatCall, 'system' | 'turns'>, fetching: Fetching, names: ToolNames): readonly Json[] {
  const ids = new CallIds();
  const messages: { role: 'user' | 'assistant'; results: Json[]; content: Json[] }[] = [];
  const open = (role: 'user' | 'assistant') => {
    const last = messages.at(-1);
    if (last?.role === role) return last;
    const made = { role, results: [], content: [] };
    messages.push(made);
    return made;
  };
  // The API wants a question; some callers have only an instruction.
  if (turns.length === 0) open('user').content.push(...blocksOf(system, fetching));
  for (const turn of turns) {
    if (turn.role === 'assistant') open('assistant').content.push(...answerOf(turn, ids, fetching).map((block) => named(block, names)));
    else if (turn.role === 'tool') open('user').results.push(resultOf(turn, ids, fetching));
    else open('user').content.push(...blocksOf(turn.parts, fetching));
  }
  const written = messages.map(({ role, results, content }) => ({ role, content: [...results, ...content] }));
  return withoutTail(written.filter(({ content }) => content.length > 0));
}

function answerOf({ parts, blocks, calls }: AssistantTurn, ids: CallIds, fetching: Fetching): readonly Json[] {
  const kept = blocks.map(withType).filter((block) => isKept(block, calls.length > 0));
  const mark = parts.findLast(({ cacheControl }) => cacheControl)?.cacheControl;
  const content = [...placeText(kept, blocksOf(parts, fetching))];
  const last = content.findLastIndex(({ type }) => type === 'text');
  if (mark && last >= 0) content[last] = { ...content[last], cache_control: mark };
  const used = calls.map(({ id, name, input, cacheControl }) => ({
    type: 'tool_use',
    id: ids.begin(id),
    name,
    input,
    ...(cacheControl && { cache_control: cacheControl }),
  }));
  return [...content, ...used];
}

/** A call by the name that its tool is sent under. */
const named = (block: Json, names: ToolNames): Json =>
  block['type'] === 'tool_use' && typeof block['name'] === 'string' ? { ...block, name: names.sent(block['name']) } : block;

/** Blocks that a client put together from a stream's pieces may have lost their type. */
function withType(block: Json): Json {
  if (typeof block['type'] === 'string') return block;
  if ('thinking' in block) return { type: 'thinking', ...block };
  if ('data' in block) return { type: 'redacted_thinking', ...block };
  return { type: 'text', ...block };
}

/** Thinking that nobody signed is refused; calls stand among the calls; nothing is no text. */
function isKept(block: Json, called: boolean): boolean {
  switch (block['type']) {
    case 'thinking':
      return (textIn(block['signature']) ?? '') !== '';
    case 'tool_use':
      return !called;
    case 'text':
      return (textIn(block['text']) ?? '') !== '';
    default:
      return true;
  }
}

function resultOf({ callId, parts, failed, cacheControl }: ToolTurn, ids: CallIds, fetching: Fetching): Json {
  // A mark on the message was read as one on its last part too; it is the result's.
  const own = cacheControl
    ? parts.map((part) => (part.cacheControl === cacheControl ? { ...part, cacheControl: undefined } : part))
    : parts;
  const blocks = blocksOf(own, fetching);
  const only = blocks.length === 1 && blocks[0]?.['type'] === 'text' && !blocks[0]['cache_control'] ? blocks[0]['text'] : undefined;
  return {
    type: 'tool_result',
    tool_use_id: ids.answer(callId),
    ...(blocks.length > 0 && { content: only ?? blocks }),
    ...(failed && { is_error: true }),
    ...(cacheControl && { cache_control: cacheControl }),
  };
}

/** An answer begun for the model may not end in space. */
function withoutTail(messages: readonly { readonly role: string; readonly content: readonly Json[] }[]): readonly Json[] {
  const last = messages.at(-1);
  const block = last?.content.at(-1);
  const text = last?.role === 'assistant' && block?.['type'] === 'text' ? textIn(block['text']) : undefined;
  if (!last || text === undefined || text === text.trimEnd()) return messages;
  return [...messages.slice(0, -1), { ...last, content: [...last.content.slice(0, -1), { ...block, text: text.trimEnd() }] }];
}

import { wordOf } from '@sluice/provider-sdk';

/** A piece of a message, by the schema of the GenAI conventions. */
export type Part =
  | { readonly type: 'text' | 'reasoning'; readonly content: string }
  | { readonly type: 'tool_call'; readonly id: unknown; readonly name: unknown; readonly arguments: unknown }
  | { readonly type: 'tool_call_response'; readonly id: unknown; readonly response: unknown }
  /** Pictures, sound and files are named and left out. */
  | { readonly type: string };

type Members = Readonly<Record<string, unknown>>;

export const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The pieces of one message, in whatever words it was said. */
export function partsOf(message: unknown): readonly Part[] {
  if (typeof message === 'string') return [{ type: 'text', content: message }];
  if (!isMembers(message)) return [];
  const { role, type, content, tool_calls: calls } = message;
  if (role === 'tool') return [{ type: 'tool_call_response', id: message['tool_call_id'], response: content }];
  if (type === 'function_call' || type === 'function_call_output') return [blockPart(message)];
  const said = Array.isArray(content) ? content.map(blockPart) : partsOf(content);
  return [...said, ...(Array.isArray(calls) ? calls.filter(isMembers).map(calledPart) : [])];
}

const calledPart = ({ id, function: called }: Members): Part => {
  const { name, arguments: given } = isMembers(called) ? called : {};
  return { type: 'tool_call', id, name, arguments: given };
};

function blockPart(block: unknown): Part {
  if (!isMembers(block)) return { type: 'text', content: wordOf(block) };
  switch (block['type']) {
    case 'text':
    case 'input_text':
    case 'output_text':
      return { type: 'text', content: wordOf(block['text']) };
    case 'thinking':
      return { type: 'reasoning', content: wordOf(block['thinking']) };
    case 'tool_use':
      return { type: 'tool_call', id: block['id'], name: block['name'], arguments: block['input'] };
    case 'function_call':
      return { type: 'tool_call', id: block['call_id'], name: block['name'], arguments: block['arguments'] };
    case 'tool_result':
      return { type: 'tool_call_response', id: block['tool_use_id'], response: block['content'] };
    case 'function_call_output':
      return { type: 'tool_call_response', id: block['call_id'], response: block['output'] };
    default:
      return { type: typeof block['type'] === 'string' ? block['type'] : 'unknown' };
  }
}

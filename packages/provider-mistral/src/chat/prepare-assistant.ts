import type { JsonObject } from '@sluice/provider-sdk';
import { jsonIn, listIn, textIn } from '@sluice/provider-sdk/chat';
import { toolId } from './tool-id.ts';

/**
 * An assistant's message of the conversation before, as another provider's client has kept it.
 *
 * @param takesThought Whether what it thought is to be said again.
 */
export function prepareAssistant(message: JsonObject, takesThought: boolean): void {
  const thought = thoughtIn(message);
  const refusal = message.text('refusal');
  if (refusal !== undefined && !saysSomething(message)) message.set('content', refusal);
  message.drop('reasoning_content', 'reasoning', 'reasoning_details', 'content_blocks', 'refusal');
  if (thought !== '' && takesThought) prependThinking(message, thought);
  message.array('tool_calls')?.eachObject((call) => {
    const id = call.text('id');
    if (id !== undefined && toolId(id) !== id) call.set('id', toolId(id));
    call.drop('cache_control', 'extra_content', 'thought_signature');
    call.object('function')?.drop('thought_signature', 'cache_control');
  });
}

/** As text: a signature would be another provider's. */
function thoughtIn(message: JsonObject): string {
  const text = message.text('reasoning_content') ?? message.text('reasoning');
  if (text !== undefined || !message.has('content_blocks')) return text ?? '';
  return listIn(message.get('content_blocks'))
    .map((block) => textIn(jsonIn(block)?.['thinking']) ?? '')
    .join('');
}

function saysSomething(message: JsonObject): boolean {
  return (message.text('content') ?? '') !== '' || message.array('content')?.empty === false;
}

/** Thinking is a part of the content here, before what was said. */
function prependThinking(message: JsonObject, thought: string): void {
  const chunk = { type: 'thinking', thinking: [{ type: 'text', text: thought }] };
  const parts = message.array('content');
  if (parts) return parts.prepend([chunk]);
  const text = message.text('content') ?? '';
  message.set('content', text === '' ? [chunk] : [chunk, { type: 'text', text }]);
}

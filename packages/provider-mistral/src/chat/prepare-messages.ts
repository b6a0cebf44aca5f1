import type { JsonObject } from '@sluice/provider-sdk';
import { prepareAssistant } from './prepare-assistant.ts';
import { preparePart } from './prepare-part.ts';
import { toolId } from './tool-id.ts';

/** Members of messages that Mistral refuses with 422. Source: mistralai/client-ts, the four messages, 2026-08-05. */
const REFUSED: ReadonlySet<string> = new Set([
  'cache_control',
  'annotations',
  'audio',
  'is_error',
  'images',
  'citations',
  'extras',
  'function_call',
]);

/** @param canThink Whether the model takes thinking in the conversation. */
export function prepareMessages(body: JsonObject, canThink: boolean): void {
  let left = 0;
  // Counted first, in the text as it came: which message is the last is not known while they are walked.
  body
    .fresh()
    .array('messages')
    ?.eachObject(() => left++);
  body.array('messages')?.eachObject((message) => prepareMessage(message, { last: --left === 0, canThink }));
}

function prepareMessage(message: JsonObject, { last, canThink }: { readonly last: boolean; readonly canThink: boolean }): void {
  const role = message.text('role');
  message.dropAll(REFUSED);
  if (role === 'developer') message.set('role', 'system');
  if (role !== 'tool') message.drop('name');
  if (role === 'tool') {
    const id = message.text('tool_call_id');
    if (id !== undefined && toolId(id) !== id) message.set('tool_call_id', toolId(id));
  }
  let thinks = false;
  message.array('content')?.eachObject((part) => {
    thinks ||= part.text('type') === 'thinking';
    preparePart(part);
  });
  if (role !== 'assistant') return;
  prepareAssistant(message, canThink && !thinks);
  // The beginning of an answer must say that it is one, or be refused as a last message of the wrong role.
  if (last && !(message.array('tool_calls')?.empty === false)) message.setDefault('prefix', true);
}

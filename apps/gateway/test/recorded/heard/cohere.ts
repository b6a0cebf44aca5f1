import { listIn, numberIn, objectIn, textIn, type Json } from '../json.ts';
import type { Piece } from '../frames.ts';
import { counts, Listener, type Finish, type Heard } from './heard.ts';

/** spec/providers/cohere.md §5. */
const FINISHES: Readonly<Record<string, Finish>> = {
  COMPLETE: 'stop',
  STOP_SEQUENCE: 'stop',
  MAX_TOKENS: 'length',
  TOOL_CALL: 'tool_calls',
  ERROR_TOXIC: 'content_filter',
};

/**
 * An answer of Cohere's second API, whole or as events. Its plan is what it says before it calls tools; told apart
 * from text and thinking here, for an adapter may call it either.
 */
export function heardInCohere(pieces: readonly Piece[]): Heard & { readonly plan: string } {
  const to = new Listener();
  let usage: Json | undefined;
  let plan = '';
  for (const { data } of pieces) {
    const said = objectIn(data);
    const delta = objectIn(said['delta']);
    const message = objectIn(said['message'] ?? delta['message']);
    const place = numberIn(said['index']);
    plan += textIn(message['tool_plan']);
    const content = Array.isArray(message['content']) ? listIn(message['content']) : [objectIn(message['content'])];
    for (const { text, thinking } of content) {
      to.text += textIn(text);
      to.thinking += textIn(thinking);
    }
    if (Array.isArray(message['tool_calls']))
      for (const call of listIn(message['tool_calls'])) {
        const { name, arguments: input } = objectIn(call['function']);
        to.wholeCall(textIn(name), textIn(input));
      }
    else if (message['tool_calls']) {
      const { name, arguments: input } = objectIn(objectIn(message['tool_calls'])['function']);
      if (said['type'] === 'tool-call-start') to.call(place, textIn(name), textIn(input));
      else to.more(place, textIn(input));
    }
    const finish = said['finish_reason'] ?? delta['finish_reason'];
    if (typeof finish === 'string') to.finish = FINISHES[finish] ?? 'stop';
    if (said['usage'] ?? delta['usage']) usage = objectIn(said['usage'] ?? delta['usage']);
  }
  return { answers: [to.answer], usage: usage && usageOf(usage), plan };
}

const usageOf = (usage: Json) => {
  const { input_tokens: prompt, output_tokens: completion, reasoning_tokens: thought } = objectIn(usage['tokens']);
  return counts(numberIn(prompt), numberIn(completion), numberIn(usage['cached_tokens']), numberIn(thought));
};

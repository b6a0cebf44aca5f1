import { listIn, numberIn, objectIn, textIn, type Json } from '../json.ts';
import type { Piece } from '../frames.ts';
import { counts, Listener, type Counts, type Finish, type Heard } from './heard.ts';

/** spec/providers/anthropic.md §7. */
const FINISHES: Readonly<Record<string, Finish>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  pause_turn: 'stop',
  compaction: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_calls',
  refusal: 'content_filter',
};

/** An answer of the Messages API, whole or as events. */
export function heardInMessages(pieces: readonly Piece[]): Heard {
  const to = new Listener();
  const usage: Record<string, unknown> = {};
  let failure: string | undefined;
  const end = (said: Json) => {
    if (typeof said['stop_reason'] === 'string') to.finish = FINISHES[said['stop_reason']] ?? 'stop';
  };
  for (const { data } of pieces) {
    const said = objectIn(data);
    const { type, index } = said;
    if (type === 'error') failure = textIn(objectIn(said['error'])['message']);
    if (type === 'message' || type === undefined) {
      listIn(said['content']).forEach((block, place) => hearBlock(block, place, to));
      Object.assign(usage, said['usage']);
      end(said);
    }
    if (type === 'message_start') Object.assign(usage, objectIn(said['message'])['usage']);
    if (type === 'content_block_start') hearBlock(objectIn(said['content_block']), Number(index), to, true);
    if (type === 'content_block_delta') hearDelta(objectIn(said['delta']), Number(index), to);
    if (type === 'message_delta') {
      end(objectIn(said['delta']));
      for (const [name, count] of Object.entries(objectIn(said['usage']))) if (count !== null) usage[name] = count;
    }
  }
  return { answers: [to.answer], usage: usageOf(usage), ...(failure !== undefined && { failure }) };
}

/** Calls of the provider's own tools are no calls of the caller's. */
function hearBlock(block: Json, place: number, to: Listener, begun = false): void {
  if (block['type'] === 'text') to.text += textIn(block['text']);
  if (block['type'] === 'thinking') to.thinking += textIn(block['thinking']);
  if (block['type'] !== 'tool_use') return;
  const input = objectIn(block['input']);
  to.call(place, textIn(block['name']), begun && Object.keys(input).length === 0 ? '' : JSON.stringify(input));
}

function hearDelta(delta: Json, place: number, to: Listener): void {
  to.text += delta['type'] === 'text_delta' ? textIn(delta['text']) : '';
  to.thinking += delta['type'] === 'thinking_delta' ? textIn(delta['thinking']) : '';
  if (delta['type'] === 'input_json_delta') to.more(place, textIn(delta['partial_json']));
}

function usageOf(usage: Json): Counts | undefined {
  if (Object.keys(usage).length === 0) return undefined;
  const cached = numberIn(usage['cache_read_input_tokens']);
  const prompt = numberIn(usage['input_tokens']) + cached + numberIn(usage['cache_creation_input_tokens']);
  const thought = numberIn(objectIn(usage['output_tokens_details'])['thinking_tokens']);
  return counts(prompt, numberIn(usage['output_tokens']), cached, thought);
}

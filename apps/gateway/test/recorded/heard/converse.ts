import { listIn, numberIn, objectIn, textIn, type Json } from '../json.ts';
import type { Piece } from '../frames.ts';
import { counts, Listener, type Finish, type Heard } from './heard.ts';

/** spec/providers/bedrock.md §5. */
const FINISHES: Readonly<Record<string, Finish>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_calls',
  content_filtered: 'content_filter',
  guardrail_intervened: 'content_filter',
};

/** An answer of Converse, whole or as events. */
export function heardInConverse(pieces: readonly Piece[]): Heard {
  const to = new Listener();
  let usage: Json | undefined;
  let failure: string | undefined;
  for (const { data, failed } of pieces) {
    const said = objectIn(data);
    if (failed) failure = textIn(said['message']);
    listIn(objectIn(objectIn(said['output'])['message'])['content']).forEach((block, place) => hear(block, place, to));
    const place = numberIn(said['contentBlockIndex']);
    const { toolUse } = objectIn(said['start']);
    if (toolUse && objectIn(toolUse)['type'] !== 'server_tool_use') to.call(place, textIn(objectIn(toolUse)['name']), '');
    if (said['delta']) hearDelta(objectIn(said['delta']), place, to);
    if (typeof said['stopReason'] === 'string') to.finish = FINISHES[said['stopReason']] ?? 'stop';
    if (said['usage']) usage = objectIn(said['usage']);
  }
  return { answers: [to.answer], usage: usage && usageOf(usage), ...(failure !== undefined && { failure }) };
}

function hear(block: Json, place: number, to: Listener): void {
  const { toolUse, citationsContent, reasoningContent } = block;
  to.text += textIn(block['text']);
  to.text += listIn(objectIn(citationsContent)['content'])
    .map(({ text }) => textIn(text))
    .join('');
  to.thinking += textIn(objectIn(objectIn(reasoningContent)['reasoningText'])['text']);
  if (toolUse && objectIn(toolUse)['type'] !== 'server_tool_use')
    to.call(place, textIn(objectIn(toolUse)['name']), JSON.stringify(objectIn(toolUse)['input'] ?? {}));
}

function hearDelta(delta: Json, place: number, to: Listener): void {
  to.text += textIn(delta['text']);
  to.thinking += textIn(objectIn(delta['reasoningContent'])['text']);
  if (delta['toolUse']) to.more(place, textIn(objectIn(delta['toolUse'])['input']));
}

const usageOf = (usage: Json) => {
  const cached = numberIn(usage['cacheReadInputTokens']);
  const prompt = numberIn(usage['inputTokens']) + cached + numberIn(usage['cacheWriteInputTokens']);
  return counts(prompt, numberIn(usage['outputTokens']), cached);
};

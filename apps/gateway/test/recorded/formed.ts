import type { Door } from './doors.ts';
import type { Piece } from './frames.ts';
import { heardInResponses } from './heard/responses.ts';
import { listIn, objectIn, textIn, unlike, type Json } from './json.ts';

/** What is wrong with the form of a stream that the gateway has written, as clients of the door's dialect take it. */
export function malformed(door: Door, pieces: readonly Piece[]): readonly string[] {
  if (pieces.some(({ data, failed }) => failed || objectIn(data)['error'])) return [];
  return door === 'chat' ? inChat(pieces) : door === 'messages' ? inMessages(pieces) : inResponses(pieces);
}

/** Roles first, calls numbered and named once, one end each, the counts last, and `[DONE]`. */
function inChat(pieces: readonly Piece[]): readonly string[] {
  const wrong: string[] = [];
  if (pieces.at(-1)?.data !== '[DONE]') wrong.push('no [DONE] at the end');
  const chunks = pieces.slice(0, -1).map(({ data }) => objectIn(data));
  const begun = new Set<unknown>();
  const ended = new Set<unknown>();
  const named = new Map<string, string>();
  for (const [place, chunk] of chunks.entries()) {
    if (chunk['object'] !== 'chat.completion.chunk') wrong.push(`object: ${String(chunk['object'])}`);
    if (chunk['usage'] && place !== chunks.length - 1) wrong.push('counts before the end');
    for (const choice of listIn(chunk['choices'])) {
      const { index, finish_reason: finish } = choice;
      const delta = objectIn(choice['delta']);
      if (!begun.has(index) && delta['role'] !== 'assistant') wrong.push('no role at the beginning');
      if (ended.has(index) && Object.keys(delta).length > 0) wrong.push('words after the end');
      begun.add(index);
      for (const call of listIn(delta['tool_calls'])) {
        const key = `${String(index)} ${String(call['index'])}`;
        const id = textIn(call['id']);
        if (!named.has(key) && (id === '' || textIn(objectIn(call['function'])['name']) === '')) wrong.push('a call without id or name');
        if (named.has(key) && id !== '' && named.get(key) !== id) wrong.push('a call with two ids');
        if (!named.has(key)) named.set(key, id);
      }
      if (typeof finish === 'string' && ended.has(index)) wrong.push('two ends');
      if (typeof finish === 'string') ended.add(index);
    }
  }
  if (new Set(chunks.map(({ id }) => id)).size !== 1) wrong.push('more ids than one');
  return [...new Set(wrong)];
}

/** One message, blocks one after the other and numbered so, each begun and ended. */
function inMessages(pieces: readonly Piece[]): readonly string[] {
  const wrong: string[] = [];
  const events = pieces.filter(({ event }) => event !== 'ping');
  if (events.some(({ event, data }) => event !== objectIn(data)['type'])) wrong.push('an event by another name than its type');
  if (events[0]?.event !== 'message_start') wrong.push('no message_start at the beginning');
  if (events.at(-1)?.event !== 'message_stop' || events.at(-2)?.event !== 'message_delta')
    wrong.push('no message_delta and message_stop at the end');
  let next = 0;
  let open: Json | undefined;
  for (const { event, data } of events) {
    const { index, content_block: block, delta } = objectIn(data);
    if (event === 'content_block_start') {
      if (open || index !== next) wrong.push(`block ${String(index)} begins out of turn`);
      open = objectIn(block);
    }
    if (event === 'content_block_delta') {
      if (!open || index !== next) wrong.push(`more of block ${String(index)} out of turn`);
      const kinds = { text_delta: 'text', thinking_delta: 'thinking', signature_delta: 'thinking', input_json_delta: 'tool_use' } as Json;
      const kind = textIn(open?.['type']).replace(/^(?:server|mcp)_/, '');
      const { type } = objectIn(delta);
      if (kinds[textIn(type)] !== undefined && kinds[textIn(type)] !== kind) wrong.push(`${String(type)} in ${kind}`);
    }
    if (event === 'content_block_stop') {
      if (!open || index !== next) wrong.push(`block ${String(index)} ends out of turn`);
      open = undefined;
      next++;
    }
  }
  if (open) wrong.push('a block without an end');
  return [...new Set(wrong)];
}

/** Events numbered, the answer created first and completed last, and the end says what the pieces said. */
function inResponses(pieces: readonly Piece[]): readonly string[] {
  const wrong: string[] = [];
  if (pieces.some(({ event, data }) => event !== objectIn(data)['type'])) wrong.push('an event by another name than its type');
  if (pieces.some(({ data }, place) => objectIn(data)['sequence_number'] !== place)) wrong.push('events are not numbered from 0 on');
  if (pieces[0]?.event !== 'response.created') wrong.push('no response.created at the beginning');
  if (!/^response\.(?:completed|incomplete|failed)$/.test(pieces.at(-1)?.event ?? ''))
    wrong.push(`ends with ${String(pieces.at(-1)?.event)}`);
  const { ending, ...heard } = heardInResponses(pieces);
  wrong.push(...unlike(heard.answers, ending?.answers, 'what the end says of what was said'));
  const count = (name: string) => pieces.filter(({ event }) => event === name).length;
  if (count('response.output_item.added') !== count('response.output_item.done')) wrong.push('an item without an end');
  if (count('response.content_part.added') !== count('response.content_part.done')) wrong.push('a part without an end');
  return wrong;
}

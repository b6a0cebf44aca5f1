import { asChat, tidy } from './asked/as-chat.ts';
import type { Asked } from './asked/asked.ts';
import type { Piece } from './frames.ts';
import type { Heard } from './heard/heard.ts';
import { listIn, numberIn, objectIn, textIn, unlike, type Json } from './json.ts';
import type { Kept } from './kept.ts';

/** The answer that a client of chat has put together, whole or from its pieces. */
export function messageIn(pieces: readonly Piece[]): Json {
  const whole = listIn(objectIn(pieces[0]?.data)['choices'])[0]?.['message'];
  if (whole) return objectIn(whole);
  const calls: Record<string, unknown>[] = [];
  const blocks: Record<string, unknown>[] = [];
  let [content, reasoning] = ['', ''];
  for (const { data } of pieces)
    for (const choice of listIn(objectIn(data)['choices'])) {
      const delta = objectIn(choice['delta']);
      content += textIn(delta['content']);
      reasoning += textIn(delta['reasoning_content']);
      for (const call of listIn(delta['tool_calls'])) {
        const at = numberIn(call['index']);
        const { function: described, index: _index, ...rest } = call;
        const known = objectIn((calls[at] ??= {})['function']);
        const text = `${textIn(known['arguments'])}${textIn(objectIn(described)['arguments'])}`;
        calls[at] = { ...calls[at], ...rest, function: { ...known, ...objectIn(described), arguments: text } };
      }
      for (const { index, delta: more } of listIn(delta['content_blocks'])) grow((blocks[numberIn(index)] ??= {}), objectIn(more));
    }
  const kept = blocks.filter(Boolean);
  return {
    role: 'assistant',
    content,
    ...(reasoning !== '' && { reasoning_content: reasoning }),
    ...(calls.length > 0 && { tool_calls: calls }),
    ...(kept.length > 0 && { content_blocks: kept }),
  };
}

const GROWING = /^(?:text|thinking|signature)$/;

function grow(block: Record<string, unknown>, more: Json): void {
  for (const [name, value] of Object.entries(more)) block[name] = GROWING.test(name) ? `${textIn(block[name])}${textIn(value)}` : value;
}

/** The next question of the conversation: the answer as it was told, what its tools answer, and a word more. */
export function nextQuestion(asked: Asked, message: Json): Json {
  const call = asChat({ ...asked, streamed: false });
  const results = listIn(message['tool_calls']).map(({ id }) => ({ role: 'tool', tool_call_id: id, content: 'It is done.' }));
  return tidy({ ...call, messages: [...listIn(call['messages']), message, ...results, { role: 'user', content: 'And now?' }] });
}

/** What of an answer is not there when it is said again. */
export function forgotten(heard: Heard, { signatures }: Kept, again: Asked, before: number, body: string): readonly string[] {
  const [answer] = heard.answers;
  const calls = again.said.flatMap((each) => (each.kind === 'call' ? [{ name: each.name, input: each.input }] : [])).slice(before);
  const lost = signatures.filter((each) => !body.includes(JSON.stringify(each).slice(1, -1)));
  return [...unlike(answer?.calls ?? [], calls, 'calls'), ...lost.map((each) => `signature: ${each.slice(0, 40)}… is lost`)];
}

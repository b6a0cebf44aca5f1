import { isObject, objectIn, objectsIn, parsed, textIn, type Json } from '../json.ts';
import { must } from './must.ts';
import type { Told, Used } from './told.ts';

const FINISHES: Readonly<Record<string, Told['finish']>> = {
  stop: 'stop',
  tool_calls: 'calls',
  length: 'length',
  content_filter: 'refused',
};

/**
 * A whole chat completion. Source: openai-node, 2026-08-21. With `ownWords`, as with strict compliance off, the end may be told in any
 * word of the provider's.
 */
export function readChat(body: unknown, ownWords = false): Told {
  must(isObject(body), 'the reply is no object', body);
  must(typeof body['id'] === 'string' && body['id'] !== '', 'id is missing', body);
  must(body['object'] === 'chat.completion', 'object is not chat.completion', body['object']);
  must(Number.isInteger(body['created']), 'created is no time', body['created']);
  must(typeof body['model'] === 'string' && body['model'] !== '', 'model is missing', body['model']);
  const choices = objectsIn(body['choices']);
  must(choices.length === 1, 'there is not one choice', body['choices']);
  const choice = choices[0]!;
  must(choice['index'] === 0, 'the choice has no index', choice);
  return toldOf(objectIn(choice['message']), choice['finish_reason'], body['usage'], ownWords);
}

/** What an assistant's message, whole or put together, says. */
export function toldOf(message: Json, finish: unknown, usage: unknown, ownWords: boolean): Told {
  must(message['role'] === 'assistant', 'the message is not the assistant’s', message);
  const { content, tool_calls: said } = message;
  must(content === null || typeof content === 'string', 'content is neither text nor null', content);
  must(said === undefined || said === null || (Array.isArray(said) && said.length > 0), 'tool_calls is an empty list', said);
  const calls = objectsIn(said).map((call) => {
    const called = objectIn(call['function']);
    const input = parsed(textIn(called['arguments']));
    must(typeof call['id'] === 'string' && call['id'] !== '', 'a call has no id', call);
    must(call['type'] === undefined || call['type'] === 'function', 'a call is no function', call);
    must(isObject(input) || finish === 'length', 'the arguments of a call are not whole JSON', call);
    return { id: call['id'], name: textIn(called['name']), input: objectIn(input) };
  });
  must(new Set(calls.map(({ id }) => id)).size === calls.length, 'two calls have one id', said);
  must(typeof finish === 'string' && finish !== '', 'finish_reason is missing', finish);
  const end = ownWords ? (calls.length > 0 ? 'calls' : 'stop') : FINISHES[finish];
  must(end !== undefined, 'finish_reason is none of the known', finish);
  must(end === 'length' || (end === 'calls') === calls.length > 0, 'finish_reason does not fit what was said', { finish, calls });
  return {
    text: content ?? '',
    reasoning: textIn(message['reasoning_content']) || textIn(message['reasoning']),
    calls,
    finish: end,
    usage: usedIn(usage),
    back: [message],
  };
}

export function usedIn(usage: unknown): Used | undefined {
  if (!isObject(usage)) return undefined;
  const { prompt_tokens: input, completion_tokens: output, total_tokens: total } = usage;
  must(Number.isInteger(input) && Number.isInteger(output), 'usage has no counts', usage);
  must(Number.isInteger(total), 'usage has no total', usage);
  const details = objectIn(usage['prompt_tokens_details']);
  return {
    input: input as number,
    cached: Number(details['cached_tokens'] ?? 0),
    written: Number(details['cache_write_tokens'] ?? 0),
    output: output as number,
    thought: Number(objectIn(usage['completion_tokens_details'])['reasoning_tokens'] ?? 0),
  };
}

import { wordOf, type Json, type Mend } from '@sluice/provider-sdk';
import { jsonIn, listIn } from '@sluice/provider-sdk/chat';
import { mendCalls } from './mend-calls.ts';
import { mendContent } from './mend-content.ts';

/**
 * What Mistral says otherwise than OpenAI. A chunk is mended by itself: calls that bring no number come all in one
 * chunk, so their place in it is their number (recorded streams, 2024 and 2026).
 */
export const mendChat: Mend = {
  // A content that is a list begins so, and its parts have types; text that holds these words holds them with a backslash.
  signs: ['"content":[', '"content": [', '"type"', '"tool_calls"', '"model_length"'],
  reply: (reply) => mend(reply, 'message'),
  chunk: (chunk) => mend(chunk, 'delta'),
};

function mend(said: Json, name: 'message' | 'delta'): Json {
  const given = listIn(said['choices']);
  const choices = given.map((choice) => mendChoice(choice, name, said['id']));
  return choices.every((choice, index) => choice === given[index]) ? said : { ...said, choices };
}

function mendChoice(given: unknown, name: 'message' | 'delta', replyId: unknown): unknown {
  const choice = jsonIn(given);
  const message = jsonIn(choice?.[name]);
  if (!choice || !message) return given;
  const told = mendContent(message, name);
  const mended = mendCalls(told, name, `${wordOf(replyId)}/${wordOf(choice['index'])}`);
  const tooLong = choice['finish_reason'] === 'model_length';
  if (mended === message && !tooLong) return given;
  return { ...choice, [name]: mended, ...(tooLong && { finish_reason: 'length' }) };
}

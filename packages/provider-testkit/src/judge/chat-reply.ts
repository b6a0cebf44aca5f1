import type { Heard, HeardCall } from './heard.ts';
import { insist } from './objection.ts';
import { listIn, objectIn, shown, textIn } from './members.ts';

/** Reads a whole chat reply, and objects to one that clients of this language could not read. */
export function hearReply(given: unknown): Heard {
  const reply = objectIn(given, 'the reply');
  const choices = listIn(reply['choices'], 'choices');
  insist(choices.length > 0, 'choices is empty');
  const choice = objectIn(choices[0], 'choices[0]');
  const message = objectIn(choice['message'], 'choices[0].message');
  insist(message['role'] === 'assistant', `choices[0].message.role is ${shown(message['role'])} and not "assistant"`);
  const { content } = message;
  insist(content === null || content === undefined || typeof content === 'string', `the content is ${shown(content)} and not a text`);
  return {
    text: content ?? '',
    reasoning: reasoningIn(message),
    calls: callsIn(message['tool_calls']),
    finish: textIn(choice['finish_reason'], 'choices[0].finish_reason'),
    usage: reply['usage'],
  };
}

/** Thinking under either of the names that are in use. */
export function reasoningIn(message: Readonly<Record<string, unknown>>): string {
  const told = message['reasoning_content'] ?? message['reasoning'] ?? '';
  insist(typeof told === 'string', `the thinking is ${shown(told)} and not a text`);
  return told;
}

function callsIn(given: unknown): readonly HeardCall[] {
  if (given === undefined || given === null) return [];
  const calls = listIn(given, 'tool_calls').map((each, index) => {
    const name = `tool_calls[${index}]`;
    const call = objectIn(each, name);
    const asked = objectIn(call['function'], `${name}.function`);
    insist(typeof asked['arguments'] === 'string', `${name}.function.arguments is ${shown(asked['arguments'])} and not JSON as text`);
    return { id: textIn(call['id'], `${name}.id`), name: textIn(asked['name'], `${name}.function.name`), arguments: asked['arguments'] };
  });
  // Clients send results back by these ids.
  insist(new Set(calls.map(({ id }) => id)).size === calls.length, `two tool calls have the id ${shown(calls[0]?.id)}`);
  return calls;
}

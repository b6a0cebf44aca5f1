import type { Difference } from '../difference.ts';

const QUOTED = 'OpenAI’s 400 "Unknown parameter: \'messages[0].content[0].cache_control\'", quoted in public issues of 2025';

const user = { role: 'user', content: 'hi' };
const call = { id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } };
const answer = { role: 'tool', tool_call_id: 'a', content: 'x' };

const leftOut = (member: string, how: string, ...messages: readonly object[]): Difference => ({
  member,
  fate: 'dropped',
  how,
  source: QUOTED,
  example: { messages: [user, ...messages] },
});

/** What `withoutExtras` does, for the page of whoever calls it. */
export const extrasLeftOut: readonly Difference[] = [
  leftOut('messages[].cache_control', 'What is to be cached is not marked here; prompts are cached by themselves.', {
    ...user,
    cache_control: { type: 'ephemeral' },
  }),
  leftOut('messages[].content[].cache_control', 'As on messages.', {
    role: 'user',
    content: [{ type: 'text', text: 'a', cache_control: { type: 'ephemeral' } }],
  }),
  {
    ...leftOut('tools[].cache_control', 'As on messages.'),
    example: { tools: [{ type: 'function', function: { name: 'f' }, cache_control: { type: 'ephemeral' } }] },
  },
  leftOut('messages[].content_blocks', 'Signed thinking is understood by whoever signed it; the message’s text goes along.', {
    role: 'assistant',
    content: 'a',
    content_blocks: [{ type: 'thinking', thinking: 'b', signature: 'c' }],
  }),
  leftOut('messages[].reasoning_content', 'Thinking is not taken back in chat.', {
    role: 'assistant',
    content: 'a',
    reasoning_content: 'b',
  }),
  leftOut('messages[].reasoning_details', 'Thinking is not taken back in chat.', {
    role: 'assistant',
    content: 'a',
    reasoning_details: [{ type: 'reasoning.text', text: 'b' }],
  }),
  leftOut(
    'messages[].is_error',
    'An answer of a tool carries no mark; what it says goes through.',
    { role: 'assistant', tool_calls: [call] },
    { ...answer, is_error: true },
  ),
  leftOut(
    'messages[].tool_calls[].function.thought_signature',
    'Signatures of thinking are understood by whoever signed it.',
    { role: 'assistant', tool_calls: [{ ...call, function: { ...call.function, thought_signature: 'c' } }] },
    answer,
  ),
];

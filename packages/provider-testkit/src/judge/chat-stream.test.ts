import { describe, expect, it } from '@jest/globals';
import { delta } from '../adapters.test.support.ts';
import { hearStream } from './chat-stream.ts';
import { objectionOf } from './objection.ts';

const begun = delta({ role: 'assistant', content: '' });
const end = delta({}, 'stop');
const call = (index: unknown, id?: string, name?: string, text = '') =>
  delta({ tool_calls: [{ index, ...(id !== undefined && { id }), function: { ...(name !== undefined && { name }), arguments: text } }] });

describe('a chat stream', () => {
  it('is put together as clients do it', () => {
    const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };
    const chunks = [
      { choices: [], prompt_filter_results: [] },
      begun,
      delta({ reasoning_content: 'Hm. ' }),
      delta({ content: 'He' }),
      delta({ content: 'llo' }),
      call(0, 'a', 'f', '{'),
      call(1, 'b', 'g', '{}'),
      call(0, undefined, undefined, '}'),
      call(1, 'b', undefined, ''),
      delta({}, 'tool_calls'),
      { choices: [], usage },
    ];

    const heard = hearStream(chunks);

    expect(heard).toEqual({
      text: 'Hello',
      reasoning: 'Hm. ',
      calls: [
        { id: 'a', name: 'f', arguments: '{}' },
        { id: 'b', name: 'g', arguments: '{}' },
      ],
      finish: 'tool_calls',
      usage,
    });
  });

  it.each([
    ['that is empty', [], 'the stream has no choices at all'],
    ['of no objects', [1], 'chunk 0 is 1 and not an object'],
    ['without a role', [delta({ content: 'a' }), end], 'chunk 0 is the first and does not say the role'],
    ['with another role', [delta({ role: 'user' }), end], 'chunk 0: the role is "user" and not "assistant"'],
    ['with words that are no text', [begun, delta({ content: 1 }), end], 'chunk 1: the content is 1 and not a text'],
    ['that never ends', [begun], 'the stream ends without a finish_reason'],
    ['that ends twice', [begun, end, end], 'chunk 2 tells a second finish_reason'],
    ['that goes on after its end', [begun, end, delta({ content: 'a' })], 'chunk 2 goes on talking after the finish_reason'],
    ['whose calls have no index', [begun, call(undefined, 'a', 'f'), end], "chunk 1: a tool call's index is undefined and not a number"],
    ['whose calls begin at 1', [begun, call(1, 'a', 'f'), end], 'chunk 1: tool call 1 begins where 0 should'],
    ['whose call has no id', [begun, call(0, undefined, 'f'), end], 'chunk 1: the id of a new tool call is undefined and not a text'],
    ['whose call has no name', [begun, call(0, 'a'), end], 'chunk 1: the name of a new tool call is undefined and not a text'],
    ['whose call changes its id', [begun, call(0, 'a', 'f'), call(0, 'b'), end], 'chunk 2: tool call 0 was "a" and is now "b"'],
    ['with one id for two calls', [begun, call(0, 'a', 'f'), call(1, 'a', 'f'), end], 'chunk 2: a second tool call has the id "a"'],
    [
      'whose arguments are an object',
      [begun, delta({ tool_calls: [{ index: 0, id: 'a', function: { name: 'f', arguments: {} } }] }), end],
      "chunk 1: a call's arguments are {} and not text",
    ],
  ])('%s is objected to', (_what, chunks, objection) => {
    const found = objectionOf(() => void hearStream(chunks));

    expect(found).toBe(objection);
  });
});

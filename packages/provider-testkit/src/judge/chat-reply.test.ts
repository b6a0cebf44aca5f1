import { describe, expect, it } from '@jest/globals';
import { chatAnswer } from '../adapters.test.support.ts';
import * as say from './chat-features.ts';
import { hearReply } from './chat-reply.ts';
import { objectionOf } from './objection.ts';

const call = { id: 'a', type: 'function', function: { name: 'f', arguments: '{"x":1}' } };
const usage = (prompt: unknown, completion: unknown, total: unknown, more: object = {}) => ({
  ...chatAnswer({ content: 'a' }),
  usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: total, ...more },
});
const thinking = { completion_tokens_details: { reasoning_tokens: 4 } };

describe('a chat reply', () => {
  it.each([
    [null, 'the reply is null and not an object'],
    [{}, 'choices is undefined and not a list'],
    [{ choices: [] }, 'choices is empty'],
    [{ choices: [{}] }, 'choices[0].message is undefined and not an object'],
    [chatAnswer({ role: 'user', content: 'a' }), 'choices[0].message.role is "user" and not "assistant"'],
    [chatAnswer({ content: [] }), 'the content is [] and not a text'],
    [chatAnswer({ content: 'a' }, { finish_reason: null }), 'choices[0].finish_reason is null and not a text'],
    [chatAnswer({ reasoning_content: 1 }), 'the thinking is 1 and not a text'],
    [chatAnswer({ tool_calls: {} }), 'tool_calls is {} and not a list'],
    [chatAnswer({ tool_calls: [{ id: 'a' }] }), 'tool_calls[0].function is undefined and not an object'],
    [chatAnswer({ tool_calls: [{ ...call, id: '' }] }), 'tool_calls[0].id is "" and not a text'],
    [
      chatAnswer({ tool_calls: [{ ...call, function: { name: 'f', arguments: {} } }] }),
      'tool_calls[0].function.arguments is {} and not JSON as text',
    ],
    [chatAnswer({ tool_calls: [call, call] }), 'two tool calls have the id "a"'],
  ])('%j is objected to', (reply, objection) => {
    const found = objectionOf(() => void hearReply(reply));

    expect(found).toBe(objection);
  });

  it.each([
    ['counts', say.counts, usage(3, 2, 5), undefined],
    ['counts, with thinking beside', say.counts, usage(3, 2, 9, thinking), undefined],
    ['counts, none', say.counts, { ...chatAnswer({ content: 'a' }), usage: undefined }, 'usage is undefined'],
    ['counts, nothing out', say.counts, usage(3, 0, 3), 'usage counts 3 tokens in and 0 out'],
    ['counts, text', say.counts, usage('3', 2, 5), 'usage.prompt_tokens is "3"'],
    ['counts, a sum that is none', say.counts, usage(3, 2, 6), 'usage.total_tokens is 6, and 3 and 2 are 5'],
    ['calls', say.calls('f'), chatAnswer({ content: null, tool_calls: [call] }), undefined],
    [
      'calls with no JSON',
      say.calls('f'),
      chatAnswer({ tool_calls: [{ ...call, function: { name: 'f', arguments: '{' } }] }),
      'the arguments of f is no JSON',
    ],
    [
      'calls with a list',
      say.calls('f'),
      chatAnswer({ tool_calls: [{ ...call, function: { name: 'f', arguments: '[]' } }] }),
      'the arguments of f is []',
    ],
    ['calls and stops', say.callsAndSaysSo('f'), chatAnswer({ tool_calls: [call] }), 'the finish_reason is "stop", not "tool_calls"'],
    ['JSON', say.saysJson, chatAnswer({ content: '```json\n{}\n```' }), 'the content is no JSON'],
    ['the schema', say.fitsSchema, chatAnswer({ content: '{"city":"Paris"}' }), 'degrees, which the schema wants as a number'],
    ['the schema, and more', say.fitsSchema, chatAnswer({ content: '{"city":"Paris","degrees":1,"sky":1}' }), 'the schema allows no "sky"'],
    ['thinking, shown', say.thinks, chatAnswer({ content: 'a', reasoning_content: 'b' }), undefined],
    ['thinking, counted', say.thinks, usage(3, 2, 5, thinking), undefined],
    ['thinking, neither', say.thinks, chatAnswer({ content: 'a' }), 'nothing shows that the model thought'],
    ['a stop', say.stopsBefore('6'), chatAnswer({ content: '4\n5\n' }), undefined],
    ['a stop that is passed', say.stopsBefore('6'), chatAnswer({ content: '5 6' }), 'the content has "6"'],
    [
      'a stop at another end',
      say.stopsBefore('6'),
      chatAnswer({ content: '5' }, { finish_reason: 'length' }),
      'the finish_reason is "length" and not "stop"',
    ],
    ['a limit', say.isCutShort, chatAnswer({ content: 'a' }, { finish_reason: 'length' }), undefined],
    ['a limit that is passed over', say.isCutShort, chatAnswer({ content: 'a' }), 'the finish_reason is "stop" and not "length"'],
  ])('is judged: %s', (_what, judge, reply, objection) => {
    const found = objectionOf(() => judge(hearReply(reply)));

    if (objection === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(objection);
  });
});

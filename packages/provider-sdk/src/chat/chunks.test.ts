import { describe, expect, it } from '@jest/globals';
import type { Asked, Json } from '../codec.ts';
import { ChatChunks } from './chunks.ts';
import { readChatCall } from './read-call.ts';
import { usageOf } from './usage.ts';

const asked: Asked = { call: {}, target: { model: 'm', settings: {} }, id: '1', createdS: 7 };
const deltas = (chunks: readonly Json[]) => chunks.flatMap((chunk) => chunk['choices'] as readonly Json[]);

describe('a written stream', () => {
  it('says the role first, numbers calls, makes nothing of arguments a whole object, ends once and counts last', () => {
    const chunks = new ChatChunks(asked);
    const choice = chunks.choice();
    choice.text('a');
    choice.callBegins('x', { id: 'call_x', name: 'f' });
    choice.call('y', { id: 'call_y', name: 'g', arguments: '{"a":1}' });
    choice.finish('tool_calls', 'tool_use');
    choice.finish('stop');
    chunks.usage(usageOf({ prompt: 1, completion: 2 }));

    const said = [...chunks.take(), ...chunks.end()];

    expect(deltas(said).map(({ delta, finish_reason }) => [delta, finish_reason])).toEqual([
      [{ role: 'assistant', content: '' }, null],
      [{ content: 'a' }, null],
      [{ tool_calls: [{ index: 0, id: 'call_x', type: 'function', function: { name: 'f', arguments: '' } }] }, null],
      [{ tool_calls: [{ index: 1, id: 'call_y', type: 'function', function: { name: 'g', arguments: '{"a":1}' } }] }, null],
      [{ tool_calls: [{ index: 0, function: { arguments: '{}' } }] }, null],
      [{}, 'tool_calls'],
    ]);
    expect(said.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } });
  });

  it('has no end where the provider told none', () => {
    const chunks = new ChatChunks(asked);
    chunks.choice().text('half');

    expect(deltas([...chunks.take(), ...chunks.end()]).map(({ finish_reason }) => finish_reason)).toEqual([null, null]);
  });
});

describe('a read call', () => {
  it('finds the name of the tool that a message answers', () => {
    const { turns, system } = readChatCall({
      messages: [
        { role: 'developer', content: 'be brief' },
        { role: 'assistant', tool_calls: [{ id: 'c', function: { name: 'f', arguments: '{"a":1}' } }] },
        { role: 'tool', tool_call_id: 'c', content: 'x' },
      ],
    });

    expect(system.map(({ text }) => text)).toEqual(['be brief']);
    expect(turns).toMatchObject([{ calls: [{ id: 'c', name: 'f', input: { a: 1 } }] }, { name: 'f', callId: 'c' }]);
  });

  it.each<[Json, string]>([
    [{ messages: [{ role: 'user', content: [{ type: 'image_url' }] }] }, 'messages[0].content[0].image_url.url'],
    [
      { messages: [{ role: 'assistant', tool_calls: [{ id: 'c', function: { name: 'f', arguments: '[' } }] }] },
      'messages[0].tool_calls[0].function.arguments',
    ],
    [{ messages: [], temperature: 'hot' }, 'temperature'],
    [{ messages: [], tools: [{ type: 'function', function: {} }] }, 'tools[0].function.name'],
    [{ messages: [], response_format: { type: 'json_schema', json_schema: {} } }, 'response_format.json_schema.schema'],
    [{ messages: [], reasoning_effort: 'huge' }, 'reasoning_effort'],
  ])('names what is wrong in %j', (call, param) => {
    expect(() => readChatCall(call)).toThrow(expect.objectContaining({ fault: expect.objectContaining({ param }) }));
  });
});

import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Json } from '@sluice/provider-sdk';
import fc from 'fast-check';
import { chatCodec } from './codec.ts';

const look = { type: 'function', function: { name: 'look', parameters: { type: 'object' } } };
const target = { model: 'm', settings: {} };
const asked = (call: Json) => chatCodec.request({ messages: [{ role: 'user', content: 'hi' }], ...call }, target).body as Json;
const sent = (...messages: readonly Json[]) => asked({ messages })['messages'];

describe('a chat request to Cohere', () => {
  it.each([
    ['limits', { max_completion_tokens: 5, top_p: 0.5, top_k: 3, stop: 'x' }, { max_tokens: 5, p: 0.5, k: 3, stop_sequences: ['x'] }],
    ['bounds', { top_p: 0, presence_penalty: 1.5, frequency_penalty: -2 }, { p: 0.01, presence_penalty: 1, frequency_penalty: 0 }],
    ['JSON', { response_format: { type: 'json_object' } }, { response_format: { type: 'json_object' } }],
    ['no thinking', { reasoning_effort: 'none' }, { thinking: { type: 'disabled' } }],
    ['an effort', { reasoning_effort: 'medium', max_tokens: 1000 }, { max_tokens: 1000, thinking: { type: 'enabled', token_budget: 500 } }],
    ['a budget', { thinking: { type: 'enabled', budget_tokens: 77 } }, { thinking: { type: 'enabled', token_budget: 77 } }],
    ['its own measure', { thinking: { type: 'adaptive' } }, { thinking: { type: 'enabled' } }],
    ['a required tool', { tools: [look], tool_choice: 'required' }, { tools: [look], tool_choice: 'REQUIRED' }],
    ['no tool', { tools: [look], tool_choice: 'none' }, { tools: [look], tool_choice: 'NONE' }],
    ['any tool', { tools: [look], tool_choice: 'auto' }, { tools: [look] }],
    ['a choice without tools', { tools: [], tool_choice: 'required' }, {}],
    ['members of its own', { safety_mode: 'OFF', priority: 3, brand_new: [1] }, { safety_mode: 'OFF', priority: 3, brand_new: [1] }],
    ['documents', { documents: ['a', { data: { b: 'c' } }] }, { documents: ['a', { data: { b: 'c' } }] }],
  ])('says %s in Cohere’s words', (_what, given, expected) => {
    const { model: _model, messages: _messages, stream: _stream, ...rest } = asked(given);

    expect(rest).toEqual(expected);
  });

  it.each([
    [{ type: 'array', items: {} }, 'type'],
    [{ type: ['object', 'null'] }, 'type'],
    [{ anyOf: [{ type: 'object' }] }, 'anyOf'],
    [{ oneOf: [{ type: 'object' }] }, 'oneOf'],
    [{ allOf: [{ type: 'object' }] }, 'allOf'],
  ])('cannot ask for an answer by %j', (schema, where) => {
    const run = () => asked({ response_format: { type: 'json_schema', json_schema: { name: 'x', schema } } });

    expect(run).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ param: `response_format.json_schema.schema.${where}` }) }),
    );
  });

  it.each([
    [{}, undefined],
    [{ properties: { a: {} } }, { type: 'object', properties: { a: {} } }],
    [
      { type: 'object', anyOf: [{ required: ['a'] }] },
      { type: 'object', anyOf: [{ required: ['a'] }] },
    ],
  ])('asks for an object by %j', (schema, json_schema) => {
    const sentFormat = asked({ response_format: { type: 'json_schema', json_schema: { name: 'x', schema } } })['response_format'];

    expect(sentFormat).toEqual({ type: 'json_object', ...(json_schema && { json_schema }) });
  });

  it('offers the one tool that is named', () => {
    const other = { type: 'function', function: { name: 'other', description: 'd' } };

    expect(asked({ tools: [look, other], tool_choice: { type: 'function', function: { name: 'other' } } })).toMatchObject({
      tools: [{ type: 'function', function: { name: 'other', description: 'd', parameters: { type: 'object', properties: {} } } }],
      tool_choice: 'REQUIRED',
    });
    expect(faultOf(() => asked({ tools: [look], tool_choice: { type: 'function', function: { name: 'gone' } } }))).toMatchObject({
      param: 'tool_choice',
    });
  });

  it('keeps what an assistant thought, said and called in the places that the models know', () => {
    const call = { id: 'c1', type: 'function', function: { name: 'look', arguments: '' } };
    const written = { ...call, function: { name: 'look', arguments: '{}' } };

    expect(
      sent(
        { role: 'assistant', reasoning_content: 'hm', content: 'yes' },
        { role: 'assistant', content: 'I will look', tool_calls: [call] },
        { role: 'assistant', reasoning_content: 'hm', content: 'I will look', tool_calls: [call] },
        { role: 'assistant', content_blocks: [{ type: 'thinking', thinking: 'hm', signature: 's' }], content: null, tool_calls: [call] },
      ),
    ).toEqual([
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'hm' },
          { type: 'text', text: 'yes' },
        ],
      },
      { role: 'assistant', tool_plan: 'I will look', tool_calls: [written] },
      { role: 'assistant', tool_plan: 'hm', content: 'I will look', tool_calls: [written] },
      { role: 'assistant', tool_plan: 'hm', tool_calls: [written] },
    ]);
  });

  it('sends instructions, pictures and answers of tools', () => {
    expect(
      sent(
        { role: 'developer', content: 'a' },
        { role: 'system', content: 'b' },
        { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://x/y.png', detail: 'low' } }] },
        {
          role: 'tool',
          tool_call_id: 'c1',
          content: [
            { type: 'text', text: 'sun' },
            { type: 'file', file: { file_data: 'data:text/plain;base64,aGk=' } },
          ],
        },
        { role: 'system', content: 'c' },
      ),
    ).toEqual([
      {
        role: 'system',
        content: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      },
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://x/y.png', detail: 'low' } }] },
      {
        role: 'tool',
        tool_call_id: 'c1',
        content: [
          { type: 'text', text: 'sun' },
          { type: 'document', document: { data: { text: 'hi' } } },
        ],
      },
      { role: 'system', content: 'c' },
    ]);
  });

  it('sends text files as documents beside the conversation', () => {
    const file = { type: 'file', file: { filename: 'a.txt', file_data: 'data:text/plain;base64,aGk=' } };

    expect(asked({ documents: ['own'], messages: [{ role: 'user', content: [{ type: 'text', text: 'read' }, file] }] })).toMatchObject({
      documents: ['own', { data: { title: 'a.txt', text: 'hi' } }],
      messages: [{ role: 'user', content: 'read' }],
    });
  });

  it.each([
    [{ type: 'image_url', image_url: { file_id: 'f' } }, 'messages[0].content[0].image_url'],
    [{ type: 'file', file: { file_id: 'f' } }, 'messages[0].content[0]'],
  ])('refuses what is kept elsewhere: %j', (part, param) => {
    expect(faultOf(() => sent({ role: 'user', content: [part] }))).toMatchObject({ param });
  });

  it('fails by a fault or not at all, whatever it is given, and changes nothing of it', () => {
    const message = fc.record(
      {
        role: fc.constantFrom('user', 'assistant', 'tool', 'system', 7),
        content: fc.jsonValue(),
        tool_calls: fc.jsonValue(),
        tool_call_id: fc.jsonValue(),
      },
      { requiredKeys: ['role'] },
    );
    const members = ['tools', 'tool_choice', 'documents', 'response_format', 'thinking', 'stop', 'top_p', 'logprobs'] as const;
    const call = fc.record(
      { messages: fc.array(message), ...Object.fromEntries(members.map((name) => [name, fc.jsonValue()])) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(call, (given) => {
        const before = JSON.stringify(given);
        try {
          chatCodec.request(given as Json, target);
        } catch (error) {
          expect(isFaultError(error) ? '' : error).toBe('');
        }
        expect(JSON.stringify(given)).toBe(before);
      }),
    );
  });
});

function faultOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return isFaultError(error) ? error.fault : error;
  }
}

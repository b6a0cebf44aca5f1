import { describe, expect, it } from '@jest/globals';
import { JsonDocument, type Json } from '@sluice/provider-sdk';
import fc from 'fast-check';
import { prepareChat } from './prepare.ts';

function prepared(body: object): Json {
  const document = JsonDocument.parse(Buffer.from(JSON.stringify(body)));
  prepareChat(document.root);
  return JSON.parse(document.toBytes().toString()) as Json;
}

const messages = [{ role: 'user', content: 'hi' }];
const tools = [{ type: 'function', function: { name: 'look', parameters: { type: 'object' } } }];
const sent = (...given: readonly Json[]) => prepared({ messages: [...given, ...messages] })['messages'] as Json[];

describe('a chat request to Mistral', () => {
  it('keeps its bytes where Mistral knows every word', () => {
    const text = `{ "model":"m","temperature":1.5e0,"safe_prompt":true,"new":{},"tool_choice":"any","tools":[{"type":"web_search"}],
      "messages":[{"role":"assistant","content":"","tool_calls":[{"id":"abcdefgh1","function":{"name":"a","arguments":"{}"}}]},
      {"role":"tool","name":"a","tool_call_id":"abcdefgh1","content":"x"},{"role":"user","content":[{"type":"image_url","image_url":"https://x"}]}] }`;
    const document = JsonDocument.parse(Buffer.from(text));

    prepareChat(document.root);

    expect(document.toBytes().toString()).toBe(text);
  });

  it.each([
    ['the limit', { max_completion_tokens: 9 }, { max_tokens: 9 }],
    ['the seed', { seed: 3 }, { random_seed: 3 }],
    ['great heat', { temperature: 2 }, { temperature: 1.5 }],
    ['an effort', { reasoning_effort: 'high' }, { reasoning_effort: 'high' }],
    [
      'any effort',
      { model: 'mistral-small-latest', reasoning_effort: 'medium' },
      { model: 'mistral-small-latest', reasoning_effort: 'high' },
    ],
    ['no effort', { model: 'mistral-small-latest', reasoning_effort: 'none' }, { model: 'mistral-small-latest', reasoning_effort: 'none' }],
    ['a degree that a guest knows', { model: 'zai-glm-5-3', reasoning_effort: 'max' }, { model: 'zai-glm-5-3', reasoning_effort: 'max' }],
    ['an effort that a model cannot make', { model: 'ministral-3b-latest', reasoning_effort: 'low' }, { model: 'ministral-3b-latest' }],
    ['the usual effort', { reasoning_effort: 'default' }, {}],
    ['an effort in an object', { reasoning: { effort: 'low' } }, { reasoning_effort: 'low' }],
    ['a budget', { thinking: { type: 'enabled', budget_tokens: 1024 } }, { reasoning_effort: 'high' }],
    ['no thinking', { thinking: { type: 'disabled' } }, { reasoning_effort: 'none' }],
    ['both', { thinking: { type: 'enabled' }, reasoning_effort: 'low' }, { reasoning_effort: 'low' }],
    ['no tools', { tools: [], tool_choice: 'auto', parallel_tool_calls: false }, {}],
    [
      'tools',
      { tools, tool_choice: 'required', parallel_tool_calls: false },
      { tools, tool_choice: 'required', parallel_tool_calls: false },
    ],
    [
      'a tool without parameters',
      { tools: [{ type: 'function', function: { name: 'a' }, cache_control: {} }] },
      { tools: [{ type: 'function', function: { name: 'a', parameters: { type: 'object', properties: {} } } }] },
    ],
  ])('has %s in Mistral’s words', (_what, given, expected) => {
    expect(prepared({ messages, ...given })).toEqual({ messages, ...expected });
  });

  it('has one and the same id of nine letters for a call and its answer, and another for another', () => {
    const call = (id: string) => ({
      id,
      type: 'function',
      function: { name: 'look', arguments: '{}', thought_signature: 's' },
      extra_content: {},
    });

    const [assistant, first, second] = sent(
      { role: 'assistant', content: null, tool_calls: [call('call_1'), call('toolu_2'), call('abcdefgh1')] },
      { role: 'tool', tool_call_id: 'call_1', content: 'a' },
      { role: 'tool', tool_call_id: 'toolu_2', content: 'b', is_error: true },
    );

    const ids = (assistant!['tool_calls'] as Json[]).map(({ id }) => id as string);
    expect(ids[2]).toBe('abcdefgh1');
    for (const id of ids) expect(id).toMatch(/^[a-zA-Z0-9]{9}$/);
    expect(new Set(ids).size).toBe(3);
    expect([first, second]).toEqual([
      { role: 'tool', tool_call_id: ids[0], content: 'a' },
      { role: 'tool', tool_call_id: ids[1], content: 'b' },
    ]);
    expect(assistant?.['tool_calls']).toEqual(ids.map((id) => ({ id, type: 'function', function: { name: 'look', arguments: '{}' } })));
  });

  it('gives an assistant its thinking back as a part of what it said', () => {
    const chunk = { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] };
    const text = { type: 'text', text: 'yes' };

    expect(
      sent(
        { role: 'assistant', content: 'yes', reasoning_content: 'hm', refusal: null },
        { role: 'assistant', content: null, reasoning: 'hm', tool_calls: [] },
        { role: 'assistant', content: [text], content_blocks: [{ type: 'thinking', thinking: 'hm', signature: 's' }] },
        { role: 'assistant', content: [chunk, text], reasoning_content: 'hm' },
        { role: 'assistant', content: [{ type: 'thinking', thinking: 'hm', signature: 's' }, text] },
        { role: 'assistant', content: null, refusal: 'no' },
      ).slice(0, -1),
    ).toEqual([
      { role: 'assistant', content: [chunk, text] },
      { role: 'assistant', content: [chunk], tool_calls: [] },
      { role: 'assistant', content: [chunk, text] },
      { role: 'assistant', content: [chunk, text] },
      { role: 'assistant', content: [chunk, text] },
      { role: 'assistant', content: 'no' },
    ]);
  });

  it.each([
    [
      { type: 'file', file: { file_id: 'f1' } },
      { type: 'file', file_id: 'f1' },
    ],
    [
      { type: 'file', file: { file_data: 'JVBE', filename: 'a.pdf' } },
      { type: 'document_url', document_url: 'data:application/pdf;base64,JVBE', document_name: 'a.pdf' },
    ],
    [
      { type: 'file', file: { file_url: 'https://x/a.pdf' } },
      { type: 'document_url', document_url: 'https://x/a.pdf' },
    ],
    [
      { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } },
      { type: 'input_audio', input_audio: 'AAAA' },
    ],
    [
      { type: 'input_text', text: 'a', cache_control: {} },
      { type: 'text', text: 'a' },
    ],
    [
      { type: 'document_url', document_url: 'https://x' },
      { type: 'document_url', document_url: 'https://x' },
    ],
  ])('has the part %j in Mistral’s words', (part, expected) => {
    expect(sent({ role: 'user', name: 'Ann', content: [part] })[0]).toEqual({ role: 'user', content: [expected] });
  });

  it('spares a model that cannot think what others thought', () => {
    const thought = { role: 'assistant', content: 'yes', reasoning_content: 'hm' };

    expect(prepared({ model: 'codestral-latest', messages: [thought, ...messages] })['messages']).toEqual([
      { role: 'assistant', content: 'yes' },
      ...messages,
    ]);
  });

  it('says of the beginning of an answer that it is one', () => {
    const beginning = { role: 'assistant', content: 'It was' };
    const call = { role: 'assistant', content: '', tool_calls: [{ id: 'abcdefgh1', function: { name: 'a', arguments: '{}' } }] };

    expect(prepared({ messages: [beginning, ...messages, beginning] })['messages']).toEqual([
      beginning,
      ...messages,
      { ...beginning, prefix: true },
    ]);
    expect(prepared({ messages: [...messages, call] })['messages']).toEqual([...messages, call]);
  });

  it('survives members of any shape', () => {
    const names = ['tools', 'tool_choice', 'reasoning_effort', 'reasoning', 'thinking', 'temperature', 'seed'] as const;
    const inMessage = ['content', 'tool_calls', 'tool_call_id', 'reasoning_content', 'content_blocks', 'refusal', 'name'] as const;
    const any = (members: readonly string[]) => Object.fromEntries(members.map((name) => [name, fc.jsonValue()]));
    const message = fc.record(
      { role: fc.constantFrom('user', 'assistant', 'tool', 'developer', 3), ...any(inMessage) },
      { requiredKeys: ['role'] },
    );
    const call = fc.record(
      { messages: fc.oneof(fc.array(fc.oneof(message, fc.jsonValue())), fc.jsonValue()), ...any(names) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(call, (body) => {
        const once = prepared(body);

        expect(prepared(once)).toEqual(once);
      }),
    );
  });
});

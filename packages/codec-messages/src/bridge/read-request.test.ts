import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Json } from '@sluice/provider-sdk';
import { messagesBridge } from './bridge.ts';

// Written from the Messages API's reference, 2026-08.
const base = { model: 'm', max_tokens: 9 };
const chat = (call: Json) => messagesBridge.request({ ...base, messages: [{ role: 'user', content: 'hi' }], ...call });
const messages = (...given: Json[]) => chat({ messages: given })['messages'];

function refused(call: unknown): string | undefined {
  try {
    messagesBridge.request(call as Json);
  } catch (error) {
    if (isFaultError(error)) return error.fault.param;
    throw error;
  }
  return undefined;
}

const mark = { type: 'ephemeral', ttl: '1h' };
const text = (said: string, more: Json = {}) => ({ type: 'text', text: said, ...more });
const use = { type: 'tool_use', id: 't', name: 'f', input: { a: 1 } };
const called = { id: 't', type: 'function', function: { name: 'f', arguments: '{"a":1}' } };

describe('a request to the Messages API as a chat call', () => {
  it('has each member under its name in chat', () => {
    expect(
      chat({
        system: [text('a'), text('b', { cache_control: mark })],
        stream: true,
        temperature: 0.5,
        top_p: 0.6,
        top_k: 7,
        stop_sequences: ['x'],
        metadata: { user_id: 'u' },
        thinking: { type: 'adaptive', display: 'omitted' },
        output_config: { effort: 'low', format: { type: 'json_schema', schema: { type: 'object' } } },
        service_tier: 'standard_only',
        context_management: {},
        betas: ['x'],
      }),
    ).toEqual({
      ...base,
      messages: [
        { role: 'system', content: [text('a'), text('b', { cache_control: mark })] },
        { role: 'user', content: 'hi' },
      ],
      stream: true,
      temperature: 0.5,
      top_p: 0.6,
      top_k: 7,
      stop: ['x'],
      user: 'u',
      thinking: { type: 'adaptive', display: 'omitted' },
      reasoning_effort: 'low',
      response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: { type: 'object' }, strict: true } },
      service_tier: 'default',
    });
  });

  it('has a mark on the whole as one on its end, where no other is', () => {
    const marked = [{ ...text('b'), cache_control: { type: 'ephemeral' } }];
    const asked = (content: unknown) =>
      chat({
        cache_control: mark,
        messages: [
          { role: 'user', content: 'a' },
          { role: 'user', content },
        ],
      })['messages'];

    expect(asked('b')).toEqual([
      { role: 'user', content: 'a' },
      { role: 'user', content: 'b', cache_control: mark },
    ]);
    expect(asked(marked)).toEqual([
      { role: 'user', content: 'a' },
      { role: 'user', content: marked },
    ]);
  });

  it('has tools in chat’s form and others as they are', () => {
    const search = { type: 'web_search_20250305', name: 'web_search' };
    const tools = [{ name: 'f', description: 'd', input_schema: { type: 'object' }, strict: true, cache_control: mark }, search];

    expect(chat({ tools, tool_choice: { type: 'any', disable_parallel_tool_use: true } })).toMatchObject({
      tools: [
        { type: 'function', function: { name: 'f', description: 'd', parameters: { type: 'object' }, strict: true }, cache_control: mark },
        search,
      ],
      tool_choice: 'required',
      parallel_tool_calls: false,
    });
    expect(chat({ tools, tool_choice: { type: 'tool', name: 'f' } })['tool_choice']).toEqual({ type: 'function', function: { name: 'f' } });
  });

  it('has results of tools as messages of their own, before what is said beside them', () => {
    const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA' } };
    const content = [
      text('go on'),
      { type: 'tool_result', tool_use_id: 't', content: [text('x'), image], is_error: true, cache_control: mark },
      { type: 'tool_result', tool_use_id: 'u', content: 'y' },
      { type: 'tool_result', tool_use_id: 'v' },
    ];

    expect(messages({ role: 'user', content })).toEqual([
      {
        role: 'tool',
        tool_call_id: 't',
        content: [text('x'), { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } }],
        is_error: true,
        cache_control: mark,
      },
      { role: 'tool', tool_call_id: 'u', content: 'y' },
      { role: 'tool', tool_call_id: 'v', content: '' },
      { role: 'user', content: 'go on' },
    ]);
  });

  it('keeps what is signed, tells what is not as text, and gives a call its own signature back', () => {
    const signed = { type: 'thinking', thinking: 't', signature: 's' };
    const content = [
      signed,
      { type: 'thinking', thinking: 'u', signature: '' },
      text('a'),
      { type: 'thinking', thinking: 'v', signature: 'sluice.thought.xyz' },
      use,
      { ...use, id: 'w' },
    ];

    expect(messages({ role: 'assistant', content })).toEqual([
      {
        role: 'assistant',
        content: 'a',
        reasoning_content: 'uv',
        content_blocks: [signed, text('a')],
        tool_calls: [
          { ...called, function: { ...called.function, thought_signature: 'xyz' } },
          { ...called, id: 'w' },
        ],
      },
    ]);
  });

  it.each<[string, Json, Json]>([
    [
      'a picture’s address',
      { type: 'image', source: { type: 'url', url: 'https://a' } },
      { type: 'image_url', image_url: { url: 'https://a' } },
    ],
    ['a kept picture', { type: 'image', source: { type: 'file', file_id: 'f' } }, { type: 'image_url', image_url: { file_id: 'f' } }],
    [
      'a PDF',
      { type: 'document', title: 't', citations: { enabled: true }, source: { type: 'base64', media_type: 'application/pdf', data: 'AA' } },
      { type: 'file', file: { file_data: 'data:application/pdf;base64,AA' }, document: { title: 't', citations: { enabled: true } } },
    ],
    [
      'a text',
      { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'é' } },
      { type: 'file', file: { file_data: 'data:text/plain;base64,w6k=' } },
    ],
    [
      'a document’s address',
      { type: 'document', source: { type: 'url', url: 'https://a' } },
      { type: 'file', file: { file_url: 'https://a' } },
    ],
    ['a result of a search', { type: 'search_result', title: 'T', source: 'S', content: [text('x')] }, text('T\nS\nx')],
  ])('has %s', (_what, block, part) => {
    expect(messages({ role: 'user', content: [{ ...block, cache_control: mark }] })).toEqual([
      { role: 'user', content: [{ ...part, cache_control: mark }] },
    ]);
  });

  it.each<[unknown, string]>([
    [{ max_tokens: 1 }, 'messages'],
    [{ messages: [] }, 'max_tokens'],
    [{ messages: [], max_tokens: 'x' }, 'max_tokens'],
    [{ ...base, messages: [null] }, 'messages[0]'],
    [{ ...base, messages: [{ role: 'tool', content: 'x' }] }, 'messages[0].role'],
    [{ ...base, messages: [{ role: 'user' }] }, 'messages[0].content'],
    [{ ...base, messages: [{ role: 'user', content: [{ type: 'x' }] }] }, 'messages[0].content[0].type'],
    [{ ...base, messages: [{ role: 'user', content: [text('a'), { type: 'image' }] }] }, 'messages[0].content[1].source'],
    [{ ...base, messages: [{ role: 'user', content: [{ type: 'tool_result' }] }] }, 'messages[0].content[0].tool_use_id'],
    [{ ...base, messages: [{ role: 'assistant', content: [{ ...use, id: 7 }] }] }, 'messages[0].content[0].id'],
    [{ ...base, messages: [{ role: 'user', content: [{ type: 'container_upload', file_id: 'f' }] }] }, 'messages[0].content[0]'],
    [{ ...base, messages: [{ role: 'user', content: 'hi' }], container: 'c' }, 'container'],
    [{ ...base, messages: [{ role: 'user', content: 'hi' }], mcp_servers: [{}] }, 'mcp_servers'],
    [{ ...base, messages: [{ role: 'user', content: 'hi' }], tools: [{ name: 'f' }] }, 'tools[0].input_schema'],
    [
      { ...base, messages: [{ role: 'user', content: 'hi' }], tools: [{ name: 'f', input_schema: {} }], tool_choice: { type: 'x' } },
      'tool_choice.type',
    ],
    [{ ...base, messages: [{ role: 'user', content: 'hi' }], stop_sequences: [1] }, 'stop_sequences[0]'],
  ])('%j is refused at %s', (call, path) => {
    expect(refused(call)).toBe(path);
  });
});

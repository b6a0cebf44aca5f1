import { describe, expect, it } from '@jest/globals';
import type { Json } from '@sluice/provider-sdk';
import { readRequest } from './read-request.ts';

const read = (call: Json): Json => readRequest({ model: 'm', input: 'hi', ...call });
const messagesOf = (...input: readonly Json[]) => read({ input })['messages'];

describe('a Responses request as a chat call', () => {
  it('puts each member where chat has it', () => {
    const chat = read({
      instructions: 'Be brief.',
      max_output_tokens: 9,
      reasoning: { effort: 'low', summary: 'auto' },
      text: { verbosity: 'low', format: { type: 'json_object' } },
      temperature: 0.5,
      top_p: 0.9,
      top_logprobs: 2,
      metadata: { a: 'b' },
      user: 'u',
      safety_identifier: 's',
      prompt_cache_key: 'k',
      service_tier: 'flex',
      stream: true,
      store: false,
      include: ['reasoning.encrypted_content'],
      truncation: 'auto',
      previous_response_id: null,
      chat_template_kwargs: { x: 1 },
    });

    expect(chat).toEqual({
      model: 'm',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'hi' },
      ],
      max_completion_tokens: 9,
      reasoning_effort: 'low',
      verbosity: 'low',
      response_format: { type: 'json_object' },
      temperature: 0.5,
      top_p: 0.9,
      logprobs: true,
      top_logprobs: 2,
      metadata: { a: 'b' },
      user: 'u',
      safety_identifier: 's',
      prompt_cache_key: 'k',
      service_tier: 'flex',
      stream: true,
      chat_template_kwargs: { x: 1 },
    });
  });

  it.each([
    ['previous_response_id', { previous_response_id: 'resp_1' }],
    ['conversation', { conversation: { id: 'conv_1' } }],
    ['prompt', { prompt: { id: 'p' } }],
    ['background', { background: true }],
    ['store', { store: true }],
    ['input[0]', { input: [{ type: 'item_reference', id: 'msg_1' }] }],
    ['input[0]', { input: [{ type: 'computer_call', id: 'c' }] }],
    ['input[0].content[0]', { input: [{ role: 'user', content: [{ type: 'input_video' }] }] }],
    ['input[0].role', { input: [{ role: 'tool', content: 'x' }] }],
    ['input[0].call_id', { input: [{ type: 'function_call_output', output: 'x' }] }],
    ['input', { input: null }],
    ['input', { input: 3 }],
    [
      'tools[1]',
      {
        tools: [
          { type: 'function', name: 'a' },
          { type: 'file_search', vector_store_ids: [] },
        ],
      },
    ],
    ['tools[0]', { tools: [{ type: 'web_search' }] }],
    ['tools[0]', { tools: [{ type: 'web_search' }] }],
    ['tools[0]', { tools: [{ type: 'mcp', server_label: 's' }] }],
    ['tools[0].tools[0]', { tools: [{ type: 'namespace', name: 'n', tools: [{ type: 'mcp' }] }] }],
    ['tools[0].name', { tools: [{ type: 'function' }] }],
    ['tool_choice', { tool_choice: { type: 'image_generation' } }],
    ['text.format.type', { text: { format: { type: 'xml' } } }],
    ['max_output_tokens', { max_output_tokens: '9' }],
  ])('refuses %s by name: %j', (param, members) => {
    let refused: unknown;
    try {
      read(members);
    } catch (error) {
      refused = error;
    }

    expect(refused).toMatchObject({ fault: { kind: 'invalid_request', param } });
  });

  it('says how to go on where the history was to be kept', () => {
    expect(() => read({ previous_response_id: 'resp_1' })).toThrow(
      'previous_response_id: this provider keeps no responses; send the history as items of "input"',
    );
  });
});

describe('items of a history', () => {
  it('are one message where the assistant said, thought and called in one turn', () => {
    const messages = messagesOf(
      { role: 'user', content: [{ type: 'input_text', text: 'Sum?' }] },
      { type: 'reasoning', id: 'rs', summary: [{ type: 'summary_text', text: 'Add.' }], encrypted_content: 'gAAAforeign' },
      {
        type: 'message',
        role: 'assistant',
        id: 'msg',
        status: 'completed',
        content: [{ type: 'output_text', text: 'Adding.', annotations: [] }],
      },
      { type: 'function_call', id: 'fc', call_id: 'c1', name: 'add', arguments: '{"a":1}' },
      { type: 'function_call', call_id: 'c2', name: 'add', arguments: '' },
      { type: 'function_call_output', call_id: 'c1', output: '2' },
      {
        type: 'function_call_output',
        call_id: 'c2',
        output: [
          { type: 'input_text', text: 'see' },
          { type: 'input_image', image_url: 'data:image/png;base64,AA==' },
        ],
      },
      { role: 'assistant', content: [{ type: 'refusal', refusal: 'No more.' }] },
      { role: 'developer', content: 'Go on.' },
    );

    expect(messages).toEqual([
      { role: 'user', content: 'Sum?' },
      {
        role: 'assistant',
        content: 'Adding.',
        reasoning_content: 'Add.',
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'add', arguments: '{"a":1}' } },
          { id: 'c2', type: 'function', function: { name: 'add', arguments: '' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c1', content: '2' },
      {
        role: 'tool',
        tool_call_id: 'c2',
        content: [
          { type: 'text', text: 'see' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } },
        ],
      },
      { role: 'assistant', content: null, refusal: 'No more.' },
      { role: 'system', content: 'Go on.' },
    ]);
  });

  it('keep pictures, files, sound and cache marks', () => {
    const mark = { type: 'ephemeral' };
    const messages = messagesOf({
      role: 'user',
      content: [
        { type: 'input_text', text: 'a', cache_control: mark },
        { type: 'input_image', file_id: 'f1', detail: 'original' },
        { type: 'input_file', file_url: 'https://example.com/a.pdf', filename: 'a.pdf' },
        { type: 'input_audio', input_audio: { data: 'AA==', format: 'mp3' } },
      ],
    });

    expect(messages).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'a', cache_control: mark },
          { type: 'image_url', image_url: { file_id: 'f1', detail: 'high' } },
          { type: 'file', file: { file_url: 'https://example.com/a.pdf', filename: 'a.pdf' } },
          { type: 'input_audio', input_audio: { data: 'AA==', format: 'mp3' } },
        ],
      },
    ]);
  });

  it('that only say what was thought, or searched, leave no message behind', () => {
    expect(
      messagesOf({ type: 'web_search_call', id: 'w' }, { type: 'reasoning', id: 'r', summary: [] }, { role: 'user', content: 'hi' }),
    ).toEqual([{ role: 'user', content: 'hi' }]);
  });
});

describe('the tools of a Responses request', () => {
  const closed = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false };
  const open = { type: 'object', properties: { a: { type: 'string' } } };
  const strictOf = (...tools: readonly Json[]) => (read({ tools })['tools'] as { function: Json }[]).map((tool) => tool.function['strict']);

  it('are strict as they say, and where they say nothing only if that refuses none of them', () => {
    expect(strictOf({ type: 'function', name: 'a', parameters: open, strict: true })).toEqual([true]);
    expect(strictOf({ type: 'function', name: 'a', parameters: closed, strict: false })).toEqual([false]);
    expect(strictOf({ type: 'function', name: 'a', parameters: closed })).toEqual([true]);
    expect(strictOf({ type: 'function', name: 'a', parameters: open })).toEqual([undefined]);
    expect(strictOf({ type: 'function', name: 'a', parameters: closed }, { type: 'function', name: 'b', parameters: open })).toEqual([
      undefined,
      undefined,
    ]);
    expect(strictOf({ type: 'function', name: 'a', parameters: { ...closed, properties: { a: open } } })).toEqual([undefined]);
  });

  it('leave no choice behind where none is left', () => {
    const chat = read({ tools: [{ type: 'web_search', external_web_access: false }], tool_choice: 'auto', parallel_tool_calls: true });

    expect(Object.keys(chat)).toEqual(['model', 'messages']);
  });

  it.each([
    ['a function', { type: 'function', name: 'b' }, 'b'],
    ['a function as chat names it', { type: 'function', function: { name: 'b' } }, 'b'],
    ['a tool of free text', { type: 'custom', name: 'p' }, 'p'],
    ['a tool of a namespace', { type: 'function', name: 'r', namespace: 'n' }, 'n__r'],
  ])('are chosen by name: %s', (_what, choice, sent) => {
    const tools = [
      { type: 'function', name: 'b' },
      { type: 'custom', name: 'p' },
      { type: 'namespace', name: 'n', tools: [{ type: 'function', name: 'r' }] },
    ];

    expect(read({ tools, tool_choice: choice })['tool_choice']).toEqual({ type: 'function', function: { name: sent } });
  });

  it('are only those that are allowed', () => {
    const chat = read({
      tools: [
        { type: 'function', name: 'a' },
        { type: 'function', name: 'b' },
      ],
      tool_choice: { type: 'allowed_tools', mode: 'required', tools: [{ type: 'function', name: 'b' }] },
    });

    expect(chat).toMatchObject({ tool_choice: 'required', tools: [{ function: { name: 'b' } }] });
  });
});

import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Json } from '@sluice/provider-sdk';
import { messagesCodec } from '../codec.ts';

// Written from the Messages API's reference, 2026-08, and the facts of the models in claude.ts.
const MODEL = 'claude-sonnet-4-5';
const user = { role: 'user', content: 'hi' };

const draft = (call: Json, options = {}) =>
  messagesCodec(options).request({ messages: [user], ...call }, { model: (call['model'] as string | undefined) ?? MODEL, settings: {} });
const body = (call: Json, options = {}) => draft(call, options).body as Record<string, unknown>;

function refused(call: Json, options = {}): string | undefined {
  try {
    draft(call, options);
  } catch (error) {
    if (isFaultError(error)) return error.fault.param;
    throw error;
  }
  return undefined;
}

const call = (id: string, args = '{}') => ({ id, type: 'function', function: { name: 'f', arguments: args } });
const tool = (name: string, more = {}) => ({ type: 'function', function: { name, ...more } });
const schema = { type: 'object', properties: { a: { type: 'string' } } };
const format = { type: 'json_schema', json_schema: { name: 'x', schema } };

describe('a conversation in the words of the Messages API', () => {
  it('has instructions in front, marks for the cache, and tools’ results in one message before anything said', () => {
    const mark = { type: 'ephemeral' };
    const given = {
      messages: [
        { role: 'system', content: [{ type: 'text', text: 'a', cache_control: mark }] },
        { role: 'developer', content: 'b' },
        user,
        { role: 'assistant', content: '', tool_calls: [call('1'), call('2')] },
        { role: 'tool', tool_call_id: '1', content: 'x', cache_control: mark },
        { role: 'system', content: 'now in French' },
        {
          role: 'tool',
          tool_call_id: '2',
          content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } }],
          is_error: true,
        },
        { role: 'user', content: 'go on' },
      ],
    };

    const { system, messages } = body(given);

    expect(system).toEqual([
      { type: 'text', text: 'a', cache_control: mark },
      { type: 'text', text: 'b' },
    ]);
    expect(messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'hi' }] },
      {
        role: 'assistant',
        content: [
          { type: 'tool_use', id: '1', name: 'f', input: {} },
          { type: 'tool_use', id: '2', name: 'f', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: '1', content: 'x', cache_control: mark },
          {
            type: 'tool_result',
            tool_use_id: '2',
            content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA' } }],
            is_error: true,
          },
          { type: 'text', text: 'now in French' },
          { type: 'text', text: 'go on' },
        ],
      },
    ]);
  });

  it('names calls as the API allows, each once, and their answers alike', () => {
    const messages = [
      user,
      { role: 'assistant', tool_calls: [call('f.1'), call('f.1'), call('f/1')] },
      ...['f.1', 'f.1', 'f/1'].map((id) => ({ role: 'tool', tool_call_id: id, content: id })),
    ];

    const written = body({ messages })['messages'] as { content: { id?: string; tool_use_id?: string }[] }[];

    expect(written[1]!.content.map(({ id }) => id)).toEqual(['f_1', 'f_1_2', 'f_1_3']);
    expect(written[2]!.content.map(({ tool_use_id }) => tool_use_id)).toEqual(['f_1', 'f_1_2', 'f_1_3']);
  });

  it('gives each answer to its own call where a provider names every call of a tool alike', () => {
    const round = [
      { role: 'assistant', tool_calls: [call('f')] },
      { role: 'tool', tool_call_id: 'f', content: 'x' },
    ];

    const written = body({ messages: [user, ...round, ...round] })['messages'] as { content: { id?: string; tool_use_id?: string }[] }[];

    expect(written.slice(1).map(({ content }) => content[0]!.id ?? content[0]!.tool_use_id)).toEqual(['f', 'f', 'f_2', 'f_2']);
  });

  it('replays what was signed as it was, before the calls, and drops what was not', () => {
    const blocks = [
      { type: 'thinking', thinking: 't', signature: 's' },
      { type: 'redacted_thinking', data: 'd' },
      { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'q' } },
      { type: 'text', text: 'said', citations: [{ type: 'c' }] },
    ];
    const messages = [
      user,
      { role: 'assistant', content: 'said', reasoning_content: 't', content_blocks: blocks, tool_calls: [call('1')] },
      { role: 'tool', tool_call_id: '1', content: 'x' },
      { role: 'assistant', content: 'b', content_blocks: [{ type: 'thinking', thinking: 'u' }], reasoning_content: 'u' },
    ];

    const written = body({ messages })['messages'] as { content: Json[] }[];

    expect(written[1]!.content).toEqual([...blocks, { type: 'tool_use', id: '1', name: 'f', input: {} }]);
    expect(written[3]!.content).toEqual([{ type: 'text', text: 'b' }]);
  });

  it('says what somebody changed in an answer, not what stands among its blocks', () => {
    const blocks = [
      { type: 'thinking', thinking: 't', signature: 's' },
      { type: 'text', text: 'secret' },
    ];

    const written = body({ messages: [user, { role: 'assistant', content: '***', content_blocks: blocks }, user] })['messages'] as {
      content: Json[];
    }[];

    expect(written[1]!.content).toEqual([blocks[0], { type: 'text', text: '***' }]);
  });

  it('leaves out empty text, the space at the very end, and asks what was only an instruction', () => {
    const messages = [
      { role: 'user', content: [{ type: 'text', text: '' }, user.content] },
      { role: 'assistant', content: 'so \n' },
    ];

    expect(body({ messages })['messages']).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'hi' }] },
      { role: 'assistant', content: [{ type: 'text', text: 'so' }] },
    ]);
    expect(body({ messages: [{ role: 'system', content: 's' }] })).toMatchObject({
      messages: [{ role: 'user', content: [{ type: 'text', text: 's' }] }],
    });
  });

  it.each<[string, Json, unknown]>([
    [
      'a picture’s address',
      { type: 'image_url', image_url: { url: 'https://a/b.png' } },
      { type: 'image', source: { type: 'url', url: 'https://a/b.png' } },
    ],
    ['a picture kept there', { type: 'image_url', image_url: { file_id: 'f' } }, { type: 'image', source: { type: 'file', file_id: 'f' } }],
    [
      'a PDF',
      {
        type: 'file',
        file: { file_data: 'data:application/pdf;base64,AA', filename: 'a.pdf' },
        document: { context: 'c', citations: { enabled: true } },
      },
      {
        type: 'document',
        title: 'a.pdf',
        context: 'c',
        citations: { enabled: true },
        source: { type: 'base64', media_type: 'application/pdf', data: 'AA' },
      },
    ],
    [
      'a text',
      { type: 'file', file: { file_data: `data:text/markdown;base64,${Buffer.from('é').toString('base64')}` } },
      { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'é' } },
    ],
    [
      'a document’s address',
      { type: 'file', file: { file_url: 'https://a/b' } },
      { type: 'document', source: { type: 'url', url: 'https://a/b' } },
    ],
    ['a document kept there', { type: 'file', file: { file_id: 'f' } }, { type: 'document', source: { type: 'file', file_id: 'f' } }],
  ])('has %s', (_what, part, block) => {
    expect(body({ messages: [{ role: 'user', content: [part] }] })['messages']).toEqual([{ role: 'user', content: [block] }]);
  });

  it.each<[Json, Json, string]>([
    [{ type: 'image_url', image_url: { url: 'https://a' } }, { imageUrls: false }, 'messages[0].content[0].image_url.url'],
    [{ type: 'image_url', image_url: { url: 'data:image/tiff;base64,AA' } }, {}, 'messages[0].content[0].image_url.url'],
    [{ type: 'image_url', image_url: { url: 'gs://a' } }, {}, 'messages[0].content[0].image_url.url'],
    [{ type: 'file', file: { file_data: 'data:application/zip;base64,AA' } }, {}, 'messages[0].content[0].file.file_data'],
  ])('refuses %j by its path', (part, options, path) => {
    expect(refused({ messages: [{ role: 'user', content: [part] }] }, options)).toBe(path);
  });
});

describe('what is asked of the model', () => {
  it.each<[string, Json, Json]>([
    ['claude-3-haiku-20240307', {}, { max_tokens: 4096 }],
    ['anthropic.claude-3-5-sonnet-20240620-v1:0', {}, { max_tokens: 8192 }],
    ['claude-3-7-sonnet@20250219', {}, { max_tokens: 64_000 }],
    ['us.anthropic.claude-opus-4-20250514-v1:0', {}, { max_tokens: 32_000 }],
    ['claude-opus-4-6', {}, { max_tokens: 128_000 }],
    ['deepseek-chat', {}, { max_tokens: 4096 }],
    ['claude-sonnet-4-5', { max_completion_tokens: 9 }, { max_tokens: 9 }],
    [
      'claude-sonnet-4-5',
      { max_tokens: 4000, reasoning_effort: 'medium' },
      { max_tokens: 4000, thinking: { type: 'enabled', budget_tokens: 2000 } },
    ],
    [
      'claude-sonnet-4-5',
      { max_tokens: 500, reasoning_effort: 'low' },
      { max_tokens: 1524, thinking: { type: 'enabled', budget_tokens: 1024 } },
    ],
    ['claude-sonnet-4-5', { max_tokens: 9, reasoning_effort: 'none' }, { max_tokens: 9 }],
    [
      'claude-opus-4-6',
      { max_tokens: 9, reasoning_effort: 'minimal' },
      { max_tokens: 9, thinking: { type: 'adaptive' }, output_config: { effort: 'low' } },
    ],
    [
      'claude-opus-4-6',
      { max_tokens: 9, reasoning_effort: 'xhigh' },
      { max_tokens: 9, thinking: { type: 'adaptive' }, output_config: { effort: 'high' } },
    ],
    [
      'claude-opus-4-6',
      { max_tokens: 9000, thinking: { type: 'enabled', budget_tokens: 2000 } },
      { max_tokens: 9000, thinking: { type: 'enabled', budget_tokens: 2000 } },
    ],
    [
      'claude-opus-4-7',
      { max_tokens: 9, reasoning_effort: 'xhigh' },
      { max_tokens: 9, thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'xhigh' } },
    ],
    [
      'claude-opus-4-7',
      { max_tokens: 9, thinking: { type: 'enabled', budget_tokens: 4000 } },
      { max_tokens: 9, thinking: { type: 'adaptive' }, output_config: { effort: 'medium' } },
    ],
    ['claude-sonnet-5', { max_tokens: 9, reasoning_effort: 'none' }, { max_tokens: 9, thinking: { type: 'disabled' } }],
    ['claude-sonnet-5-5', { max_tokens: 9, reasoning_effort: 'none' }, { max_tokens: 9, thinking: { type: 'between_tools' } }],
    ['claude-fable-5', { max_tokens: 9, reasoning_effort: 'none' }, { max_tokens: 9, output_config: { effort: 'low' } }],
    ['claude-sonnet-4-5', { max_tokens: 9, temperature: 2, top_p: 0.5, top_k: 3 }, { max_tokens: 9, temperature: 1, top_k: 3 }],
    ['claude-sonnet-4-20250514', { max_tokens: 9, temperature: 0.3, top_p: 0.5 }, { max_tokens: 9, temperature: 0.3, top_p: 0.5 }],
    ['claude-opus-5', { max_tokens: 9, temperature: 0.3, top_p: 0.5, top_k: 3 }, { max_tokens: 9 }],
    [
      'claude-sonnet-4-5',
      { max_tokens: 9, stop: 'x', user: 'u', service_tier: 'default', mcp_servers: [1], seed: 1, unknown: 2 },
      { max_tokens: 9, stop_sequences: ['x'], metadata: { user_id: 'u' }, service_tier: 'auto', mcp_servers: [1] },
    ],
  ])('%s is asked %j so', (model, call, expected) => {
    const { messages: _, ...rest } = body({ model, ...call });

    expect(rest).toEqual({ model, ...expected });
  });

  it.each<[Json, unknown]>([
    [{}, undefined],
    [{ tool_choice: 'auto' }, { type: 'auto' }],
    [{ tool_choice: 'none' }, { type: 'none' }],
    [{ tool_choice: 'required' }, { type: 'any' }],
    [{ parallel_tool_calls: false }, { type: 'auto', disable_parallel_tool_use: true }],
    [
      { tool_choice: { type: 'function', function: { name: 'f' } }, parallel_tool_calls: false },
      { type: 'tool', name: 'f', disable_parallel_tool_use: true },
    ],
  ])('the choice of tools %j is said so', (call, choice) => {
    expect(body({ tools: [tool('f')], ...call })['tool_choice']).toEqual(choice);
  });

  it('has tools in its own form, its own tools as they are, and strict ones closed', () => {
    const mark = { type: 'ephemeral' };
    const search = { type: 'web_search_20250305', name: 'web_search' };
    const computer = { type: 'computer', computer: { name: 'computer_20250124', display_width_px: 1 } };

    const { tools } = body({
      tools: [tool('f'), { ...tool('g', { parameters: schema, strict: true }), cache_control: mark }, search, computer],
    });

    expect(tools).toEqual([
      { name: 'f', input_schema: { type: 'object', properties: {} } },
      { name: 'g', input_schema: { ...schema, additionalProperties: false }, strict: true, cache_control: mark },
      search,
      { type: 'computer_20250124', name: 'computer', display_width_px: 1 },
    ]);
  });

  it('does not think where a tool is forced, or where the history’s last call was thought elsewhere', () => {
    const history = [user, { role: 'assistant', tool_calls: [call('1')] }, { role: 'tool', tool_call_id: '1', content: 'x' }];
    const thought = [{ type: 'thinking', thinking: 't', signature: 's' }];
    const signed = [user, { ...history[1], content_blocks: thought }, history[2]];
    const asking = { reasoning_effort: 'high', max_tokens: 5000 };

    expect(body({ ...asking, tools: [tool('f')], tool_choice: 'required' })).not.toHaveProperty('thinking');
    expect(body({ ...asking, messages: history })).not.toHaveProperty('thinking');
    expect(body({ ...asking, messages: signed })).toHaveProperty('thinking');
  });

  it('asks for a form natively, by a tool on older models, and for any object by an instruction', () => {
    const old = 'claude-3-5-sonnet-20240620';

    expect(body({ response_format: format })['output_config']).toEqual({
      format: { type: 'json_schema', schema: { ...schema, additionalProperties: false } },
    });
    expect(body({ model: old, response_format: format })).toMatchObject({
      tools: [{ name: 'json', input_schema: schema }],
      tool_choice: { type: 'tool', name: 'json' },
    });
    expect(body({ model: old, response_format: format, tools: [tool('json')] })).toMatchObject({
      tools: [{ name: 'json' }, { name: 'json_' }],
      tool_choice: { type: 'any' },
    });
    expect(body({ response_format: { type: 'json_object' } })['system']).toEqual([{ type: 'text', text: expect.stringContaining('JSON') }]);
  });

  it('is asked at another host in its way', () => {
    const options = {
      path: (model: string, streamed: boolean) => `/${model}:${streamed ? 'stream' : 'raw'}`,
      without: ['model', 'stream'] as const,
      extra: { anthropic_version: 'v' },
      betas: 'body' as const,
    };

    const { path, body: written, headers } = draft({ stream: true, anthropic_beta: 'a, b' }, options);

    expect(path).toBe(`/${MODEL}:stream`);
    expect(headers).toBeUndefined();
    expect(written).toMatchObject({ anthropic_version: 'v', anthropic_beta: ['a', 'b'] });
    expect(written).not.toHaveProperty('model');
    expect(written).not.toHaveProperty('stream');
    expect(draft({ stream: true, anthropic_beta: ['a'] })).toMatchObject({
      path: '/messages',
      headers: { 'anthropic-beta': 'a' },
      body: { stream: true },
    });
  });
});

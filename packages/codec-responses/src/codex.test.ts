import { describe, expect, it } from '@jest/globals';
import type { Json } from '@sluice/provider-sdk';
import { asked, chunk, finish, written } from './asked.test.support.ts';
import { responsesBridge } from './bridge.ts';
import { hear } from './events.test.support.ts';

/** A request of Codex, after codex-rs/tools/src/tool_spec.rs and codex-rs/codex-api/src/common.rs (2026-09); written by us. */
const REQUEST: Json = {
  model: 'm',
  instructions: 'You are a coding agent.',
  input: [
    { type: 'message', role: 'developer', content: [{ type: 'input_text', text: '<permissions/>' }] },
    { type: 'message', role: 'user', content: [{ type: 'input_text', text: '<environment_context/>' }] },
    { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Fix it.' }] },
  ],
  tools: [
    {
      type: 'function',
      name: 'exec_command',
      description: 'Runs.',
      strict: false,
      parameters: { type: 'object', properties: { cmd: { type: 'string' } }, required: ['cmd'], additionalProperties: false },
    },
    {
      type: 'custom',
      name: 'apply_patch',
      description: 'Patches.',
      format: { type: 'grammar', syntax: 'lark', definition: 'start: begin' },
    },
    {
      type: 'namespace',
      name: 'mcp__docs',
      description: 'Docs.',
      tools: [{ type: 'function', name: 'find', description: 'Finds.', strict: false, parameters: { type: 'object', properties: {} } }],
    },
    {
      type: 'tool_search',
      execution: 'client',
      description: 'Finds tools.',
      parameters: { type: 'object', properties: { query: { type: 'string' } } },
    },
    { type: 'web_search', external_web_access: false },
  ],
  tool_choice: 'auto',
  parallel_tool_calls: false,
  reasoning: { effort: 'medium', summary: 'auto' },
  store: false,
  stream: true,
  include: ['reasoning.encrypted_content'],
  prompt_cache_key: 'thread-1',
  text: { verbosity: 'low' },
  client_metadata: { installation: 'x' },
};

const call = (index: number, name: string, args: string): Json =>
  chunk({ tool_calls: [{ index, id: `c${index}`, type: 'function', function: { name, arguments: args } }] });

describe('Codex', () => {
  it('is understood as it asks unasked', () => {
    const chat = responsesBridge.request(REQUEST);

    expect((chat['tools'] as Json[]).map((tool) => tool['function'])).toEqual([
      expect.objectContaining({ name: 'exec_command', strict: false }),
      {
        name: 'apply_patch',
        description: 'Patches.\n\nThe input has to match this lark grammar:\nstart: begin',
        parameters: expect.objectContaining({ required: ['input'] }),
      },
      { name: 'mcp__docs__find', description: 'Finds.', strict: false, parameters: { type: 'object', properties: {} } },
      expect.objectContaining({ name: 'tool_search', description: 'Finds tools.' }),
    ]);
    expect(chat).toMatchObject({
      tool_choice: 'auto',
      parallel_tool_calls: false,
      reasoning_effort: 'medium',
      verbosity: 'low',
      stream: true,
    });
    expect(Object.keys(chat)).not.toEqual(expect.arrayContaining(['client_metadata']));
  });

  it('has its calls back in its own words, and its next request is understood', () => {
    const patch = '*** Begin Patch\n"x"\n*** End Patch';
    const events = written(
      [
        chunk({ reasoning_content: 'Look.' }),
        call(0, 'exec_command', '{"cmd":"ls"}'),
        call(1, 'apply_patch', JSON.stringify({ input: patch })),
        call(2, 'mcp__docs__find', '{}'),
        call(3, 'tool_search', '{"query":"calendar"}'),
        finish('tool_calls'),
      ],
      REQUEST,
    );

    const { items } = hear(events);

    expect(items.map(({ id: _id, ...item }) => item)).toEqual([
      { type: 'reasoning', status: 'completed', summary: [{ type: 'summary_text', text: 'Look.' }] },
      { type: 'function_call', status: 'completed', call_id: 'c0', name: 'exec_command', arguments: '{"cmd":"ls"}' },
      { type: 'custom_tool_call', status: 'completed', call_id: 'c1', name: 'apply_patch', input: patch },
      { type: 'function_call', status: 'completed', call_id: 'c2', name: 'find', namespace: 'mcp__docs', arguments: '{}' },
      { type: 'tool_search_call', status: 'completed', call_id: 'c3', execution: 'client', arguments: { query: 'calendar' } },
    ]);

    const found = {
      type: 'namespace',
      name: 'mcp__calendar',
      description: '',
      tools: [{ type: 'function', name: 'create', strict: false, parameters: {}, defer_loading: true }],
    };
    const next = responsesBridge.request({
      ...REQUEST,
      input: [
        ...(REQUEST['input'] as Json[]),
        ...items,
        { type: 'function_call_output', call_id: 'c0', output: 'a.ts' },
        { type: 'custom_tool_call_output', call_id: 'c1', output: 'Done.' },
        { type: 'function_call_output', call_id: 'c2', output: 'none' },
        { type: 'tool_search_output', call_id: 'c3', execution: 'client', status: 'completed', tools: [found] },
      ],
    });

    expect((next['messages'] as Json[]).slice(4)).toEqual([
      {
        role: 'assistant',
        content: null,
        reasoning_content: 'Look.',
        tool_calls: [
          { id: 'c0', type: 'function', function: { name: 'exec_command', arguments: '{"cmd":"ls"}' } },
          { id: 'c1', type: 'function', function: { name: 'apply_patch', arguments: JSON.stringify({ input: patch }) } },
          { id: 'c2', type: 'function', function: { name: 'mcp__docs__find', arguments: '{}' } },
          { id: 'c3', type: 'function', function: { name: 'tool_search', arguments: '{"query":"calendar"}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c0', content: 'a.ts' },
      { role: 'tool', tool_call_id: 'c1', content: 'Done.' },
      { role: 'tool', tool_call_id: 'c2', content: 'none' },
      { role: 'tool', tool_call_id: 'c3', content: '{"tools":["mcp__calendar__create"]}' },
    ]);
    expect((next['tools'] as { function: Json }[]).map((tool) => tool.function['name'])).toContain('mcp__calendar__create');
  });

  it('has what a model wrote without the JSON around it as its patch', () => {
    const [item] = hear(written([call(0, 'apply_patch', '*** Begin Patch'), finish('tool_calls')], REQUEST)).items;

    expect(item).toMatchObject({ type: 'custom_tool_call', input: '*** Begin Patch' });
  });

  it('keeps apart tools whose names would be the same in chat', () => {
    const chat = responsesBridge.request({
      model: 'm',
      input: 'hi',
      tools: [
        { type: 'namespace', name: 'a b', tools: [{ type: 'function', name: 'c' }] },
        { type: 'namespace', name: 'a-b', tools: [{ type: 'function', name: 'c' }] },
        { type: 'namespace', name: 'a.b', tools: [{ type: 'function', name: 'c' }] },
        { type: 'function', name: 'a_b__c' },
        { type: 'namespace', name: 'functions', tools: [{ type: 'function', name: 'plain' }] },
        { type: 'namespace', name: 'n'.repeat(70), tools: [{ type: 'function', name: 'c' }] },
      ],
    });

    expect((chat['tools'] as { function: Json }[]).map((tool) => tool.function['name'])).toEqual([
      'a_b__c_2',
      'a-b__c',
      'a_b__c_3',
      'a_b__c',
      'plain',
      'n'.repeat(64),
    ]);
  });
});

describe('what a provider wants back', () => {
  it('comes back by way of the reasoning item: signed and hidden thinking, in its place among the text', () => {
    const blocks = [
      { type: 'thinking', thinking: 'One.', signature: 's1' },
      { type: 'text', text: 'Hello. ' },
      { type: 'redacted_thinking', data: 'd' },
      { type: 'text', text: 'Bye.' },
    ];
    const reply = responsesBridge.reply(
      { choices: [{ message: { content: 'Hello. Bye.', reasoning_content: 'One.', content_blocks: blocks }, finish_reason: 'stop' }] },
      asked(),
    );
    const stream = hear(
      written([
        chunk({ reasoning_content: 'One.', content_blocks: [{ index: 0, delta: { thinking: 'One.' } }] }),
        chunk({ content_blocks: [{ index: 0, delta: { signature: 's1' } }] }),
        chunk({ content: 'Hello. ', content_blocks: [{ index: 1, delta: { text: 'Hello. ' } }] }),
        chunk({ content_blocks: [{ index: 2, delta: { type: 'redacted_thinking', data: 'd' } }] }),
        chunk({ content: 'Bye.', content_blocks: [{ index: 3, delta: { text: 'Bye.' } }] }),
        finish('stop'),
      ]),
    ).terminal!;

    expect(stream['output']).toEqual(reply['output']);
    const next = responsesBridge.request({ model: 'm', input: [...(reply['output'] as Json[]), { role: 'user', content: 'Go on.' }] });
    expect((next['messages'] as Json[])[0]).toMatchObject({
      role: 'assistant',
      content: 'Hello. Bye.',
      reasoning_content: 'One.',
      content_blocks: blocks,
    });
  });

  it('comes back by way of the reasoning item: the thought signature of a call', () => {
    const signed = chunk({ tool_calls: [{ index: 0, id: 'c1', function: { name: 'add', arguments: '{}', thought_signature: 'ts' } }] });
    for (const before of [[], [chunk({ reasoning_content: 'Hm.' })], [chunk({ content: 'Adding.' })]]) {
      const { terminal } = hear(written([...before, signed, finish('tool_calls')]));

      const next = responsesBridge.request({
        model: 'm',
        input: [...(terminal!['output'] as Json[]), { type: 'function_call_output', call_id: 'c1', output: '2' }],
      });

      expect((next['messages'] as Json[])[0]).toMatchObject({ tool_calls: [{ function: { name: 'add', thought_signature: 'ts' } }] });
    }
  });

  it('comes back by way of the reasoning item: sealed details', () => {
    const { terminal } = hear(
      written([
        chunk({ reasoning: 'Ad', reasoning_details: [{ type: 'reasoning.text', index: 0, text: 'Ad', format: 'f' }] }),
        chunk({ reasoning: 'd.', reasoning_details: [{ type: 'reasoning.text', index: 0, text: 'd.', signature: null }] }),
        chunk({ reasoning_details: [{ type: 'reasoning.text', index: 0, signature: 's' }] }),
        chunk({ content: 'Two.' }),
        finish('stop'),
      ]),
    );

    const next = responsesBridge.request({ model: 'm', input: terminal!['output'] });

    expect((next['messages'] as Json[])[0]).toEqual({
      role: 'assistant',
      content: 'Two.',
      reasoning_content: 'Add.',
      reasoning_details: [{ type: 'reasoning.text', index: 0, text: 'Add.', format: 'f', signature: 's' }],
    });
  });

  it('is nothing where the seal is another’s, or broken', () => {
    for (const sealed of ['gAAAAAB', 'sluice.', 'sluice.e30', 'sluice.bm8', 7, null]) {
      const next = responsesBridge.request({
        model: 'm',
        input: [
          { type: 'reasoning', summary: [], encrypted_content: sealed },
          { role: 'assistant', content: 'Hi.' },
        ],
      });

      expect(next['messages']).toEqual([{ role: 'assistant', content: 'Hi.' }]);
    }
  });
});

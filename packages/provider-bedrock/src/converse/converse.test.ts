import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Json } from '@sluice/provider-sdk';
import { converse } from './index.ts';

const CLAUDE = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const OLD_CLAUDE = 'anthropic.claude-3-5-sonnet-20240620-v1:0';
const NEW_CLAUDE = 'global.anthropic.claude-opus-4-7-v1:0';
const NOVA_2 = 'us.amazon.nova-2-lite-v1:0';
const LLAMA = 'meta.llama3-1-70b-instruct-v1:0';

const hi = [{ role: 'user', content: 'hi' }];
const look = {
  type: 'function',
  function: { name: 'look', description: 'Looks.', parameters: { type: 'object', properties: { at: { type: 'string' } } } },
};
const schema = { type: 'object', properties: { area: { type: 'number', minimum: 0 } }, required: ['area'] };
const format = { type: 'json_schema', json_schema: { name: 'city', schema } };

const written = (call: Json, model = CLAUDE) =>
  converse.request({ messages: hi, ...call }, { model, settings: {} }).body as Record<string, Record<string, never> & readonly never[]>;
const messagesOf = (messages: readonly Json[], model = CLAUDE) => written({ messages }, model)['messages'] as unknown as readonly Json[];

function refusal(call: Json, model = CLAUDE): unknown {
  try {
    return written(call, model);
  } catch (error) {
    return isFaultError(error) ? error.fault : error;
  }
}

const called = (id: string, name = 'look') => ({ id, type: 'function', function: { name, arguments: '{"at":"sea"}' } });

describe('a conversation in Converse', () => {
  it('puts the answers of tools first in one message of the user, and text before calls', () => {
    const messages = messagesOf([
      { role: 'user', content: 'Look at both.' },
      { role: 'assistant', content: 'I will.', tool_calls: [called('a'), called('b')] },
      { role: 'tool', tool_call_id: 'a', content: 'blue' },
      { role: 'user', content: 'Hurry.' },
      { role: 'tool', tool_call_id: 'b', content: '', is_error: true },
    ]);

    expect(messages).toEqual([
      { role: 'user', content: [{ text: 'Look at both.' }] },
      {
        role: 'assistant',
        content: [
          { text: 'I will.' },
          { toolUse: { toolUseId: 'a', name: 'look', input: { at: 'sea' } } },
          { toolUse: { toolUseId: 'b', name: 'look', input: { at: 'sea' } } },
        ],
      },
      {
        role: 'user',
        content: [
          { toolResult: { toolUseId: 'a', content: [{ text: 'blue' }] } },
          { toolResult: { toolUseId: 'b', content: [{ text: 'The tool failed.' }], status: 'error' } },
          { text: 'Hurry.' },
        ],
      },
    ]);
  });

  it('begins with the user, takes turns, leaves blank text out and trims the beginning of an answer', () => {
    const messages = messagesOf([
      { role: 'assistant', content: 'Hello.' },
      { role: 'user', content: 'a' },
      {
        role: 'user',
        content: [
          { type: 'text', text: ' ' },
          { type: 'text', text: 'b' },
        ],
      },
      { role: 'assistant', content: 'It is \n' },
    ]);

    expect(messages).toEqual([
      { role: 'user', content: [{ text: 'Please begin.' }] },
      { role: 'assistant', content: [{ text: 'Hello.' }] },
      { role: 'user', content: [{ text: 'a' }, { text: 'b' }] },
      { role: 'assistant', content: [{ text: 'It is' }] },
    ]);
  });

  it('sends instructions apart, or in front for models that take none apart', () => {
    const messages = [{ role: 'system', content: 'Be kind.' }, ...hi];

    expect(written({ messages })['system']).toEqual([{ text: 'Be kind.' }]);
    expect(written({ messages }, 'amazon.titan-text-express-v1')).toEqual({
      messages: [{ role: 'user', content: [{ text: 'Be kind.' }, { text: 'hi' }] }],
    });
  });

  it('marks what is to be cached after it, for as long as is asked, and not for models without a cache', () => {
    const mark = { type: 'ephemeral', ttl: '1h' };
    const call = {
      messages: [
        { role: 'system', content: [{ type: 'text', text: 's', cache_control: mark }] },
        { role: 'user', content: 'u', cache_control: { type: 'ephemeral' } },
      ],
      tools: [{ ...look, cache_control: mark }],
    };

    const sent = written(call);

    expect(sent['system']).toEqual([{ text: 's' }, { cachePoint: { type: 'default', ttl: '1h' } }]);
    expect(sent['messages']).toEqual([{ role: 'user', content: [{ text: 'u' }, { cachePoint: { type: 'default' } }] }]);
    expect(sent['toolConfig']!['tools']).toHaveLength(2);
    expect(JSON.stringify(written(call, LLAMA))).not.toContain('cachePoint');
    expect(written(call, NOVA_2)['toolConfig']!['tools']).toHaveLength(1);
  });

  it('sends back thinking that was signed, in its place, and none that was not', () => {
    const blocks = [
      { type: 'thinking', thinking: 'Hm.', signature: 'sig' },
      { type: 'redacted_thinking', data: 'AAAA' },
      { type: 'text', text: 'One.' },
      { type: 'thinking', thinking: 'unsigned' },
      { type: 'text', text: 'Two.' },
    ];
    const history = [...hi, { role: 'assistant', content: 'One.Two.', reasoning_content: 'Hm.', content_blocks: blocks }, ...hi];

    expect(messagesOf(history)[1]).toEqual({
      role: 'assistant',
      content: [
        { reasoningContent: { reasoningText: { text: 'Hm.', signature: 'sig' } } },
        { reasoningContent: { redactedContent: 'AAAA' } },
        { text: 'One.' },
        { text: 'Two.' },
      ],
    });
    expect(messagesOf(history, LLAMA)[1]).toEqual({ role: 'assistant', content: [{ text: 'One.' }, { text: 'Two.' }] });
  });

  it("gives Mistral's models ids of nine letters or digits, alike in a call and its answer", () => {
    const messages = messagesOf(
      [
        ...hi,
        { role: 'assistant', tool_calls: [called('call_a very long id')] },
        { role: 'tool', tool_call_id: 'call_a very long id', content: 'x' },
      ],
      'mistral.mistral-large-2407-v1:0',
    );

    const text = JSON.stringify(messages);
    const ids = [...text.matchAll(/"toolUseId":"([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual([expect.stringMatching(/^[a-zA-Z0-9]{9}$/), ids[0]]);
  });
});

describe('pictures and documents in Converse', () => {
  const user = (...content: readonly Json[]) => messagesOf([{ role: 'user', content }])[0]!['content'];

  it('go as data or from S3', () => {
    expect(
      user(
        { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
        { type: 'image_url', image_url: { url: 's3://bucket/a.jpg' } },
      ),
    ).toEqual([
      { image: { format: 'png', source: { bytes: 'AAAA' } } },
      { image: { format: 'jpeg', source: { s3Location: { uri: 's3://bucket/a.jpg' } } } },
    ]);
  });

  it('are refused by name where they are on the web or of no known kind', () => {
    const picture = (url: string) => ({ messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }] });

    expect(refusal(picture('https://example.com/a.png'))).toMatchObject({
      kind: 'invalid_request',
      param: 'messages[0].content[0].image_url.url',
    });
    expect(refusal(picture('data:image/tiff;base64,AAAA'))).toMatchObject({ param: 'messages[0].content[0].image_url.url' });
    expect(refusal({ messages: [{ role: 'user', content: [{ type: 'file', file: { file_id: 'f' } }] }] })).toMatchObject({
      param: 'messages[0].content[0].file',
    });
  });

  it('have names that Converse takes, each once, and words beside them', () => {
    const report = { type: 'file', file: { filename: 'my_report  v1.2.pdf', file_data: 'data:application/pdf;base64,AAAA' } };

    expect(user(report, report)).toEqual([
      { document: { format: 'pdf', name: 'my-report v1-2', source: { bytes: 'AAAA' } } },
      { document: { format: 'pdf', name: 'my-report v1-2 (2)', source: { bytes: 'AAAA' } } },
      { text: 'A document is attached.' },
    ]);
  });

  it('may be films and sounds', () => {
    const film = { type: 'file', file: { filename: 'a.mp4', file_data: 'data:video/mp4;base64,AAAA' } };
    const sound = { type: 'input_audio', input_audio: { data: 'BBBB', format: 'mp3' } };

    expect(user(film, sound)).toEqual([
      { video: { format: 'mp4', source: { bytes: 'AAAA' } } },
      { audio: { format: 'mp3', source: { bytes: 'BBBB' } } },
    ]);
  });
});

describe('tools in Converse', () => {
  it('are left out when none is to be called, but for a conversation that has calls', () => {
    const history = [...hi, { role: 'assistant', tool_calls: [called('a')] }, { role: 'tool', tool_call_id: 'a', content: 'x' }];

    expect(written({ tools: [look], tool_choice: 'none' })).not.toHaveProperty('toolConfig');
    expect(written({ messages: history, tools: [look], tool_choice: 'none' })['toolConfig']).toMatchObject({
      tools: [{ toolSpec: { name: 'no_tool' } }],
    });
    expect(written({ messages: history })['toolConfig']).toMatchObject({ tools: [{ toolSpec: { name: 'no_tool' } }] });
    expect(written({ messages: history, tools: [look] })['toolConfig']).toMatchObject({ tools: [{ toolSpec: { name: 'look' } }] });
  });

  it.each([
    ['required', { any: {} }],
    ['auto', { auto: {} }],
    [{ type: 'function', function: { name: 'look' } }, { tool: { name: 'look' } }],
  ])('are chosen by %j', (choice, toolChoice) => {
    expect(written({ tools: [look], tool_choice: choice })['toolConfig']!['toolChoice']).toEqual(toolChoice);
  });

  it('have no blank description, an object for parameters, and a name that Converse takes', () => {
    const tools = [{ type: 'function', function: { name: 'files.read', description: ' ' } }];

    expect(written({ tools })['toolConfig']).toEqual({
      tools: [{ toolSpec: { name: 'files_read', inputSchema: { json: { type: 'object', properties: {} } } } }],
    });
  });

  it.each([
    [{ type: 'array' }, 'type'],
    [{ type: ['object', 'null'], properties: {} }, 'type'],
    [{ anyOf: [{ type: 'object' }] }, 'anyOf'],
    [{ oneOf: [{ type: 'object' }] }, 'oneOf'],
    [{ allOf: [{ type: 'object' }] }, 'allOf'],
  ])('and answers by a tool are refused where the top of their schema is %j', (top, where) => {
    const named = { type: 'function', function: { name: 'look', parameters: top } };
    const answer = { type: 'json_schema', json_schema: { name: 'x', schema: top } };

    expect(refusal({ tools: [look, named] })).toMatchObject({ param: `tools[1].function.parameters.${where}` });
    expect(refusal({ response_format: answer }, OLD_CLAUDE)).toMatchObject({ param: `response_format.json_schema.schema.${where}` });
  });

  it.each([
    [{}, { type: 'object', properties: {} }],
    [{ properties: { a: {} } }, { type: 'object', properties: { a: {} } }],
    [
      { type: 'object', anyOf: [{ required: ['a'] }] },
      { type: 'object', properties: {}, anyOf: [{ required: ['a'] }] },
    ],
  ])('take %j for an object', (parameters, json) => {
    const tools = [{ type: 'function', function: { name: 'look', parameters } }];

    expect(written({ tools })['toolConfig']!['tools']![0]!['toolSpec']['inputSchema']).toEqual({ json });
  });

  it('are called back by the name that they were given, whatever was called before', () => {
    const tools = [{ type: 'function', function: { name: 'files.read' } }];
    const messages = [
      ...hi,
      { role: 'assistant', tool_calls: [called('a', 'files_read')] },
      { role: 'tool', tool_call_id: 'a', content: 'x' },
    ];

    const call = { messages, tools };
    const name = String(written(call)['toolConfig']!['tools']![0]!['toolSpec']['name']);
    const json = { output: { message: { content: [{ toolUse: { toolUseId: 't', name, input: {} } }] } } };
    const reply = converse.reply(
      { headers: {}, json, bytes: Buffer.of() },
      { call, target: { model: CLAUDE, settings: {} }, id: 'x', createdS: 7 },
    );

    expect(JSON.stringify(reply)).toContain('"name":"files.read"');
  });

  it('are called one at a time by Claude when so asked', () => {
    const sent = written({ tools: [look], tool_choice: 'required', parallel_tool_calls: false });

    expect(sent['toolConfig']).not.toHaveProperty('toolChoice');
    expect(sent['additionalModelRequestFields']).toEqual({ tool_choice: { type: 'any', disable_parallel_tool_use: true } });
  });

  it("may be Nova's or Claude's own, and are refused where the model has none of the kind", () => {
    const computer = { type: 'computer_20250124', name: 'computer' };

    expect(written({ tools: [{ systemTool: { name: 'nova_grounding' } }] }, NOVA_2)['toolConfig']).toEqual({
      tools: [{ systemTool: { name: 'nova_grounding' } }],
    });
    expect(written({ tools: [computer], anthropic_beta: 'computer-use-2025-01-24' })['additionalModelRequestFields']).toEqual({
      tools: [computer],
      anthropic_beta: ['computer-use-2025-01-24'],
    });
    expect(refusal({ tools: [computer] }, LLAMA)).toMatchObject({ param: 'tools[0]' });
  });
});

describe('the measures of an answer in Converse', () => {
  const fields = (call: Json, model?: string) => written(call, model)['additionalModelRequestFields'];

  it('are its own where it has them, and else where the family looks for them', () => {
    const call = { max_tokens: 9, temperature: 1.7, top_k: 5, stop: ['x', ''] };

    expect(written(call)['inferenceConfig']).toEqual({ maxTokens: 9, temperature: 1, stopSequences: ['x'] });
    expect(fields(call)).toEqual({ top_k: 5 });
    expect(fields(call, NOVA_2)).toEqual({ inferenceConfig: { topK: 5 } });
    expect(fields(call, 'cohere.command-r-v1:0')).toEqual({ k: 5 });
    expect(written(call, LLAMA)).not.toHaveProperty('additionalModelRequestFields');
  });

  it('are a temperature or top_p for Claude, and neither for the newest', () => {
    const call = { temperature: 0.5, top_p: 0.9 };

    expect(written(call)['inferenceConfig']).toEqual({ temperature: 0.5 });
    expect(written(call, OLD_CLAUDE)['inferenceConfig']).toEqual({ temperature: 0.5, topP: 0.9 });
    expect(written(call, NEW_CLAUDE)).not.toHaveProperty('inferenceConfig');
  });

  it.each([
    [CLAUDE, { reasoning_effort: 'high', max_tokens: 10_000 }, { thinking: { type: 'enabled', budget_tokens: 8000 } }],
    [CLAUDE, { thinking: { type: 'enabled', budget_tokens: 2048 } }, { thinking: { type: 'enabled', budget_tokens: 2048 } }],
    [NEW_CLAUDE, { reasoning_effort: 'xhigh' }, { thinking: { type: 'adaptive' }, output_config: { effort: 'xhigh' } }],
    [
      NEW_CLAUDE,
      { thinking: { type: 'enabled', budget_tokens: 2048 } },
      { thinking: { type: 'adaptive' }, output_config: { effort: 'low' } },
    ],
    [NEW_CLAUDE, { reasoning_effort: 'none' }, { thinking: { type: 'disabled' } }],
    ['anthropic.claude-opus-4-6-v1', { reasoning_effort: 'minimal' }, { thinking: { type: 'adaptive' }, output_config: { effort: 'low' } }],
    [NOVA_2, { reasoning_effort: 'high' }, { reasoningConfig: { type: 'enabled', maxReasoningEffort: 'high' } }],
    [NOVA_2, { reasoning_effort: 'high', max_tokens: 9 }, { reasoningConfig: { type: 'enabled', maxReasoningEffort: 'medium' } }],
    ['openai.gpt-oss-120b-1:0', { reasoning_effort: 'xhigh' }, { reasoning_effort: 'high' }],
    ['openai.gpt-5.5', { reasoning_effort: 'low' }, { reasoning: { effort: 'low' } }],
    [LLAMA, { reasoning_effort: 'low' }, undefined],
    [OLD_CLAUDE, { reasoning_effort: 'low' }, undefined],
  ])('make %s think as %j', (model, call, expected) => {
    expect(fields(call, model)).toEqual(expected);
  });

  it('leave room for an answer beside the least thinking, and no sampling', () => {
    const sent = written({ reasoning_effort: 'low', max_tokens: 500, temperature: 0.2, top_k: 3 });

    expect(sent['inferenceConfig']).toEqual({ maxTokens: 1524 });
    expect(sent['additionalModelRequestFields']).toEqual({ thinking: { type: 'enabled', budget_tokens: 1024 } });
  });

  it('do not make Claude think on where its own signed thinking is missing', () => {
    const history = [...hi, { role: 'assistant', tool_calls: [called('a')] }, { role: 'tool', tool_call_id: 'a', content: 'x' }];

    expect(written({ messages: history, tools: [look], reasoning_effort: 'high' })).not.toHaveProperty('additionalModelRequestFields');
  });

  it('hold Claude and others to a schema that they know', () => {
    const schemaSent = (model: string) =>
      JSON.parse(
        String(written({ response_format: format }, model)['outputConfig']!['textFormat']!['structure']['jsonSchema']['schema']),
      ) as unknown;

    expect(refusal({ response_format: format })).toMatchObject({ param: 'response_format.json_schema.schema.properties.area.minimum' });
    expect(schemaSent('openai.gpt-oss-20b-1:0')).toEqual(schema);
    expect(refusal({ response_format: format }, LLAMA)).toMatchObject({ param: 'response_format' });
    expect(refusal({ response_format: format, reasoning_effort: 'low' }, 'anthropic.claude-3-7-sonnet-20250219-v1:0')).toMatchObject({
      param: 'response_format',
    });
  });

  it("pass on Converse's own members by either name, and metadata that AWS takes", () => {
    const guard = { guardrailIdentifier: 'g', guardrailVersion: '1' };

    const sent = written({
      guardrail_config: guard,
      performanceConfig: { latency: 'optimized' },
      additional_model_request_fields: { deep: true },
      user: 'u-1',
      metadata: { topic: 'tea', odd: 'ä', number: 1 },
      service_tier: 'flex',
    });

    expect(sent).toMatchObject({
      guardrailConfig: guard,
      performanceConfig: { latency: 'optimized' },
      additionalModelRequestFields: { deep: true },
    });
    expect(sent['requestMetadata']).toEqual({ user: 'u-1', topic: 'tea' });
    expect(sent['serviceTier']).toEqual({ type: 'flex' });
  });

  it('address a model by its ARN', () => {
    const arn = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc';

    const { path } = converse.request({ messages: hi, stream: true }, { model: arn, settings: {} });

    expect(path).toBe('/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Aapplication-inference-profile%2Fabc/converse-stream');
  });
});

describe('a reply of Converse', () => {
  const read = (body: Json, call: Json = {}, model = CLAUDE) =>
    converse.reply(
      { headers: {}, json: body, bytes: Buffer.of() },
      { call, target: { model, settings: {} }, id: 'x', createdS: 7 },
    ) as Record<string, never>;
  const said = (content: readonly Json[], stopReason = 'end_turn') => ({
    output: { message: { role: 'assistant', content } },
    stopReason,
    usage: {},
  });

  it('has thinking, text and calls each in its place', () => {
    const reply = read(
      said(
        [
          { reasoningContent: { reasoningText: { text: 'Hm.', signature: 'sig' } } },
          { reasoningContent: { redactedContent: 'AAAA' } },
          { text: 'So.' },
          { toolUse: { toolUseId: 't', name: 'files_read', input: { a: 1 } } },
          { toolUse: { toolUseId: 's', name: 'nova_grounding', input: {}, type: 'server_tool_use' } },
          { somethingNew: {} },
        ],
        'tool_use',
      ),
      { tools: [{ type: 'function', function: { name: 'files.read' } }] },
    );

    expect(reply['choices']![0]).toMatchObject({
      message: {
        content: 'So.',
        reasoning_content: 'Hm.',
        content_blocks: [
          { type: 'thinking', thinking: 'Hm.', signature: 'sig' },
          { type: 'redacted_thinking', data: 'AAAA' },
          { type: 'text', text: 'So.' },
          { type: 'server_tool_use', id: 's', name: 'nova_grounding', input: {} },
        ],
        tool_calls: [{ id: 't', type: 'function', function: { name: 'files.read', arguments: '{"a":1}' } }],
      },
      finish_reason: 'tool_calls',
      native_finish_reason: 'tool_use',
    });
  });

  it('counts what a cache held, and tells its tier', () => {
    const usage = { inputTokens: 10, outputTokens: 5, cacheReadInputTokens: 3, cacheWriteInputTokens: 4, totalTokens: 22 };

    const reply = read({ ...said([{ text: 'a' }]), usage, serviceTier: { type: 'flex' } });

    expect(reply['usage']).toEqual({
      prompt_tokens: 17,
      completion_tokens: 5,
      total_tokens: 22,
      prompt_tokens_details: { cached_tokens: 3, cache_write_tokens: 4 },
      extras: { cache_read_input_tokens: 3, cache_creation_input_tokens: 4 },
    });
    expect(reply['service_tier']).toBe('flex');
  });

  it('is the call of our own tool where that keeps to the schema', () => {
    const call = { response_format: format, messages: hi };

    const sent = converse.request(call, { model: OLD_CLAUDE, settings: {} }).body as Record<string, Json>;
    const reply = read(
      said([{ text: 'Here:' }, { toolUse: { toolUseId: 't', name: 'json', input: { area: 1 } } }], 'tool_use'),
      call,
      OLD_CLAUDE,
    );

    expect(sent['toolConfig']).toMatchObject({
      tools: [{ toolSpec: { name: 'json', inputSchema: { json: schema } } }],
      toolChoice: { tool: { name: 'json' } },
    });
    expect(reply['choices']![0]).toMatchObject({ message: { content: '{"area":1}' }, finish_reason: 'stop' });
    expect(reply['choices']![0]!['message']).not.toHaveProperty('tool_calls');
  });

  it.each([undefined, 'text', {}, { output: null }, { output: { message: [] } }])('that is %j is not readable', (body) => {
    const run = () =>
      converse.reply(
        { headers: {}, json: body, bytes: Buffer.of() },
        { call: {}, target: { model: CLAUDE, settings: {} }, id: 'x', createdS: 7 },
      );

    expect(run).toThrow(expect.objectContaining({ fault: expect.objectContaining({ kind: 'unreadable_reply' }) }));
  });
});

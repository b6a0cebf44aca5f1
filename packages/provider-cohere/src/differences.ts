import type { Difference } from '@sluice/provider-sdk';

const REQUEST = 'cohere-typescript, V2ChatRequest, 2026-08-18';

const dropped = (member: string, how: string, example: Difference['example']): Difference => ({
  member,
  fate: 'dropped',
  how,
  source: REQUEST,
  example,
});

const changed = (member: string, how: string, example: Difference['example']): Difference => ({
  ...dropped(member, how, example),
  fate: 'changed',
});

const refused = (member: string, how: string, part: Difference['example']): Difference => ({
  ...dropped(member, how, { messages: [{ role: 'user', content: [part] }] }),
  fate: 'refused',
});

const tool = { type: 'function', function: { name: 'look', parameters: { type: 'object', properties: {} } } };

export const differences: readonly Difference[] = [
  dropped('n', 'Cohere gives one answer.', { n: 2 }),
  dropped('logit_bias', 'Cohere has no such member.', { logit_bias: { 50256: -100 } }),
  dropped('top_logprobs', 'The chosen token’s likelihood is told, no others.', { logprobs: true, top_logprobs: 3 }),
  dropped('parallel_tool_calls', 'The model decides how many tools it calls at once.', { parallel_tool_calls: false, tools: [tool] }),
  dropped('user', 'Cohere has no such member.', { user: 'u1' }),
  dropped('service_tier', 'Cohere has no tiers; `priority` goes through.', { service_tier: 'flex' }),
  dropped('store', 'Cohere keeps no answers.', { store: true }),
  dropped('metadata', 'Cohere keeps no answers to put it on.', { metadata: { a: 'b' } }),
  dropped('prediction', 'Cohere has no such member.', { prediction: { type: 'content', content: 'x' } }),
  dropped('modalities', 'Cohere answers in text.', { modalities: ['text'] }),
  dropped('audio', 'Cohere answers in text.', { audio: { voice: 'alloy', format: 'mp3' } }),
  dropped('verbosity', 'Cohere has no such member.', { verbosity: 'low' }),
  dropped('web_search_options', 'Cohere does not search the web in version 2.', { web_search_options: {} }),
  dropped('prompt_cache_key', 'Cohere caches by itself.', { prompt_cache_key: 'k' }),
  dropped('prompt_cache_retention', 'Cohere caches by itself.', { prompt_cache_retention: '24h' }),
  dropped('prompt_cache_options', 'Cohere caches by itself.', { prompt_cache_options: {} }),
  dropped('safety_identifier', 'Cohere has no such member.', { safety_identifier: 's' }),
  dropped('messages[].name', 'Messages carry no names.', { messages: [{ role: 'user', name: 'Ann', content: 'hi' }] }),
  dropped('messages[].cache_control', 'Cohere caches by itself.', {
    messages: [{ role: 'user', content: 'hi', cache_control: { type: 'ephemeral' } }],
  }),
  dropped('messages[].is_error', 'An answer of a tool carries no mark; what it says goes through.', {
    messages: [
      { role: 'assistant', tool_calls: [{ id: 'a', type: 'function', function: { name: 'look', arguments: '{}' } }] },
      { role: 'tool', tool_call_id: 'a', content: 'broken', is_error: true },
    ],
  }),
  dropped('tools[].function.strict', 'Strictness is asked for all tools at once, by `strict_tools`.', {
    tools: [{ ...tool, function: { ...tool.function, strict: true } }],
  }),
  changed('tool_choice', 'A tool that is named is the only one offered, and one is required.', {
    tools: [tool, { type: 'function', function: { name: 'other' } }],
    tool_choice: { type: 'function', function: { name: 'look' } },
  }),
  changed('top_p', 'Brought within 0.01 and 0.99.', { top_p: 1 }),
  changed('presence_penalty', 'Brought within 0 and 1.', { presence_penalty: -1 }),
  changed('frequency_penalty', 'Brought within 0 and 1.', { frequency_penalty: 2 }),
  changed('reasoning_effort', 'Sent as a budget of tokens, a share of what may come out.', { reasoning_effort: 'high' }),
  changed('response_format.json_schema.strict', 'A schema is always kept to; its name and description are left out.', {
    response_format: { type: 'json_schema', json_schema: { name: 'x', strict: true, schema: { type: 'object' } } },
  }),
  {
    ...dropped('response_format.json_schema.schema.type', 'Answers are objects: another type at the top, or a choice, is refused.', {
      response_format: { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'array', items: { type: 'string' } } } },
    }),
    fate: 'refused',
    source: 'Cohere, structured outputs page, 2026-08',
  },
  changed('messages[].content[].file', 'A file of text goes along as one of the `documents`.', {
    messages: [{ role: 'user', content: [{ type: 'file', file: { filename: 'a.txt', file_data: 'data:text/plain;base64,aGk=' } }] }],
  }),
  refused('messages[].content[].file', 'Files other than text cannot be read.', { type: 'file', file: { file_data: 'JVBERi0=' } }),
  refused('messages[].content[].input_audio', 'The models do not listen.', {
    type: 'input_audio',
    input_audio: { data: 'AAAA', format: 'wav' },
  }),
  { ...dropped('tools[].type', 'Only functions can be offered.', { tools: [{ type: 'web_search' }] }), fate: 'refused' },
  {
    ...dropped('input[]', 'Text and pictures can be embedded, tokens cannot.', { input: [[1, 2, 3]] }),
    operation: 'embeddings',
    fate: 'refused',
    source: 'cohere-typescript, V2EmbedRequest, 2026-08-18',
  },
  {
    ...dropped('user', 'Cohere has no such member.', { input: 'hi', user: 'u1' }),
    operation: 'embeddings',
    source: 'cohere-typescript, V2EmbedRequest, 2026-08-18',
  },
];

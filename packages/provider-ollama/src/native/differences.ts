import type { Difference } from '@sluice/provider-sdk';

const source = 'Ollama, docs/openapi.yaml, 2026';
const tool = { type: 'function', function: { name: 'look', parameters: { type: 'object', properties: {} } } };

const dropped = (member: string, how: string, example: Difference['example']): Difference => ({
  member,
  fate: 'dropped',
  how,
  source,
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

export const differences: readonly Difference[] = [
  dropped('n', 'Ollama gives one answer.', { n: 2 }),
  dropped('logit_bias', 'Ollama has no such member.', { logit_bias: { 50256: -100 } }),
  dropped('user', 'Ollama has no such member.', { user: 'u1' }),
  dropped('service_tier', 'Ollama has no tiers.', { service_tier: 'flex' }),
  dropped('parallel_tool_calls', 'The model decides how many tools it calls at once.', { parallel_tool_calls: false, tools: [tool] }),
  dropped('messages[].name', 'Messages carry no names.', { messages: [{ role: 'user', name: 'Ann', content: 'hi' }] }),
  dropped('messages[].cache_control', 'Ollama keeps the last prompt by itself.', {
    messages: [{ role: 'user', content: 'hi', cache_control: { type: 'ephemeral' } }],
  }),
  dropped('tools[].function.strict', 'Ollama has no such member.', { tools: [{ ...tool, function: { ...tool.function, strict: true } }] }),
  dropped('response_format.json_schema.strict', 'A schema is always kept to.', {
    response_format: { type: 'json_schema', json_schema: { name: 'x', strict: true, schema: { type: 'object' } } },
  }),
  changed('tool_choice', 'What is not to be called is not offered; that one must be called cannot be said.', {
    tools: [tool, { type: 'function', function: { name: 'other' } }],
    tool_choice: { type: 'function', function: { name: 'look' } },
  }),
  changed('reasoning_effort', 'Most models are told to think or not to; gpt-oss low, medium or high.', { reasoning_effort: 'xhigh' }),
  changed('thinking', 'Most models are told to think or not to; gpt-oss low, medium or high.', {
    thinking: { type: 'enabled', budget_tokens: 1024 },
  }),
  refused('messages[].content[].image_url', 'Ollama fetches nothing: pictures go as data: addresses.', {
    type: 'image_url',
    image_url: { url: 'https://example.com/a.png' },
  }),
  refused('messages[].content[].input_audio', 'The models do not listen.', {
    type: 'input_audio',
    input_audio: { data: 'AAAA', format: 'wav' },
  }),
  refused('messages[].content[].file', 'Files other than text cannot be read.', { type: 'file', file: { file_data: 'JVBERi0=' } }),
  { ...dropped('tools[].type', 'Only functions can be offered.', { tools: [{ type: 'web_search' }] }), fate: 'refused' },
  { ...dropped('best_of', 'Ollama gives one answer.', { prompt: 'a', best_of: 2 }), operation: 'completions' },
  { ...dropped('echo', 'Ollama has no such member.', { prompt: 'a', echo: true }), operation: 'completions' },
  {
    ...dropped('logprobs', 'Completions come without likelihoods; chat has them.', { prompt: 'a', logprobs: 2 }),
    operation: 'completions',
  },
  { ...dropped('prompt', 'One text at a time.', { prompt: ['a', 'b'] }), operation: 'completions', fate: 'refused' },
  { ...dropped('input[]', 'Text can be embedded, tokens cannot.', { input: [[1, 2, 3]] }), operation: 'embeddings', fate: 'refused' },
];

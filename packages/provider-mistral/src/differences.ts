import type { Difference } from '@sluice/provider-sdk';

const source = 'mistralai/client-ts, ChatCompletionRequest, 2026-08-05';
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
const none = 'Mistral refuses the member.';

export const differences: readonly Difference[] = [
  dropped('logprobs', 'Mistral refuses the member, or says that its models have it not.', { logprobs: true }),
  dropped('top_logprobs', none, { logprobs: true, top_logprobs: 2 }),
  dropped('logit_bias', none, { logit_bias: { 50256: -100 } }),
  dropped('user', none, { user: 'u1' }),
  dropped('store', none, { store: true }),
  dropped('service_tier', none, { service_tier: 'flex' }),
  dropped('stream_options', 'Streams count their tokens unasked.', { stream: true, stream_options: { include_usage: true } }),
  dropped('modalities', none, { modalities: ['text'] }),
  dropped('audio', none, { audio: { voice: 'alloy', format: 'mp3' } }),
  dropped('verbosity', none, { verbosity: 'low' }),
  dropped('web_search_options', 'Mistral searches by a tool of its own, {"type":"web_search"}.', { web_search_options: {} }),
  dropped('prompt_cache_retention', none, { prompt_cache_retention: '24h' }),
  dropped('prompt_cache_options', none, { prompt_cache_options: {} }),
  dropped('safety_identifier', none, { safety_identifier: 's' }),
  dropped('top_k', none, { top_k: 5 }),
  dropped('parallel_tool_calls', 'Without tools Mistral refuses the member.', { parallel_tool_calls: true }),
  dropped('messages[].name', 'Only answers of tools carry a name.', { messages: [{ role: 'user', name: 'Ann', content: 'hi' }] }),
  dropped('messages[].cache_control', 'Mistral caches by itself; `prompt_cache_key` goes through.', {
    messages: [{ role: 'user', content: [{ type: 'text', text: 'hi', cache_control: { type: 'ephemeral' } }] }],
  }),
  dropped('messages[].is_error', 'An answer of a tool carries no mark; what it says goes through.', {
    messages: [{ role: 'tool', tool_call_id: 'abcdefghi', content: 'broken', is_error: true }],
  }),
  changed('max_completion_tokens', 'Sent as `max_tokens`.', { max_completion_tokens: 5 }),
  changed('seed', 'Sent as `random_seed`.', { seed: 1 }),
  changed('temperature', '1.5 is the most.', { temperature: 2 }),
  changed('reasoning_effort', 'Mistral’s own models think or do not: every effort but none is high. Those that never think are not told.', {
    model: 'mistral-small-latest',
    reasoning_effort: 'medium',
  }),
  changed('thinking', 'Sent as `reasoning_effort`, none or high.', { thinking: { type: 'enabled', budget_tokens: 1024 } }),
  changed('tools[].function.parameters', 'A function without parameters is sent with none in a schema.', {
    tools: [{ type: 'function', function: { name: 'look', parameters: null } }],
  }),
  changed('messages[].role', 'Instructions of the role developer are sent as the system’s.', {
    messages: [{ role: 'developer', content: 'x' }],
  }),
  changed('messages[].tool_calls[].id', 'Ids that are not of nine letters or digits become such, in calls and answers alike.', {
    tools: [tool],
    messages: [
      { role: 'assistant', content: '', tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'look', arguments: '{}' } }] },
    ],
  }),
  changed('messages[].reasoning_content', 'Sent as a part of the content, unsigned; left out for models that never think.', {
    messages: [{ role: 'assistant', content: 'hi', reasoning_content: 'hm' }],
  }),
  changed('messages[].content[].file', 'Sent as `document_url`, or by its id.', {
    messages: [{ role: 'user', content: [{ type: 'file', file: { file_data: 'JVBERi0=' } }] }],
  }),
  changed('messages[].content[].input_audio', 'Sent without its format, which the sound tells itself.', {
    messages: [{ role: 'user', content: [{ type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }] }],
  }),
  { ...changed('dimensions', 'Sent as `output_dimension`.', { input: 'hi', dimensions: 256 }), operation: 'embeddings' },
  { ...dropped('user', none, { input: 'hi', user: 'u1' }), operation: 'embeddings' },
  { ...changed('model', 'mistral-moderation-latest where none is named.', { input: 'hi' }), operation: 'moderations' },
  { ...dropped('speed', none, { input: 'hi', speed: 2 }), operation: 'speech' },
  { ...dropped('instructions', none, { input: 'hi', instructions: 'softly' }), operation: 'speech' },
  {
    ...dropped('response_format', 'Mistral does not write aac.', { input: 'hi', response_format: 'aac' }),
    operation: 'speech',
    fate: 'refused',
  },
  { ...dropped('stream', 'Speech is read as a whole.', { input: 'hi', stream: true }), operation: 'speech', fate: 'refused' },
  { ...changed('seed', 'Sent as `random_seed`.', { prompt: 'a', seed: 1 }), operation: 'completions' },
  {
    ...dropped('echo', 'Completions fill a gap, by `/fim/completions`, which knows few members.', { prompt: 'a', echo: true }),
    operation: 'completions',
  },
  { ...dropped('prompt', 'One text at a time.', { prompt: ['a', 'b'] }), operation: 'completions', fate: 'refused' },
];

import type { Difference } from '@sluice/provider-sdk';

const source = 'API.md, "Parley, version 2", read on 2026-11-23';
const tried = 'tried against the service on 2026-11-23';
const tools = [{ type: 'function', function: { name: 'look', parameters: { type: 'object' } } }];
const saying = (...messages: readonly object[]): { readonly messages: readonly object[] } => ({ messages });
const showing = (part: object): { readonly messages: readonly object[] } => saying({ role: 'user', content: [part] });
const DOT = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';

/** What is not done as it was asked: refused by name, left out because the answer is as good without it, or sent as something near it. */
export const differences: readonly Difference[] = [
  { member: 'n', fate: 'refused', how: 'One answer is given to a request.', source, example: { n: 2 } },
  { member: 'logprobs', fate: 'refused', how: 'It does not tell how likely its tokens were.', source, example: { logprobs: true } },
  { member: 'stop', fate: 'refused', how: 'At most four texts; more are refused.', source, example: { stop: ['a', 'b', 'c', 'd', 'e'] } },
  {
    member: 'parallel_tool_calls',
    fate: 'refused',
    how: 'It cannot be held to one call at a time: `false` is refused.',
    source,
    example: { tools, parallel_tool_calls: false },
  },
  {
    member: 'reasoning_effort',
    fate: 'refused',
    how: 'It does not think first. To ask for no thinking is well.',
    source,
    example: { reasoning_effort: 'low' },
  },
  {
    member: 'thinking',
    fate: 'refused',
    how: 'It does not think first. To ask for no thinking is well.',
    source,
    example: { thinking: { type: 'enabled', budget_tokens: 2000 } },
  },
  { member: 'logit_bias', fate: 'refused', how: 'There is no such thing.', source, example: { logit_bias: { '50256': -100 } } },
  {
    member: 'audio',
    fate: 'refused',
    how: 'Answers are words.',
    source,
    example: { modalities: ['text', 'audio'], audio: { voice: 'alloy', format: 'wav' } },
  },
  { member: 'web_search_options', fate: 'refused', how: 'It does not search.', source, example: { web_search_options: {} } },
  {
    member: 'tools[]',
    fate: 'refused',
    how: 'It runs no tools itself; only functions can be offered.',
    source,
    example: { tools: [{ type: 'web_search' }] },
  },
  {
    member: 'tool_choice',
    fate: 'refused',
    how: 'A tool whose name is "any" or "none" cannot be insisted on: the names have a meaning of their own. All other choices are served.',
    source,
    example: { tools: [{ type: 'function', function: { name: 'any' } }], tool_choice: { type: 'function', function: { name: 'any' } } },
  },
  {
    member: 'messages[].content[]',
    fate: 'refused',
    how: 'A picture is taken as bytes, in a `data:` URL, and never by its address; sounds and files are not taken at all; and what a tool answers is text.',
    source,
    example: showing({ type: 'image_url', image_url: { url: 'https://example.com/cat.png' } }),
  },
  {
    member: 'temperature',
    fate: 'changed',
    how: 'Heat ends at 1: what is above is sent as 1.',
    source,
    example: { temperature: 1.5 },
  },
  {
    member: 'messages[].role',
    fate: 'changed',
    how: 'Instructions in the middle of a conversation are sent with those at its beginning, and messages of one role in a row as one.',
    source,
    example: saying({ role: 'user', content: 'Hello' }, { role: 'system', content: 'Be brief.' }, { role: 'user', content: 'Well?' }),
  },
  { member: 'seed', fate: 'dropped', how: 'Nothing can be repeated.', source, example: { seed: 1 } },
  { member: 'top_p', fate: 'dropped', how: 'Heat is its only sampler.', source, example: { top_p: 0.5 } },
  { member: 'top_k', fate: 'dropped', how: 'Heat is its only sampler.', source, example: { top_k: 5 } },
  { member: 'presence_penalty', fate: 'dropped', how: 'Heat is its only sampler.', source, example: { presence_penalty: 1 } },
  { member: 'frequency_penalty', fate: 'dropped', how: 'Heat is its only sampler.', source, example: { frequency_penalty: 1 } },
  { member: 'user', fate: 'dropped', how: 'It does not tell users apart.', source, example: { user: 'u-1' } },
  { member: 'service_tier', fate: 'dropped', how: 'There is one tier.', source, example: { service_tier: 'flex' } },
  {
    member: 'messages[].name',
    fate: 'dropped',
    how: 'It does not tell persons apart.',
    source,
    example: saying({ role: 'user', name: 'ada', content: 'hi' }),
  },
  {
    member: 'messages[].content[].image_url.detail',
    fate: 'dropped',
    how: 'It always looks in its own way.',
    source,
    example: showing({ type: 'image_url', image_url: { url: DOT, detail: 'low' } }),
  },
  {
    member: 'messages[].is_error',
    fate: 'dropped',
    how: 'What the tool answers has to say that it could not do it.',
    source,
    example: saying(
      { role: 'user', content: 'hi' },
      { role: 'assistant', tool_calls: [{ id: 'c1', type: 'function', function: { name: 'look', arguments: '{}' } }] },
      { role: 'tool', tool_call_id: 'c1', content: 'It is dark.', is_error: true },
    ),
  },
  {
    member: 'tools[].function.strict',
    fate: 'dropped',
    how: 'Nothing says how closely the arguments follow the schema.',
    source: tried,
    example: { tools: [{ type: 'function', function: { name: 'look', parameters: { type: 'object' }, strict: true } }] },
  },
  {
    member: 'response_format.json_schema.strict',
    fate: 'dropped',
    how: 'An answer with a schema always fits it; its name and description are left out too.',
    source,
    example: { response_format: { type: 'json_schema', json_schema: { name: 'a', schema: { type: 'object' }, strict: true } } },
  },
];

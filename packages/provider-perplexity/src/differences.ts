import type { Difference } from '@sluice/provider-sdk';

const DOCS = 'docs.perplexity.ai, chat completions, as of 2026-11';

export const differences: readonly Difference[] = [
  {
    member: 'tools',
    fate: 'refused',
    how: 'The models search by themselves and call no other tools.',
    source: DOCS,
    example: { tools: [{ type: 'function', function: { name: 'f' } }] },
  },
  { member: 'n', fate: 'refused', how: 'There is one answer to a request.', source: DOCS, example: { n: 2 } },
  { member: 'stop', fate: 'refused', how: 'There are no stop words.', source: DOCS, example: { stop: 'x' } },
  { member: 'seed', fate: 'dropped', how: 'What is searched changes the answer more than any seed.', source: DOCS, example: { seed: 1 } },
  { member: 'logit_bias', fate: 'dropped', how: 'Not known there.', source: DOCS, example: { logit_bias: { '1': 1 } } },
  { member: 'tool_choice', fate: 'dropped', how: 'There is nothing to choose from.', source: DOCS, example: { tool_choice: 'auto' } },
  {
    member: 'response_format',
    fate: 'changed',
    how: 'json_object becomes a schema that any object fits.',
    source: 'docs.perplexity.ai, structured outputs, as of 2026-11',
    example: { response_format: { type: 'json_object' } },
  },
  { member: 'max_completion_tokens', fate: 'dropped', how: 'Sent as max_tokens.', source: DOCS, example: { max_completion_tokens: 5 } },
  {
    member: 'messages[].role',
    fate: 'changed',
    how: 'The developer is the system.',
    source: DOCS,
    example: { messages: [{ role: 'developer', content: 'be brief' }] },
  },
  {
    member: 'thinking',
    fate: 'dropped',
    how: 'Becomes a reasoning_effort.',
    source: DOCS,
    example: { thinking: { type: 'enabled', budget_tokens: 1024 } },
  },
  {
    operation: 'embeddings',
    member: 'encoding_format',
    fate: 'refused',
    how: 'Only numbers and floats in base64 are told, made of the bytes that come.',
    source: 'docs.perplexity.ai, embeddings, as of 2026-11; a recorded reply, 2026',
    example: { encoding_format: 'base64_binary' },
  },
  {
    operation: 'embeddings',
    member: 'user',
    fate: 'dropped',
    how: 'Is not known there.',
    source: 'docs.perplexity.ai, embeddings, as of 2026-11',
    example: { user: 'u' },
  },
];

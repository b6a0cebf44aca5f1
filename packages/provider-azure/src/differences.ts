import type { Difference } from '@sluice/provider-sdk';
import { extrasLeftOut } from '@sluice/provider-sdk/openai';

const LIFECYCLE = 'Azure OpenAI API lifecycle page, as of 2026-11';

/** All but the first, and what is chat's own beyond OpenAI's, concern the dated API versions only, and those before the one named. */
export const differences: readonly Difference[] = [
  {
    member: 'thinking',
    fate: 'dropped',
    how: 'Becomes a reasoning_effort.',
    source: 'Azure OpenAI REST reference, 2026',
    example: { thinking: { type: 'enabled', budget_tokens: 1024 } },
  },
  ...extrasLeftOut,
  {
    member: 'response_format',
    fate: 'refused',
    how: 'Schemas came with 2024-08-01-preview.',
    source: LIFECYCLE,
    example: { response_format: { type: 'json_schema', json_schema: { name: 'a', schema: {} } } },
  },
  { member: 'stream_options', fate: 'dropped', how: 'Came with 2024-09-01-preview.', source: LIFECYCLE, example: { stream_options: {} } },
  {
    member: 'parallel_tool_calls',
    fate: 'dropped',
    how: 'Came with 2024-08-01-preview.',
    source: LIFECYCLE,
    example: { parallel_tool_calls: true },
  },
  { member: 'store', fate: 'dropped', how: 'Came with 2024-10-01-preview.', source: LIFECYCLE, example: { store: true } },
  { member: 'metadata', fate: 'dropped', how: 'Came with 2024-10-01-preview.', source: LIFECYCLE, example: { metadata: { a: 'b' } } },
  {
    member: 'reasoning_effort',
    fate: 'dropped',
    how: 'Came with 2024-12-01-preview.',
    source: LIFECYCLE,
    example: { reasoning_effort: 'low' },
  },
  { member: 'prediction', fate: 'dropped', how: 'Came with 2025-01-01-preview.', source: LIFECYCLE, example: { prediction: {} } },
  {
    member: 'max_completion_tokens',
    fate: 'dropped',
    how: 'Sent as max_tokens before 2024-12-01-preview.',
    source: LIFECYCLE,
    example: { max_completion_tokens: 5 },
  },
  {
    member: 'messages[].role',
    fate: 'changed',
    how: 'The developer is the system before 2024-12-01-preview.',
    source: LIFECYCLE,
    example: { messages: [{ role: 'developer', content: 'be brief' }] },
  },
];

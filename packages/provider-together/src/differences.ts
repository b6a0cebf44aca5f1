import type { Difference } from '@sluice/provider-sdk';

const DOCS = 'docs.together.ai, chat completions, as of 2026-11';
const REASONING = 'docs.together.ai, reasoning, as of 2026-11';

export const differences: readonly Difference[] = [
  { member: 'max_completion_tokens', fate: 'dropped', how: 'Sent as max_tokens.', source: DOCS, example: { max_completion_tokens: 5 } },
  {
    member: 'messages[].role',
    fate: 'changed',
    how: 'The developer is the system.',
    source: DOCS,
    example: { messages: [{ role: 'developer', content: 'be brief' }] },
  },
  {
    member: 'logprobs',
    fate: 'changed',
    how: 'Is a number there, the one of top_logprobs, and the answer tells them in Together’s form.',
    source: DOCS,
    example: { logprobs: true, top_logprobs: 3 },
  },
  { member: 'top_logprobs', fate: 'dropped', how: 'Sent as logprobs.', source: DOCS, example: { logprobs: true, top_logprobs: 3 } },
  {
    member: 'thinking',
    fate: 'dropped',
    how: 'Sent as `reasoning`, which only knows on and off; for gpt-oss as reasoning_effort.',
    source: REASONING,
    example: { thinking: { type: 'enabled', budget_tokens: 1024 } },
  },
  {
    member: 'reasoning_effort',
    fate: 'dropped',
    how: 'None is `reasoning` switched off; for gpt-oss minimal is low, xhigh and max are high.',
    source: REASONING,
    example: { reasoning_effort: 'none' },
  },
  {
    member: 'messages[].reasoning_content',
    fate: 'dropped',
    how: 'Sent back as `reasoning`.',
    source: REASONING,
    example: { messages: [{ role: 'assistant', content: 'a', reasoning_content: 'b' }] },
  },
];

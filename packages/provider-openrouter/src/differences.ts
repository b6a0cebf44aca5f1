import type { Difference } from '@sluice/provider-sdk';

const REASONING = 'openrouter.ai/docs, reasoning tokens, as of 2026-11';

export const differences: readonly Difference[] = [
  {
    member: 'thinking',
    fate: 'dropped',
    how: 'Sent as `reasoning`, with the budget as its max_tokens.',
    source: REASONING,
    example: { thinking: { type: 'enabled', budget_tokens: 1024 } },
  },
  {
    member: 'messages[].reasoning_content',
    fate: 'dropped',
    how: 'Sent back as `reasoning`.',
    source: REASONING,
    example: { messages: [{ role: 'assistant', content: 'a', reasoning_content: 'b' }] },
  },
  {
    member: 'messages[].content_blocks',
    fate: 'dropped',
    how: 'Signed thinking is sent back in `reasoning_details`.',
    source: REASONING,
    example: { messages: [{ role: 'assistant', content: 'a', content_blocks: [{ type: 'thinking', thinking: 'b', signature: 'c' }] }] },
  },
];

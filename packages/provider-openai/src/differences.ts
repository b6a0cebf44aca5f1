import type { Difference } from '@sluice/provider-sdk';
import { extrasLeftOut } from '@sluice/provider-sdk/openai';

/** What OpenAI does not do as chat's own language has it; what is OpenAI's own goes as it came. */
export const differences: readonly Difference[] = [
  {
    member: 'thinking',
    fate: 'dropped',
    how: 'Becomes a reasoning_effort: low for budgets up to 2,048 tokens, medium up to 8,192, else high; one that is there stays.',
    source: 'openai-node, ChatCompletionCreateParams, 2026-08-21',
    example: { thinking: { type: 'enabled', budget_tokens: 1024 } },
  },
  ...extrasLeftOut,
];

import type { Difference } from '@sluice/provider-sdk';

const REASONING = 'docs.x.ai, reasoning, as of 2026-11';

export const differences: readonly Difference[] = [
  {
    member: 'stop',
    fate: 'refused',
    how: 'Models that reason take no stop words.',
    source: REASONING,
    example: { model: 'grok-4.3', stop: ['.'] },
  },
  {
    member: 'presence_penalty',
    fate: 'dropped',
    how: 'Models that reason refuse it.',
    source: REASONING,
    example: { model: 'grok-4.3', presence_penalty: 1 },
  },
  {
    member: 'frequency_penalty',
    fate: 'dropped',
    how: 'Models that reason refuse it.',
    source: REASONING,
    example: { model: 'grok-4.3', frequency_penalty: 1 },
  },
  {
    member: 'reasoning_effort',
    fate: 'dropped',
    how: 'grok-code and the 4.20 reasoning models take no word on how much to think.',
    source: 'a recorded 400 of grok-code-fast-1, 2025; docs.x.ai, reasoning, as of 2026-11',
    example: { model: 'grok-code-fast-1', reasoning_effort: 'low' },
  },
  {
    member: 'reasoning_effort',
    fate: 'changed',
    how: 'minimal is low; xhigh and max are high.',
    source: REASONING,
    example: { model: 'grok-4.3', reasoning_effort: 'minimal' },
  },
  {
    member: 'thinking',
    fate: 'dropped',
    how: 'Becomes a reasoning_effort.',
    source: REASONING,
    example: { model: 'grok-4.3', thinking: { type: 'enabled', budget_tokens: 1024 } },
  },
];

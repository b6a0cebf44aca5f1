import type { Difference } from '@sluice/provider-sdk';
import { REFUSED_IN_REQUEST } from './refused.ts';

const COMPATIBILITY = 'inference-docs.cerebras.ai, OpenAI compatibility, as of 2026-11';
const REASONING = 'inference-docs.cerebras.ai, reasoning, as of 2026-11';
const mark = { type: 'ephemeral' };

export const differences: readonly Difference[] = [
  ...[...REFUSED_IN_REQUEST].map((member): Difference => ({
    member,
    fate: 'dropped',
    how: 'Is answered with 400 there.',
    source: COMPATIBILITY,
    example: { [member]: 1 },
  })),
  {
    member: 'messages[].role',
    fate: 'changed',
    how: 'The developer is the system.',
    source: COMPATIBILITY,
    example: { messages: [{ role: 'developer', content: 'be brief' }] },
  },
  {
    member: 'messages[].content[].cache_control',
    fate: 'dropped',
    how: 'Prompts are kept in the cache unasked.',
    source: COMPATIBILITY,
    example: { messages: [{ role: 'user', content: [{ type: 'text', text: 'a', cache_control: mark }] }] },
  },
  {
    member: 'tools[].cache_control',
    fate: 'dropped',
    how: 'Prompts are kept in the cache unasked.',
    source: COMPATIBILITY,
    example: { tools: [{ type: 'function', function: { name: 'f' }, cache_control: mark }] },
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
    how: 'Signatures of other providers’ thinking mean nothing there.',
    source: COMPATIBILITY,
    example: { messages: [{ role: 'assistant', content: 'a', content_blocks: [] }] },
  },
  {
    member: 'thinking',
    fate: 'dropped',
    how: 'Becomes a reasoning_effort; GLM can only be kept from thinking.',
    source: REASONING,
    example: { model: 'gpt-oss-120b', thinking: { type: 'enabled', budget_tokens: 1024 } },
  },
  {
    member: 'reasoning_effort',
    fate: 'changed',
    how: 'minimal is low; xhigh and max are high.',
    source: REASONING,
    example: { model: 'gpt-oss-120b', reasoning_effort: 'minimal' },
  },
];

import type { Difference } from '@sluice/provider-sdk';

const REASONING = 'docs.fireworks.ai, reasoning, as of 2026-11';
const IMAGES = 'docs.fireworks.ai, text to image, as of 2026-11';

export const differences: readonly Difference[] = [
  {
    member: 'thinking',
    fate: 'dropped',
    how: 'Where an effort is given too, which alone is sent: both at once are an error. Where it is adaptive, which is not known there.',
    source: REASONING,
    example: { thinking: { type: 'enabled', budget_tokens: 1024 }, reasoning_effort: 'low' },
  },
  {
    member: 'reasoning_effort',
    fate: 'changed',
    how: 'minimal is low.',
    source: REASONING,
    example: { reasoning_effort: 'minimal' },
  },
  {
    member: 'messages[].role',
    fate: 'changed',
    how: 'The developer is the system.',
    source: 'docs.fireworks.ai, chat completions, as of 2026-11',
    example: { messages: [{ role: 'developer', content: 'be brief' }] },
  },
  { operation: 'images', member: 'n', fate: 'refused', how: 'There is one picture for a request.', source: IMAGES, example: { n: 2 } },
  {
    operation: 'images',
    member: 'response_format',
    fate: 'refused',
    how: 'Pictures are told in base64 only.',
    source: IMAGES,
    example: { response_format: 'url' },
  },
  {
    operation: 'images',
    member: 'size',
    fate: 'changed',
    how: 'Sent as the nearest aspect_ratio.',
    source: IMAGES,
    example: { size: '1024x1024' },
  },
];

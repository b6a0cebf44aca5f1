import type { Model } from '@sluice/provider-sdk';

/**
 * Models of Cerebras; prices in US dollars. Source: the litellm price table of 2026-07-24 (MIT, Copyright (c) 2023
 * Berri AI; keep this line). Written by `.ci/catalogue/generate.mjs`, which says what of the table is left out and why.
 */
export const models: readonly Model[] = [
  {
    id: 'gpt-oss-120b',
    context: 131072,
    maxOutput: 32768,
    supports: ['chat', 'tools', 'json', 'json_schema', 'reasoning'],
    price: { input: 0.35, output: 0.75 },
  },
  { id: 'llama-3.3-70b', context: 128000, maxOutput: 128000, supports: ['chat', 'tools'], price: { input: 0.85, output: 1.2 } },
  { id: 'llama3.1-70b', context: 128000, maxOutput: 128000, supports: ['chat', 'tools'], price: { input: 0.6, output: 0.6 } },
  { id: 'llama3.1-8b', context: 128000, maxOutput: 128000, supports: ['chat', 'tools'], price: { input: 0.1, output: 0.1 } },
  { id: 'qwen-3-32b', context: 128000, maxOutput: 128000, supports: ['chat', 'tools', 'reasoning'], price: { input: 0.4, output: 0.8 } },
  {
    id: 'zai-glm-4.6',
    context: 128000,
    maxOutput: 128000,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 2.25, output: 2.75 },
    retires: '2026-01-20',
  },
  { id: 'zai-glm-4.7', context: 128000, maxOutput: 128000, supports: ['chat', 'tools', 'reasoning'], price: { input: 2.25, output: 2.75 } },
];

import type { Model } from '@sluice/provider-sdk';

/**
 * Models of Hyperbolic; prices in US dollars. Source: the litellm price table of 2026-07-24 (MIT, Copyright (c) 2023
 * Berri AI; keep this line). Written by `.ci/catalogue/generate.mjs`, which says what of the table is left out and why.
 */
export const models: readonly Model[] = [
  {
    id: 'NousResearch/Hermes-3-Llama-3.1-70B',
    context: 32768,
    maxOutput: 32768,
    supports: ['chat', 'tools'],
    price: { input: 0.12, output: 0.3 },
  },
  { id: 'Qwen/QwQ-32B', context: 131072, maxOutput: 131072, supports: ['chat', 'tools'], price: { input: 0.2, output: 0.2 } },
  { id: 'Qwen/Qwen2.5-72B-Instruct', context: 131072, maxOutput: 131072, supports: ['chat', 'tools'], price: { input: 0.12, output: 0.3 } },
  {
    id: 'Qwen/Qwen2.5-Coder-32B-Instruct',
    context: 32768,
    maxOutput: 32768,
    supports: ['chat', 'tools'],
    price: { input: 0.12, output: 0.3 },
  },
  { id: 'Qwen/Qwen3-235B-A22B', context: 131072, maxOutput: 131072, supports: ['chat', 'tools'], price: { input: 2, output: 2 } },
  { id: 'deepseek-ai/DeepSeek-R1', context: 32768, maxOutput: 32768, supports: ['chat', 'tools'], price: { input: 0.4, output: 0.4 } },
  {
    id: 'deepseek-ai/DeepSeek-R1-0528',
    context: 131072,
    maxOutput: 131072,
    supports: ['chat', 'tools'],
    price: { input: 0.25, output: 0.25 },
  },
  { id: 'deepseek-ai/DeepSeek-V3', context: 32768, maxOutput: 32768, supports: ['chat', 'tools'], price: { input: 0.2, output: 0.2 } },
  { id: 'deepseek-ai/DeepSeek-V3-0324', context: 32768, maxOutput: 32768, supports: ['chat', 'tools'], price: { input: 0.4, output: 0.4 } },
  {
    id: 'meta-llama/Llama-3.2-3B-Instruct',
    context: 32768,
    maxOutput: 32768,
    supports: ['chat', 'tools'],
    price: { input: 0.12, output: 0.3 },
  },
  {
    id: 'meta-llama/Llama-3.3-70B-Instruct',
    context: 131072,
    maxOutput: 131072,
    supports: ['chat', 'tools'],
    price: { input: 0.12, output: 0.3 },
  },
  {
    id: 'meta-llama/Meta-Llama-3-70B-Instruct',
    context: 131072,
    maxOutput: 131072,
    supports: ['chat', 'tools'],
    price: { input: 0.12, output: 0.3 },
  },
  {
    id: 'meta-llama/Meta-Llama-3.1-405B-Instruct',
    context: 32768,
    maxOutput: 32768,
    supports: ['chat', 'tools'],
    price: { input: 0.12, output: 0.3 },
  },
  {
    id: 'meta-llama/Meta-Llama-3.1-70B-Instruct',
    context: 32768,
    maxOutput: 32768,
    supports: ['chat', 'tools'],
    price: { input: 0.12, output: 0.3 },
  },
  {
    id: 'meta-llama/Meta-Llama-3.1-8B-Instruct',
    context: 32768,
    maxOutput: 32768,
    supports: ['chat', 'tools'],
    price: { input: 0.12, output: 0.3 },
  },
  { id: 'moonshotai/Kimi-K2-Instruct', context: 131072, maxOutput: 131072, supports: ['chat', 'tools'], price: { input: 2, output: 2 } },
];

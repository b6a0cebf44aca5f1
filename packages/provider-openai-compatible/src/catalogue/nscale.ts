import type { Model } from '@sluice/provider-sdk';

/**
 * Models of Nscale; prices in US dollars. Source: the litellm price table of 2026-07-24 (MIT, Copyright (c) 2023
 * Berri AI; keep this line). Written by `.ci/catalogue/generate.mjs`, which says what of the table is left out and why.
 */
export const models: readonly Model[] = [
  { id: 'Qwen/QwQ-32B', price: { input: 0.18, output: 0.2 } },
  { id: 'Qwen/Qwen2.5-Coder-32B-Instruct', price: { input: 0.06, output: 0.2 } },
  { id: 'Qwen/Qwen2.5-Coder-3B-Instruct', price: { input: 0.01, output: 0.03 } },
  { id: 'Qwen/Qwen2.5-Coder-7B-Instruct', price: { input: 0.01, output: 0.03 } },
  { id: 'black-forest-labs/FLUX.1-schnell', supports: ['images'] },
  { id: 'deepseek-ai/DeepSeek-R1-Distill-Llama-70B', price: { input: 0.375, output: 0.375 } },
  { id: 'deepseek-ai/DeepSeek-R1-Distill-Llama-8B', price: { input: 0.025, output: 0.025 } },
  { id: 'deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B', price: { input: 0.09, output: 0.09 } },
  { id: 'deepseek-ai/DeepSeek-R1-Distill-Qwen-14B', price: { input: 0.07, output: 0.07 } },
  { id: 'deepseek-ai/DeepSeek-R1-Distill-Qwen-32B', price: { input: 0.15, output: 0.15 } },
  { id: 'deepseek-ai/DeepSeek-R1-Distill-Qwen-7B', price: { input: 0.2, output: 0.2 } },
  { id: 'meta-llama/Llama-3.1-8B-Instruct', price: { input: 0.03, output: 0.03 } },
  { id: 'meta-llama/Llama-3.3-70B-Instruct', price: { input: 0.2, output: 0.2 } },
  { id: 'meta-llama/Llama-4-Scout-17B-16E-Instruct', price: { input: 0.09, output: 0.29 } },
  { id: 'mistralai/mixtral-8x22b-instruct-v0.1', price: { input: 0.6, output: 0.6 } },
  { id: 'stabilityai/stable-diffusion-xl-base-1.0', supports: ['images'] },
];

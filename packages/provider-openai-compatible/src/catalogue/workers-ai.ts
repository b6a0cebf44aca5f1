import type { Model } from '@sluice/provider-sdk';

/**
 * Models of Cloudflare Workers AI; prices in US dollars. Source: the litellm price table of 2026-07-24 (MIT, Copyright (c) 2023
 * Berri AI; keep this line). Written by `.ci/catalogue/generate.mjs`, which says what of the table is left out and why.
 */
export const models: readonly Model[] = [
  { id: '@cf/aisingapore/gemma-sea-lion-v4-27b-it', context: 128000, maxOutput: 128000, price: { input: 0.351, output: 0.555 } },
  {
    id: '@cf/deepseek-ai/deepseek-r1-distill-qwen-32b',
    context: 80000,
    maxOutput: 80000,
    supports: ['chat', 'reasoning'],
    price: { input: 0.497, output: 4.881 },
  },

  // Price not known: nought in the table, and nothing says that it is free.
  { id: '@cf/google/gemma-2b-it-lora', context: 8192, maxOutput: 8192 },
  {
    id: '@cf/google/gemma-4-26b-a4b-it',
    context: 256000,
    maxOutput: 256000,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 0.1, output: 0.3 },
  },

  // Price not known: nought in the table, and nothing says that it is free.
  { id: '@cf/google/gemma-7b-it-lora', context: 3500, maxOutput: 3500 },
  {
    id: '@cf/ibm-granite/granite-4.0-h-micro',
    context: 131000,
    maxOutput: 131000,
    supports: ['chat', 'tools'],
    price: { input: 0.017, output: 0.112 },
  },

  // Price not known: nought in the table, and nothing says that it is free.
  { id: '@cf/meta-llama/llama-2-7b-chat-hf-lora', context: 8192, maxOutput: 8192 },
  { id: '@cf/meta/llama-2-7b-chat-fp16', context: 3072, maxOutput: 3072, price: { input: 1.923, output: 1.923 } },
  { id: '@cf/meta/llama-2-7b-chat-int8', context: 2048, maxOutput: 2048, price: { input: 1.923, output: 1.923 } },
  { id: '@cf/meta/llama-3.1-8b-instruct-fp8', context: 32000, maxOutput: 32000, price: { input: 0.152, output: 0.287 } },
  {
    id: '@cf/meta/llama-3.2-11b-vision-instruct',
    context: 128000,
    maxOutput: 128000,
    supports: ['chat', 'vision'],
    price: { input: 0.0485, output: 0.676 },
  },
  { id: '@cf/meta/llama-3.2-1b-instruct', context: 60000, maxOutput: 60000, price: { input: 0.027, output: 0.201 } },
  { id: '@cf/meta/llama-3.2-3b-instruct', context: 80000, maxOutput: 80000, price: { input: 0.0509, output: 0.335 } },
  {
    id: '@cf/meta/llama-3.3-70b-instruct-fp8-fast',
    context: 24000,
    maxOutput: 24000,
    supports: ['chat', 'tools'],
    price: { input: 0.293, output: 2.253 },
  },
  {
    id: '@cf/meta/llama-4-scout-17b-16e-instruct',
    context: 131000,
    maxOutput: 131000,
    supports: ['chat', 'tools'],
    price: { input: 0.27, output: 0.85 },
  },
  { id: '@cf/meta/llama-guard-3-8b', context: 131072, maxOutput: 131072, price: { input: 0.484, output: 0.03 } },
  { id: '@cf/mistral/mistral-7b-instruct-v0.1', context: 8192, maxOutput: 8192, price: { input: 1.923, output: 1.923 } },

  // Price not known: nought in the table, and nothing says that it is free.
  { id: '@cf/mistral/mistral-7b-instruct-v0.2-lora', context: 15000, maxOutput: 15000 },
  {
    id: '@cf/mistralai/mistral-small-3.1-24b-instruct',
    context: 128000,
    maxOutput: 128000,
    supports: ['chat', 'tools'],
    price: { input: 0.351, output: 0.555 },
  },
  {
    id: '@cf/moonshotai/kimi-k2.6',
    context: 262144,
    maxOutput: 262144,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 0.95, output: 4, cachedInput: 0.16 },
  },
  {
    id: '@cf/moonshotai/kimi-k2.7-code',
    context: 262144,
    maxOutput: 262144,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 0.95, output: 4, cachedInput: 0.19 },
  },
  {
    id: '@cf/nvidia/nemotron-3-120b-a12b',
    context: 256000,
    maxOutput: 256000,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 0.5, output: 1.5 },
  },
  {
    id: '@cf/openai/gpt-oss-120b',
    context: 128000,
    maxOutput: 128000,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 0.35, output: 0.75 },
  },
  {
    id: '@cf/openai/gpt-oss-20b',
    context: 128000,
    maxOutput: 128000,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 0.2, output: 0.3 },
  },
  { id: '@cf/qwen/qwen2.5-coder-32b-instruct', context: 32768, maxOutput: 32768, price: { input: 0.66, output: 1 } },
  {
    id: '@cf/qwen/qwen3-30b-a3b-fp8',
    context: 32768,
    maxOutput: 32768,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 0.0509, output: 0.335 },
  },
  { id: '@cf/qwen/qwq-32b', context: 24000, maxOutput: 24000, supports: ['chat', 'reasoning'], price: { input: 0.66, output: 1 } },
  {
    id: '@cf/zai-org/glm-4.7-flash',
    context: 131072,
    maxOutput: 131072,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 0.0605, output: 0.4 },
  },
  {
    id: '@cf/zai-org/glm-5.2',
    context: 262144,
    maxOutput: 262144,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 1.4, output: 4.4, cachedInput: 0.26 },
  },
  { id: '@hf/thebloke/codellama-7b-instruct-awq', context: 4096, maxOutput: 4096, price: { input: 1.923, output: 1.923 } },
];

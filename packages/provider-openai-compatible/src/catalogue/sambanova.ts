import type { Model } from '@sluice/provider-sdk';

/**
 * Models of SambaNova; prices in US dollars. Source: the litellm price table of 2026-07-24 (MIT, Copyright (c) 2023
 * Berri AI; keep this line). Written by `.ci/catalogue/generate.mjs`, which says what of the table is left out and why.
 */
export const models: readonly Model[] = [
  { id: 'DeepSeek-R1', context: 32768, maxOutput: 32768, price: { input: 5, output: 7 } },
  { id: 'DeepSeek-R1-Distill-Llama-70B', context: 131072, maxOutput: 131072, price: { input: 0.7, output: 1.4 }, retires: '2026-03-20' },
  {
    id: 'DeepSeek-V3-0324',
    context: 32768,
    maxOutput: 32768,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 3, output: 4.5 },
    retires: '2026-04-14',
  },
  { id: 'DeepSeek-V3.1', context: 131072, maxOutput: 131072, supports: ['chat', 'tools', 'reasoning'], price: { input: 3, output: 4.5 } },
  { id: 'DeepSeek-V3.2', context: 32768, maxOutput: 32768, supports: ['chat', 'tools'], price: { input: 3, output: 4.5 } },
  {
    id: 'Llama-4-Maverick-17B-128E-Instruct',
    context: 131072,
    maxOutput: 131072,
    supports: ['chat', 'tools', 'json', 'json_schema', 'vision'],
    price: { input: 0.63, output: 1.8 },
  },
  {
    id: 'Llama-4-Scout-17B-16E-Instruct',
    context: 8192,
    maxOutput: 8192,
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0.4, output: 0.7 },
    retires: '2025-06-19',
  },
  {
    id: 'Meta-Llama-3.1-405B-Instruct',
    context: 16384,
    maxOutput: 16384,
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 5, output: 10 },
    retires: '2025-06-25',
  },
  {
    id: 'Meta-Llama-3.1-8B-Instruct',
    context: 16384,
    maxOutput: 16384,
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0.1, output: 0.2 },
    retires: '2026-04-14',
  },
  { id: 'Meta-Llama-3.2-1B-Instruct', context: 16384, maxOutput: 16384, price: { input: 0.04, output: 0.08 }, retires: '2025-06-25' },
  { id: 'Meta-Llama-3.2-3B-Instruct', context: 4096, maxOutput: 4096, price: { input: 0.08, output: 0.16 }, retires: '2025-06-25' },
  {
    id: 'Meta-Llama-3.3-70B-Instruct',
    context: 131072,
    maxOutput: 131072,
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0.6, output: 1.2 },
  },
  { id: 'Meta-Llama-Guard-3-8B', context: 16384, maxOutput: 16384, price: { input: 0.3, output: 0.3 }, retires: '2025-06-25' },
  { id: 'MiniMax-M2.7', context: 196608, maxOutput: 131072, supports: ['chat', 'tools', 'reasoning'], price: { input: 0.6, output: 2.4 } },
  { id: 'QwQ-32B', context: 16384, maxOutput: 16384, price: { input: 0.5, output: 1 }, retires: '2025-06-25' },
  {
    id: 'Qwen2-Audio-7B-Instruct',
    context: 4096,
    maxOutput: 4096,
    supports: ['chat', 'audio_in'],
    price: { input: 0.5, output: 100 },
    retires: '2025-06-19',
  },
  {
    id: 'Qwen3-32B',
    context: 8192,
    maxOutput: 8192,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 0.4, output: 0.8 },
    retires: '2026-04-06',
  },
  { id: 'gemma-4-31B-it', context: 131072, maxOutput: 131072, supports: ['chat', 'vision'], price: { input: 0.38, output: 1.15 } },
  {
    id: 'gpt-oss-120b',
    context: 131072,
    maxOutput: 131072,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 0.22, output: 0.59 },
  },
];

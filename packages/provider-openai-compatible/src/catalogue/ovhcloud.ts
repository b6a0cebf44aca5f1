import type { Model } from '@sluice/provider-sdk';

/**
 * Models of OVHcloud; prices in US dollars. Source: the litellm price table of 2026-07-24 (MIT, Copyright (c) 2023
 * Berri AI; keep this line). Written by `.ci/catalogue/generate.mjs`, which says what of the table is left out and why.
 */
export const models: readonly Model[] = [
  {
    id: 'DeepSeek-R1-Distill-Llama-70B',
    context: 131000,
    maxOutput: 131000,
    supports: ['chat', 'tools', 'json', 'json_schema', 'reasoning'],
    price: { input: 0.67, output: 0.67 },
  },
  {
    id: 'Llama-3.1-8B-Instruct',
    context: 131000,
    maxOutput: 131000,
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0.1, output: 0.1 },
  },
  { id: 'Meta-Llama-3_1-70B-Instruct', context: 131000, maxOutput: 131000, price: { input: 0.67, output: 0.67 } },
  {
    id: 'Meta-Llama-3_3-70B-Instruct',
    context: 131000,
    maxOutput: 131000,
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0.67, output: 0.67 },
  },
  {
    id: 'Mistral-7B-Instruct-v0.3',
    context: 127000,
    maxOutput: 127000,
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0.1, output: 0.1 },
  },
  {
    id: 'Mistral-Nemo-Instruct-2407',
    context: 118000,
    maxOutput: 118000,
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0.13, output: 0.13 },
  },
  {
    id: 'Mistral-Small-3.2-24B-Instruct-2506',
    context: 128000,
    maxOutput: 128000,
    supports: ['chat', 'tools', 'json', 'json_schema', 'vision'],
    price: { input: 0.09, output: 0.28 },
  },
  {
    id: 'Mixtral-8x7B-Instruct-v0.1',
    context: 32000,
    maxOutput: 32000,
    supports: ['chat', 'json', 'json_schema'],
    price: { input: 0.63, output: 0.63 },
  },
  {
    id: 'Qwen2.5-Coder-32B-Instruct',
    context: 32000,
    maxOutput: 32000,
    supports: ['chat', 'json', 'json_schema'],
    price: { input: 0.87, output: 0.87 },
  },
  {
    id: 'Qwen2.5-VL-72B-Instruct',
    context: 32000,
    maxOutput: 32000,
    supports: ['chat', 'json', 'json_schema', 'vision'],
    price: { input: 0.91, output: 0.91 },
  },
  {
    id: 'Qwen3-32B',
    context: 32000,
    maxOutput: 32000,
    supports: ['chat', 'tools', 'json', 'json_schema', 'reasoning'],
    price: { input: 0.08, output: 0.23 },
  },
  {
    id: 'gpt-oss-120b',
    context: 131000,
    maxOutput: 131000,
    supports: ['chat', 'json', 'json_schema', 'reasoning'],
    price: { input: 0.08, output: 0.4 },
  },
  {
    id: 'gpt-oss-20b',
    context: 131000,
    maxOutput: 131000,
    supports: ['chat', 'json', 'json_schema', 'reasoning'],
    price: { input: 0.04, output: 0.15 },
  },
  {
    id: 'llava-v1.6-mistral-7b-hf',
    context: 32000,
    maxOutput: 32000,
    supports: ['chat', 'json', 'json_schema', 'vision'],
    price: { input: 0.29, output: 0.29 },
  },
  {
    id: 'mamba-codestral-7B-v0.1',
    context: 256000,
    maxOutput: 256000,
    supports: ['chat', 'json', 'json_schema'],
    price: { input: 0.19, output: 0.19 },
  },
];

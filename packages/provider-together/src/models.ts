import type { Model } from '@sluice/provider-sdk';

/**
 * Models of Together AI; prices in US dollars. Source: the litellm price table of 2026-07-24 (MIT, Copyright (c) 2023
 * Berri AI; keep this line). Written by `.ci/catalogue/generate.mjs`, which says what of the table is left out and why.
 */
export const models: readonly Model[] = [
  { id: 'BAAI/bge-base-en-v1.5', context: 512, supports: ['embeddings'], price: { input: 0.008, output: 0 } },
  { id: 'Qwen/Qwen2.5-72B-Instruct-Turbo', supports: ['chat', 'tools', 'json', 'json_schema'] },
  { id: 'Qwen/Qwen2.5-7B-Instruct-Turbo', supports: ['chat', 'tools', 'json', 'json_schema'] },
  {
    id: 'Qwen/Qwen3-235B-A22B-Instruct-2507-tput',
    context: 262000,
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0.2, output: 6 },
  },
  {
    id: 'Qwen/Qwen3-235B-A22B-Thinking-2507',
    context: 256000,
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0.65, output: 3 },
  },
  { id: 'Qwen/Qwen3-235B-A22B-fp8-tput', context: 40000, price: { input: 0.2, output: 0.6 } },
  {
    id: 'Qwen/Qwen3-Coder-480B-A35B-Instruct-FP8',
    context: 256000,
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 2, output: 2 },
  },
  {
    id: 'Qwen/Qwen3-Next-80B-A3B-Instruct',
    context: 262144,
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0.15, output: 1.5 },
  },
  {
    id: 'Qwen/Qwen3-Next-80B-A3B-Thinking',
    context: 262144,
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0.15, output: 1.5 },
  },
  { id: 'Qwen/Qwen3.5-397B-A17B', context: 262144, supports: ['chat', 'tools', 'json', 'json_schema'], price: { input: 0.6, output: 3.6 } },
  { id: 'baai/bge-base-en-v1.5', context: 512, supports: ['embeddings'], price: { input: 0.008, output: 0 } },
  {
    id: 'deepseek-ai/DeepSeek-R1',
    context: 128000,
    maxOutput: 20480,
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 3, output: 7 },
  },
  {
    id: 'deepseek-ai/DeepSeek-R1-0528-tput',
    context: 128000,
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0.55, output: 2.19 },
  },
  {
    id: 'deepseek-ai/DeepSeek-V3',
    context: 65536,
    maxOutput: 8192,
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 1.25, output: 1.25 },
  },
  {
    id: 'deepseek-ai/DeepSeek-V3.1',
    context: 128000,
    maxOutput: 16384,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 0.6, output: 1.7 },
  },
  { id: 'meta-llama/Llama-3.2-3B-Instruct-Turbo', supports: ['chat', 'tools', 'json', 'json_schema'] },
  {
    id: 'meta-llama/Llama-3.3-70B-Instruct-Turbo',
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0.88, output: 0.88 },
  },
  {
    id: 'meta-llama/Llama-3.3-70B-Instruct-Turbo-Free',
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0, output: 0 },
  },
  {
    id: 'meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8',
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0.27, output: 0.85 },
  },
  {
    id: 'meta-llama/Llama-4-Scout-17B-16E-Instruct',
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0.18, output: 0.59 },
  },
  {
    id: 'meta-llama/Meta-Llama-3.1-405B-Instruct-Turbo',
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 3.5, output: 3.5 },
  },
  {
    id: 'meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo',
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0.88, output: 0.88 },
  },
  {
    id: 'meta-llama/Meta-Llama-3.1-8B-Instruct-Turbo',
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0.18, output: 0.18 },
  },
  { id: 'mistralai/Mistral-7B-Instruct-v0.1', supports: ['chat', 'tools', 'json', 'json_schema'] },
  { id: 'mistralai/Mistral-Small-24B-Instruct-2501', supports: ['chat', 'tools'] },
  { id: 'mistralai/Mixtral-8x7B-Instruct-v0.1', supports: ['chat', 'tools', 'json', 'json_schema'], price: { input: 0.6, output: 0.6 } },
  { id: 'moonshotai/Kimi-K2-Instruct', supports: ['chat', 'tools', 'json', 'json_schema'], price: { input: 1, output: 3 } },
  { id: 'moonshotai/Kimi-K2-Instruct-0905', context: 262144, supports: ['chat', 'tools'], price: { input: 1, output: 3 } },
  {
    id: 'moonshotai/Kimi-K2.5',
    context: 256000,
    maxOutput: 256000,
    supports: ['chat', 'tools', 'reasoning', 'vision'],
    price: { input: 0.5, output: 2.8 },
  },
  {
    id: 'openai/gpt-oss-120b',
    context: 131072,
    maxOutput: 131072,
    supports: ['chat', 'tools', 'json', 'json_schema', 'reasoning'],
    price: { input: 0.15, output: 0.6 },
  },
  { id: 'openai/gpt-oss-20b', context: 128000, supports: ['chat', 'tools', 'json', 'json_schema'], price: { input: 0.05, output: 0.2 } },
  { id: 'togethercomputer/CodeLlama-34b-Instruct', supports: ['chat', 'tools'] },
  {
    id: 'zai-org/GLM-4.5-Air-FP8',
    context: 128000,
    supports: ['chat', 'tools', 'json', 'json_schema'],
    price: { input: 0.2, output: 1.1 },
  },
  {
    id: 'zai-org/GLM-4.6',
    context: 200000,
    maxOutput: 200000,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 0.6, output: 2.2 },
  },
  {
    id: 'zai-org/GLM-4.7',
    context: 200000,
    maxOutput: 200000,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 0.45, output: 2 },
  },
];

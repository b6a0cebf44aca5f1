import type { Model } from '@sluice/provider-sdk';

/**
 * Models of DeepSeek; prices in US dollars. Source: the litellm price table of 2026-07-24 (MIT, Copyright (c) 2023
 * Berri AI; keep this line). Written by `.ci/catalogue/generate.mjs`, which says what of the table is left out and why.
 */
export const models: readonly Model[] = [
  {
    id: 'deepseek-chat',
    context: 131072,
    maxOutput: 8192,
    supports: ['chat', 'tools', 'json', 'json_schema', 'prompt_caching'],
    price: { input: 0.28, output: 0.42, cachedInput: 0.028 },
  },
  {
    id: 'deepseek-coder',
    context: 128000,
    maxOutput: 4096,
    supports: ['chat', 'tools', 'prompt_caching'],
    price: { input: 0.14, output: 0.28, cachedInput: 0.014 },
  },
  {
    id: 'deepseek-r1',
    context: 65536,
    maxOutput: 8192,
    supports: ['chat', 'tools', 'reasoning', 'prompt_caching'],
    price: { input: 0.55, output: 2.19, cachedInput: 0.14 },
  },
  {
    id: 'deepseek-reasoner',
    context: 131072,
    maxOutput: 65536,
    supports: ['chat', 'json', 'json_schema', 'reasoning', 'prompt_caching'],
    price: { input: 0.28, output: 0.42, cachedInput: 0.028 },
  },
  {
    id: 'deepseek-v3',
    context: 65536,
    maxOutput: 8192,
    supports: ['chat', 'tools', 'prompt_caching'],
    price: { input: 0.27, output: 1.1, cachedInput: 0.07 },
  },
  {
    id: 'deepseek-v3.2',
    context: 163840,
    maxOutput: 163840,
    supports: ['chat', 'tools', 'reasoning', 'prompt_caching'],
    price: { input: 0.28, output: 0.4, cachedInput: 0.028 },
  },
  {
    id: 'deepseek-v4-flash',
    context: 1000000,
    maxOutput: 8192,
    supports: ['chat', 'tools', 'json', 'json_schema', 'prompt_caching'],
    price: { input: 0.14, output: 0.28, cachedInput: 0.0028 },
  },
  {
    id: 'deepseek-v4-pro',
    context: 1000000,
    maxOutput: 8192,
    supports: ['chat', 'tools', 'json', 'json_schema', 'prompt_caching'],
    price: { input: 0.435, output: 0.87, cachedInput: 0.003625 },
  },
];

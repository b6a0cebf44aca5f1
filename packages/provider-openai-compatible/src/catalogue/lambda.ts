import type { Model } from '@sluice/provider-sdk';

/**
 * Models of Lambda; prices in US dollars. Source: the litellm price table of 2026-07-24 (MIT, Copyright (c) 2023
 * Berri AI; keep this line). Written by `.ci/catalogue/generate.mjs`, which says what of the table is left out and why.
 */
export const models: readonly Model[] = [
  {
    id: 'deepseek-llama3.3-70b',
    context: 131072,
    maxOutput: 131072,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 0.2, output: 0.6 },
  },
  {
    id: 'deepseek-r1-0528',
    context: 131072,
    maxOutput: 131072,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 0.2, output: 0.6 },
  },
  {
    id: 'deepseek-r1-671b',
    context: 131072,
    maxOutput: 131072,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 0.8, output: 0.8 },
  },
  { id: 'deepseek-v3-0324', context: 131072, maxOutput: 131072, supports: ['chat', 'tools'], price: { input: 0.2, output: 0.6 } },
  { id: 'hermes3-405b', context: 131072, maxOutput: 131072, supports: ['chat', 'tools'], price: { input: 0.8, output: 0.8 } },
  { id: 'hermes3-70b', context: 131072, maxOutput: 131072, supports: ['chat', 'tools'], price: { input: 0.12, output: 0.3 } },
  { id: 'hermes3-8b', context: 131072, maxOutput: 131072, supports: ['chat', 'tools'], price: { input: 0.025, output: 0.04 } },
  { id: 'lfm-40b', context: 131072, maxOutput: 131072, supports: ['chat', 'tools'], price: { input: 0.1, output: 0.2 } },
  { id: 'lfm-7b', context: 131072, maxOutput: 131072, supports: ['chat', 'tools'], price: { input: 0.025, output: 0.04 } },
  {
    id: 'llama-4-maverick-17b-128e-instruct-fp8',
    context: 131072,
    maxOutput: 8192,
    supports: ['chat', 'tools'],
    price: { input: 0.05, output: 0.1 },
  },
  {
    id: 'llama-4-scout-17b-16e-instruct',
    context: 16384,
    maxOutput: 8192,
    supports: ['chat', 'tools'],
    price: { input: 0.05, output: 0.1 },
  },
  { id: 'llama3.1-405b-instruct-fp8', context: 131072, maxOutput: 131072, supports: ['chat', 'tools'], price: { input: 0.8, output: 0.8 } },
  { id: 'llama3.1-70b-instruct-fp8', context: 131072, maxOutput: 131072, supports: ['chat', 'tools'], price: { input: 0.12, output: 0.3 } },
  { id: 'llama3.1-8b-instruct', context: 131072, maxOutput: 131072, supports: ['chat', 'tools'], price: { input: 0.025, output: 0.04 } },
  {
    id: 'llama3.1-nemotron-70b-instruct-fp8',
    context: 131072,
    maxOutput: 131072,
    supports: ['chat', 'tools'],
    price: { input: 0.12, output: 0.3 },
  },
  {
    id: 'llama3.2-11b-vision-instruct',
    context: 131072,
    maxOutput: 131072,
    supports: ['chat', 'tools', 'vision'],
    price: { input: 0.015, output: 0.025 },
  },
  { id: 'llama3.2-3b-instruct', context: 131072, maxOutput: 131072, supports: ['chat', 'tools'], price: { input: 0.015, output: 0.025 } },
  { id: 'llama3.3-70b-instruct-fp8', context: 131072, maxOutput: 131072, supports: ['chat', 'tools'], price: { input: 0.12, output: 0.3 } },
  { id: 'qwen25-coder-32b-instruct', context: 131072, maxOutput: 131072, supports: ['chat', 'tools'], price: { input: 0.05, output: 0.1 } },
  {
    id: 'qwen3-32b-fp8',
    context: 131072,
    maxOutput: 131072,
    supports: ['chat', 'tools', 'reasoning'],
    price: { input: 0.05, output: 0.1 },
  },
];

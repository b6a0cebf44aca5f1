import type { Model } from '@sluice/provider-sdk';

/**
 * Models of Z.ai; prices in US dollars. Source: the litellm price table of 2026-07-24 (MIT, Copyright (c) 2023
 * Berri AI; keep this line). Written by `.ci/catalogue/generate.mjs`, which says what of the table is left out and why.
 */
export const models: readonly Model[] = [
  { id: 'glm-4-32b-0414-128k', context: 128000, maxOutput: 32000, supports: ['chat', 'tools'], price: { input: 0.1, output: 0.1 } },
  { id: 'glm-4.5', context: 128000, maxOutput: 32000, supports: ['chat', 'tools'], price: { input: 0.6, output: 2.2 } },
  { id: 'glm-4.5-air', context: 128000, maxOutput: 32000, supports: ['chat', 'tools'], price: { input: 0.2, output: 1.1 } },
  { id: 'glm-4.5-airx', context: 128000, maxOutput: 32000, supports: ['chat', 'tools'], price: { input: 1.1, output: 4.5 } },

  // Price not known: nought in the table, and nothing says that it is free.
  { id: 'glm-4.5-flash', context: 128000, maxOutput: 32000, supports: ['chat', 'tools'] },
  { id: 'glm-4.5-x', context: 128000, maxOutput: 32000, supports: ['chat', 'tools'], price: { input: 2.2, output: 8.9 } },
  { id: 'glm-4.5v', context: 128000, maxOutput: 32000, supports: ['chat', 'tools', 'vision'], price: { input: 0.6, output: 1.8 } },
  {
    id: 'glm-4.6',
    context: 200000,
    maxOutput: 128000,
    supports: ['chat', 'tools', 'reasoning', 'prompt_caching'],
    price: { input: 0.6, output: 2.2, cachedInput: 0.11 },
  },
  {
    id: 'glm-4.7',
    context: 200000,
    maxOutput: 128000,
    supports: ['chat', 'tools', 'reasoning', 'prompt_caching'],
    price: { input: 0.6, output: 2.2, cachedInput: 0.11 },
  },

  // Price not known: nought in the table, and nothing says that it is free.
  { id: 'glm-4.7-flash', context: 200000, maxOutput: 128000, supports: ['chat', 'tools', 'reasoning', 'prompt_caching'] },
  {
    id: 'glm-5',
    context: 200000,
    maxOutput: 128000,
    supports: ['chat', 'tools', 'reasoning', 'prompt_caching'],
    price: { input: 1, output: 3.2, cachedInput: 0.2 },
  },
  {
    id: 'glm-5-code',
    context: 200000,
    maxOutput: 128000,
    supports: ['chat', 'tools', 'reasoning', 'prompt_caching'],
    price: { input: 1.2, output: 5, cachedInput: 0.3 },
  },
  {
    id: 'glm-5.1',
    context: 200000,
    maxOutput: 128000,
    supports: ['chat', 'tools', 'reasoning', 'prompt_caching'],
    price: { input: 1.4, output: 4.4, cachedInput: 0.26 },
  },
];

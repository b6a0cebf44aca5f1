import type { Model } from '@sluice/provider-sdk';

/**
 * Models of Cohere; prices in US dollars. Source: the litellm price table of 2026-07-24 (MIT, Copyright (c) 2023
 * Berri AI; keep this line). Written by `.ci/catalogue/generate.mjs`, which says what of the table is left out and why.
 */
export const models: readonly Model[] = [
  { id: 'command', context: 4096, maxOutput: 4096, supports: ['completions'], price: { input: 1, output: 2 } },
  { id: 'command-a-03-2025', context: 256000, maxOutput: 8000, supports: ['chat', 'tools'], price: { input: 2.5, output: 10 } },
  { id: 'command-light', context: 4096, maxOutput: 4096, supports: ['chat'], price: { input: 0.3, output: 0.6 } },
  { id: 'command-nightly', context: 4096, maxOutput: 4096, supports: ['completions'], price: { input: 1, output: 2 } },
  { id: 'command-r', context: 128000, maxOutput: 4096, supports: ['chat', 'tools'], price: { input: 0.15, output: 0.6 } },
  { id: 'command-r-08-2024', context: 128000, maxOutput: 4096, supports: ['chat', 'tools'], price: { input: 0.15, output: 0.6 } },
  { id: 'command-r-plus', context: 128000, maxOutput: 4096, supports: ['chat', 'tools'], price: { input: 2.5, output: 10 } },
  { id: 'command-r-plus-08-2024', context: 128000, maxOutput: 4096, supports: ['chat', 'tools'], price: { input: 2.5, output: 10 } },
  { id: 'command-r7b-12-2024', context: 128000, maxOutput: 4096, supports: ['chat', 'tools'], price: { input: 0.0375, output: 0.15 } },
  { id: 'embed-english-light-v2.0', context: 1024, supports: ['embeddings'], price: { input: 0.1, output: 0 } },
  { id: 'embed-english-light-v3.0', context: 1024, supports: ['embeddings'], price: { input: 0.1, output: 0 } },
  { id: 'embed-english-v2.0', context: 4096, supports: ['embeddings'], price: { input: 0.1, output: 0 } },
  { id: 'embed-english-v3.0', context: 1024, supports: ['embeddings', 'vision'], price: { input: 0.1, output: 0, perInputImage: 0.0001 } },

  // Price not known: a thousand times what its siblings cost.
  { id: 'embed-multilingual-light-v3.0', context: 1024, supports: ['embeddings', 'vision'] },
  { id: 'embed-multilingual-v2.0', context: 768, supports: ['embeddings'], price: { input: 0.1, output: 0 } },
  { id: 'embed-multilingual-v3.0', context: 1024, supports: ['embeddings', 'vision'], price: { input: 0.1, output: 0 } },
  { id: 'embed-v4.0', context: 128000, supports: ['embeddings', 'vision'], price: { input: 0.12, output: 0 } },
  { id: 'rerank-english-v2.0', context: 4096, supports: ['rerank'], unitPrice: { perQuery: 0.002 } },
  { id: 'rerank-english-v3.0', context: 4096, supports: ['rerank'], unitPrice: { perQuery: 0.002 } },
  { id: 'rerank-multilingual-v2.0', context: 4096, supports: ['rerank'], unitPrice: { perQuery: 0.002 } },
  { id: 'rerank-multilingual-v3.0', context: 4096, supports: ['rerank'], unitPrice: { perQuery: 0.002 } },
  { id: 'rerank-v3.5', context: 4096, supports: ['rerank'], unitPrice: { perQuery: 0.002 } },
];

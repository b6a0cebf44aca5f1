import type { Model } from '@sluice/provider-sdk';

/**
 * Models of Voyage; prices in US dollars. Source: the litellm price table of 2026-07-24 (MIT, Copyright (c) 2023
 * Berri AI; keep this line). Written by `.ci/catalogue/generate.mjs`, which says what of the table is left out and why.
 */
export const models: readonly Model[] = [
  { id: 'rerank-2', context: 16000, supports: ['rerank'], unitPrice: { input: 0.05 } },
  { id: 'rerank-2-lite', context: 8000, supports: ['rerank'], unitPrice: { input: 0.02 } },
  { id: 'rerank-2.5', context: 32000, supports: ['rerank'], unitPrice: { input: 0.05 } },
  { id: 'rerank-2.5-lite', context: 32000, supports: ['rerank'], unitPrice: { input: 0.02 } },
  { id: 'voyage-2', context: 4000, supports: ['embeddings'], price: { input: 0.1, output: 0 } },
  { id: 'voyage-3', context: 32000, supports: ['embeddings'], price: { input: 0.06, output: 0 } },
  { id: 'voyage-3-large', context: 32000, supports: ['embeddings'], price: { input: 0.18, output: 0 } },
  { id: 'voyage-3-lite', context: 32000, supports: ['embeddings'], price: { input: 0.02, output: 0 } },
  { id: 'voyage-3.5', context: 32000, supports: ['embeddings'], price: { input: 0.06, output: 0 } },
  { id: 'voyage-3.5-lite', context: 32000, supports: ['embeddings'], price: { input: 0.02, output: 0 } },
  { id: 'voyage-code-2', context: 16000, supports: ['embeddings'], price: { input: 0.12, output: 0 } },
  { id: 'voyage-code-3', context: 32000, supports: ['embeddings'], price: { input: 0.18, output: 0 } },
  { id: 'voyage-context-3', context: 120000, supports: ['embeddings'], price: { input: 0.18, output: 0 } },
  { id: 'voyage-finance-2', context: 32000, supports: ['embeddings'], price: { input: 0.12, output: 0 } },
  { id: 'voyage-large-2', context: 16000, supports: ['embeddings'], price: { input: 0.12, output: 0 } },
  { id: 'voyage-law-2', context: 16000, supports: ['embeddings'], price: { input: 0.12, output: 0 } },
  { id: 'voyage-lite-01', context: 4096, supports: ['embeddings'], price: { input: 0.1, output: 0 } },
  { id: 'voyage-lite-02-instruct', context: 4000, supports: ['embeddings'], price: { input: 0.1, output: 0 } },
  { id: 'voyage-multimodal-3', context: 32000, supports: ['embeddings'], price: { input: 0.12, output: 0 } },
];

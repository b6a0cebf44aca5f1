import type { Model } from '@sluice/provider-sdk';

/**
 * Models of Jina; prices in US dollars. Source: the litellm price table of 2026-07-24 (MIT, Copyright (c) 2023
 * Berri AI; keep this line). Written by `.ci/catalogue/generate.mjs`, which says what of the table is left out and why.
 */
export const models: readonly Model[] = [
  { id: 'jina-reranker-v2-base-multilingual', context: 1024, supports: ['rerank'], price: { input: 0.018, output: 0.018 } },
];

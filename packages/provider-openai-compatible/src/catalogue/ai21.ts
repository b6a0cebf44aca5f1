import type { Model } from '@sluice/provider-sdk';

/**
 * Models of AI21; prices in US dollars. Source: the litellm price table of 2026-07-24 (MIT, Copyright (c) 2023
 * Berri AI; keep this line). Written by `.ci/catalogue/generate.mjs`, which says what of the table is left out and why.
 */
export const models: readonly Model[] = [
  { id: 'j2-light', context: 8192, maxOutput: 8192, supports: ['completions'], price: { input: 3, output: 3 } },
  { id: 'j2-mid', context: 8192, maxOutput: 8192, supports: ['completions'], price: { input: 10, output: 10 } },
  { id: 'j2-ultra', context: 8192, maxOutput: 8192, supports: ['completions'], price: { input: 15, output: 15 } },
  { id: 'jamba-1.5', context: 256000, maxOutput: 256000, supports: ['chat'], price: { input: 0.2, output: 0.4 } },
  { id: 'jamba-1.5-large', context: 256000, maxOutput: 256000, supports: ['chat'], price: { input: 2, output: 8 } },
  { id: 'jamba-1.5-large@001', context: 256000, maxOutput: 256000, supports: ['chat'], price: { input: 2, output: 8 } },
  { id: 'jamba-1.5-mini', context: 256000, maxOutput: 256000, supports: ['chat'], price: { input: 0.2, output: 0.4 } },
  { id: 'jamba-1.5-mini@001', context: 256000, maxOutput: 256000, supports: ['chat'], price: { input: 0.2, output: 0.4 } },
  { id: 'jamba-large-1.6', context: 256000, maxOutput: 256000, supports: ['chat'], price: { input: 2, output: 8 } },
  { id: 'jamba-large-1.7', context: 256000, maxOutput: 256000, supports: ['chat'], price: { input: 2, output: 8 } },
  { id: 'jamba-mini-1.6', context: 256000, maxOutput: 256000, supports: ['chat'], price: { input: 0.2, output: 0.4 } },
  { id: 'jamba-mini-1.7', context: 256000, maxOutput: 256000, supports: ['chat'], price: { input: 0.2, output: 0.4 } },
];

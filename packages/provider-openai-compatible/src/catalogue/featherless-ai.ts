import type { Model } from '@sluice/provider-sdk';

/**
 * Models of Featherless AI; prices in US dollars. Source: the litellm price table of 2026-07-24 (MIT, Copyright (c) 2023
 * Berri AI; keep this line). Written by `.ci/catalogue/generate.mjs`, which says what of the table is left out and why.
 */
export const models: readonly Model[] = [
  { id: 'featherless-ai/Qwerky-72B', context: 32768, maxOutput: 4096 },
  { id: 'featherless-ai/Qwerky-QwQ-32B', context: 32768, maxOutput: 4096 },
];

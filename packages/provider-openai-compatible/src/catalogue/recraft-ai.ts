import type { Model } from '@sluice/provider-sdk';

/**
 * Models of Recraft; prices in US dollars. Source: the litellm price table of 2026-07-24 (MIT, Copyright (c) 2023
 * Berri AI; keep this line). Written by `.ci/catalogue/generate.mjs`, which says what of the table is left out and why.
 */
export const models: readonly Model[] = [
  { id: 'recraftv2', supports: ['images'], unitPrice: { perImage: 0.022 } },
  { id: 'recraftv3', supports: ['images'], unitPrice: { perImage: 0.04 } },
];

import type { Model } from '@sluice/provider-sdk';

/**
 * Models of Stability AI; prices in US dollars. Source: the litellm price table of 2026-07-24 (MIT, Copyright (c) 2023
 * Berri AI; keep this line). Written by `.ci/catalogue/generate.mjs`, which says what of the table is left out and why.
 */
export const models: readonly Model[] = [
  { id: 'conservative', supports: ['image_edits'], unitPrice: { perImage: 0.04 } },
  { id: 'creative', supports: ['image_edits'], unitPrice: { perImage: 0.06 } },
  { id: 'erase', supports: ['image_edits'], unitPrice: { perImage: 0.005 } },
  { id: 'fast', supports: ['image_edits'], unitPrice: { perImage: 0.002 } },
  { id: 'inpaint', supports: ['image_edits'], unitPrice: { perImage: 0.005 } },
  { id: 'outpaint', supports: ['image_edits'], unitPrice: { perImage: 0.004 } },
  { id: 'remove-background', supports: ['image_edits'], unitPrice: { perImage: 0.005 } },
  { id: 'replace-background-and-relight', supports: ['image_edits'], unitPrice: { perImage: 0.008 } },
  { id: 'sd3', supports: ['images'], unitPrice: { perImage: 0.065 } },
  { id: 'sd3-large', supports: ['images'], unitPrice: { perImage: 0.065 } },
  { id: 'sd3-large-turbo', supports: ['images'], unitPrice: { perImage: 0.04 } },
  { id: 'sd3-medium', supports: ['images'], unitPrice: { perImage: 0.035 } },
  { id: 'sd3.5-large', supports: ['images'], unitPrice: { perImage: 0.065 } },
  { id: 'sd3.5-large-turbo', supports: ['images'], unitPrice: { perImage: 0.04 } },
  { id: 'sd3.5-medium', supports: ['images'], unitPrice: { perImage: 0.035 } },
  { id: 'search-and-recolor', supports: ['image_edits'], unitPrice: { perImage: 0.005 } },
  { id: 'search-and-replace', supports: ['image_edits'], unitPrice: { perImage: 0.005 } },
  { id: 'sketch', supports: ['image_edits'], unitPrice: { perImage: 0.005 } },
  { id: 'stable-image-core', supports: ['images'], unitPrice: { perImage: 0.03 } },
  { id: 'stable-image-ultra', supports: ['images'], unitPrice: { perImage: 0.08 } },
  { id: 'structure', supports: ['image_edits'], unitPrice: { perImage: 0.005 } },
  { id: 'style', supports: ['image_edits'], unitPrice: { perImage: 0.005 } },
  { id: 'style-transfer', supports: ['image_edits'], unitPrice: { perImage: 0.008 } },
];

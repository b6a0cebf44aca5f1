import type { GeminiHost } from '@sluice/codec-gemini';

const TUNED = 'tunedModels/';

/** Where a model stands: a tuned one says so itself. */
const placeOf = (model: string) =>
  model.startsWith(TUNED) ? `${TUNED}${encodeURIComponent(model.slice(TUNED.length))}` : `models/${encodeURIComponent(model)}`;

/** The Gemini API. Source: js-genai, 2026-08-21. */
export const host: GeminiHost = {
  path: (model, verb) => `/v1beta/${placeOf(model)}:${verb}`,
  files: 'https://generativelanguage.googleapis.com/v1beta',
  tier: (tier) => ({ body: { serviceTier: tier } }),
  labels: false,
  announcesServerTools: true,
  counts: 'wrapped',
};

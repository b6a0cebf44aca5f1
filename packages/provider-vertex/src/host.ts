import type { GeminiHost } from '@sluice/codec-gemini';
import type { VertexFields } from './fields.ts';
import { readModelName } from './model-name.ts';
import { placeOf } from './place.ts';

/** Gemini on Vertex AI. Source: js-genai and the page of flex and priority, 2026-08. */
export const host: GeminiHost<VertexFields> = {
  path: (model, verb, { settings }) => `${placeOf(settings)}${readModelName(model).place}:${verb}`,
  tier: (tier) =>
    tier === 'standard' ? {} : { headers: { 'x-vertex-ai-llm-request-type': 'shared', 'x-vertex-ai-llm-shared-request-type': tier } },
  labels: true,
  announcesServerTools: false,
  counts: 'request',
};

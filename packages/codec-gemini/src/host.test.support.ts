import type { Answer, Asked, Json } from '@sluice/provider-sdk';
import type { GeminiHost } from './host.ts';

/** A host for tests. */
export const host: GeminiHost = {
  path: (model, verb) => `/models/${model}:${verb}`,
  files: 'https://files.test/v1',
  tier: (tier) => ({ body: { serviceTier: tier } }),
  labels: true,
  announcesServerTools: true,
  counts: 'request',
};

export const askedFor = (call: Json, model = 'm'): Asked => ({ call, target: { model, settings: {} }, id: 'x1', createdS: 7 });

export const answerOf = (json: unknown): Answer => ({ headers: {}, json, bytes: Buffer.from(JSON.stringify(json) ?? '') });

import type { SameDialect } from '@sluice/provider-sdk';
import { thinkingAsEffort } from '@sluice/provider-sdk/openai';
import type { VertexFields } from './fields.ts';
import { readModelName } from './model-name.ts';
import { placeOf } from './place.ts';

/** Models of other makers at the door that speaks OpenAI's language. Source: Vertex AI, open models, 2026-08. */
export const openChat: SameDialect<VertexFields> = {
  dialect: 'openai-chat',
  path: ({ settings }) => `${placeOf(settings)}/endpoints/openapi/chat/completions`,
  streamUsage: 'asked',
  prepare(body, { model }) {
    body.set('model', readModelName(model ?? '').name);
    thinkingAsEffort(body);
  },
};

/** Mistral's models in Mistral's own words, which are OpenAI's but for these. Source: Vertex AI, Mistral AI models, 2026-08. */
export const mistralChat: SameDialect<VertexFields> = {
  dialect: 'openai-chat',
  path: ({ model = '', settings, streamed }) =>
    `${placeOf(settings)}${readModelName(model).place}:${streamed ? 'streamRawPredict' : 'rawPredict'}`,
  streamUsage: 'always',
  prepare(body, { model }) {
    body.set('model', readModelName(model ?? '').name);
    body.rename('max_completion_tokens', 'max_tokens');
    body.rename('seed', 'random_seed');
    body.drop('stream_options', 'user', 'logprobs', 'top_logprobs', 'logit_bias', 'store', 'metadata', 'service_tier');
  },
};

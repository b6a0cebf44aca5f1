import { defineProvider, optional, secret, text, type WireRequest } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { looseFaultReader, openAIOperations, thinkingAsEffort } from '@sluice/provider-sdk/openai';
import type { JsonObject } from '@sluice/provider-sdk';
import { models as catalogue } from './models.ts';
import { ownEndpoint } from './own-endpoint.ts';

const { chat, completions, embeddings, responses, models } = openAIOperations;

const withKey = bearer('apiKey');

const billedTo = (request: WireRequest, organization: string | undefined): WireRequest =>
  organization === undefined ? request : { ...request, headers: { 'x-hf-bill-to': organization, ...request.headers } };

/** Models of every sort are behind the router, each with its own provider's words; only what none of them knows is changed. */
const prepareChat = (body: JsonObject): void => thinkingAsEffort(body);

/**
 * Hugging Face's router, and endpoints and servers of one's own. The older api-inference.huggingface.co, with the model in
 * its path, is closed. Source: huggingface.co/docs/inference-providers, as of 2026-11; recorded traffic, 2025 and 2026.
 */
export default defineProvider({
  id: 'huggingface',
  name: 'Hugging Face',
  aliases: ['hugging-face'],
  fields: {
    apiKey: secret('Access token', { env: ['HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN'] }),
    endpoint: optional(text('Address of your own endpoint', { header: 'huggingface-base-url', host: true })),
    organization: optional(text('Organization that pays', { env: ['HF_BILL_TO'] })),
  },
  baseURL: ({ endpoint }) => ownEndpoint(endpoint) ?? 'https://router.huggingface.co',
  models: catalogue,
  authorize: (request, settings) => withKey(billedTo(request, settings.organization), settings),
  readFault: looseFaultReader({ model_not_supported: 'model_not_found' }),
  passHeaders: ['x-hf-bill-to'],
  differences: [
    {
      member: 'thinking',
      fate: 'dropped',
      how: 'Becomes a reasoning_effort.',
      source: 'huggingface.co/docs/inference-providers, chat completion, as of 2026-11',
      example: { thinking: { type: 'enabled', budget_tokens: 1024 } },
    },
  ],
  operations: {
    chat: { ...chat, path: '/v1/chat/completions', prepare: prepareChat },
    completions: { ...completions, path: '/v1/completions' },
    embeddings: { ...embeddings, path: '/v1/embeddings' },
    responses: { ...responses, path: '/v1/responses' },
    models: { ...models, path: '/v1/models' },
  },
});

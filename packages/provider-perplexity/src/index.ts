import { defineProvider, secret } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { looseFaultReader, openAIOperations } from '@sluice/provider-sdk/openai';
import { differences } from './differences.ts';
import { embeddings } from './embeddings.ts';
import { prepareChat } from './prepare-chat.ts';
import { models as catalogue } from './models.ts';

const { chat, models } = openAIOperations;

/** Perplexity. Source: docs.perplexity.ai, as of 2026-11; recorded traffic, 2025 and 2026. */
export default defineProvider({
  id: 'perplexity-ai',
  name: 'Perplexity',
  aliases: ['perplexity'],
  telemetryName: 'perplexity',
  fields: { apiKey: secret('API key', { env: ['PERPLEXITY_API_KEY', 'PPLX_API_KEY'] }) },
  baseURL: 'https://api.perplexity.ai',
  models: catalogue,
  authorize: bearer('apiKey'),
  readFault: looseFaultReader({ insufficient_quota: 'quota_exhausted', invalid_model: 'model_not_found' }),
  differences,
  operations: {
    // Every chunk counts all tokens up to then (recorded streams, 2025).
    chat: { ...chat, streamUsage: 'always', prepare: prepareChat },
    embeddings: { dialect: 'openai-embeddings', codec: embeddings },
    models: { ...models, path: '/v1/models' },
  },
});

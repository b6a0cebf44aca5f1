import { defineProvider, optional, secret, text } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { looseFaultReader, openAIOperations } from '@sluice/provider-sdk/openai';
import { differences } from './differences.ts';
import { images } from './images.ts';
import { prepareChat } from './prepare-chat.ts';
import { models as catalogue } from './models.ts';

const { chat, completions, embeddings, responses, models } = openAIOperations;

/** Fireworks AI. Source: docs.fireworks.ai, as of 2026-11. */
export default defineProvider({
  id: 'fireworks-ai',
  name: 'Fireworks AI',
  aliases: ['fireworks'],
  fields: {
    apiKey: secret('API key', { env: ['FIREWORKS_API_KEY'] }),
    accountId: optional(text('Account', { header: 'fireworks-account-id' })),
  },
  baseURL: 'https://api.fireworks.ai/inference/v1',
  models: catalogue,
  authorize: bearer('apiKey'),
  readFault: looseFaultReader({ not_found: 'model_not_found' }),
  differences,
  // Calls of one session find their cache on the same machine.
  passHeaders: ['x-session-affinity'],
  operations: {
    // The last chunk counts the tokens, unasked (docs.fireworks.ai, querying text models, as of 2026-11).
    chat: { ...chat, streamUsage: 'always', prepare: prepareChat },
    completions: { ...completions, streamUsage: 'always' },
    embeddings,
    responses,
    images: { dialect: 'openai-images', codec: images },
    rerank: { dialect: 'rerank', path: '/rerank' },
    models,
  },
});

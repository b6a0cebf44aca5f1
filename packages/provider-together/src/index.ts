import { defineProvider, secret } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { openAIOperations } from '@sluice/provider-sdk/openai';
import { differences } from './differences.ts';
import { prepareChat } from './prepare-chat.ts';
import { readFault } from './read-fault.ts';
import { models } from './models.ts';

const { chat, completions, embeddings, images, speech, transcriptions, translations } = openAIOperations;

/**
 * Together AI. Its list of models is a bare array, no list of OpenAI's, so it is there for pass-through calls only.
 * Source: docs.together.ai, as of 2026-11; recorded traffic, 2024 to 2026.
 */
export default defineProvider({
  id: 'together-ai',
  name: 'Together AI',
  aliases: ['together'],
  fields: { apiKey: secret('API key', { env: ['TOGETHER_API_KEY'] }) },
  baseURL: 'https://api.together.xyz',
  models,
  authorize: bearer('apiKey'),
  readFault,
  differences,
  operations: {
    // The last chunk counts the tokens, unasked (recorded stream, 2025).
    chat: { ...chat, path: '/v1/chat/completions', streamUsage: 'always', prepare: prepareChat },
    completions: { ...completions, path: '/v1/completions', streamUsage: 'always' },
    embeddings: { ...embeddings, path: '/v1/embeddings' },
    images: { ...images, path: '/v1/images/generations' },
    rerank: { dialect: 'rerank', path: '/v1/rerank' },
    speech: { ...speech, path: '/v1/audio/speech' },
    transcriptions: { ...transcriptions, path: '/v1/audio/transcriptions' },
    translations: { ...translations, path: '/v1/audio/translations' },
  },
});

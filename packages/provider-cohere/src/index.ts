import { defineProvider, secret } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { models } from './catalogue.ts';
import { chatCodec } from './chat/codec.ts';
import { differences } from './differences.ts';
import { embeddingsCodec } from './embeddings.ts';
import { readFault } from './fault.ts';
import { modelsCodec } from './models.ts';
import { rerankCodec } from './rerank.ts';

/** Cohere, by version 2 of its API. Source: cohere-typescript of 2026-08-18. */
export default defineProvider({
  id: 'cohere',
  name: 'Cohere',
  fields: { apiKey: secret('API key', { env: ['CO_API_KEY'] }) },
  baseURL: 'https://api.cohere.ai',
  authorize: bearer('apiKey'),
  readFault,
  models,
  differences,
  passHeaders: ['x-client-name'],
  operations: {
    chat: { dialect: 'openai-chat', codec: chatCodec },
    embeddings: { dialect: 'openai-embeddings', codec: embeddingsCodec },
    rerank: { dialect: 'rerank', codec: rerankCodec },
    models: { dialect: 'openai-models', codec: modelsCodec },
    // The form is OpenAI's own: `file`, `model`, `language`, and `{"text":…}` for an answer (recorded, 2026).
    transcriptions: { dialect: 'openai-transcriptions', path: '/v2/audio/transcriptions' },
  },
});

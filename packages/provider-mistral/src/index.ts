import { defineProvider, secret } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { openAIOperations } from '@sluice/provider-sdk/openai';
import { mendChat } from './chat/mend.ts';
import { prepareChat } from './chat/prepare.ts';
import { differences } from './differences.ts';
import { prepareEmbeddings } from './embeddings.ts';
import { readFault } from './fault.ts';
import { fimCodec } from './fim/codec.ts';
import { models } from './models.ts';
import { mendModerations, prepareModerations } from './moderations.ts';
import { speechCodec } from './speech.ts';

const { chat, embeddings, moderations, transcriptions, models: modelList } = openAIOperations;

/** Mistral AI. Source: mistralai/client-ts of 2026-08-05, and recorded traffic of 2024 to 2026. */
export default defineProvider({
  id: 'mistral-ai',
  name: 'Mistral AI',
  aliases: ['mistral'],
  telemetryName: 'mistral_ai',
  fields: { apiKey: secret('API key', { env: ['MISTRAL_API_KEY'] }) },
  baseURL: 'https://api.mistral.ai/v1',
  authorize: bearer('apiKey'),
  readFault,
  models,
  differences,
  operations: {
    // The last chunk of a stream counts its tokens whether asked or not, and to ask is refused (recorded streams, 2024 to 2026).
    chat: { ...chat, streamUsage: 'always', prepare: prepareChat, mend: mendChat },
    completions: { dialect: 'openai-completions', codec: fimCodec },
    embeddings: { ...embeddings, prepare: prepareEmbeddings },
    moderations: { ...moderations, prepare: prepareModerations, mend: mendModerations },
    speech: { dialect: 'openai-speech', codec: speechCodec },
    transcriptions,
    models: modelList,
  },
});

import { defineProvider, secret } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { openAIOperations, readOpenAIFault } from '@sluice/provider-sdk/openai';
import { models } from './models.ts';
import { prepareChat } from './prepare-chat.ts';
import { declinesResponses, prepareResponses } from './prepare-responses.ts';

const { chat, embeddings, responses, speech, transcriptions, translations, models: modelList } = openAIOperations;

/** Groq. Source: Groq OpenAPI of 2026-08-14 and groq-typescript of 2026-07-24. */
export default defineProvider({
  id: 'groq',
  name: 'Groq',
  stability: 'stable',
  fields: { apiKey: secret('API key') },
  baseURL: 'https://api.groq.com/openai/v1',
  authorize: bearer('apiKey'),
  readFault: readOpenAIFault,
  models,
  passHeaders: ['groq-model-version', 'groq-beta'],
  operations: {
    // The last chunk of a stream counts its tokens under `x_groq` whether asked or not (recorded streams, 2026-02).
    chat: { ...chat, streamUsage: 'always', prepare: prepareChat, takes: ['reasoning_content', 'max_completion_tokens'] },
    embeddings,
    responses: { ...responses, prepare: prepareResponses, declines: declinesResponses },
    speech,
    transcriptions,
    translations,
    models: modelList,
  },
});

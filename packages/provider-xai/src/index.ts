import { defineProvider, secret } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { openAIOperations, readLooseFault } from '@sluice/provider-sdk/openai';
import { differences } from './differences.ts';
import { prepareChat } from './prepare-chat.ts';
import { models as catalogue } from './models.ts';

const { chat, completions, embeddings, responses, images, imageEdits, models } = openAIOperations;

/** xAI. Source: docs.x.ai, as of 2026-11; recorded traffic of Grok 2 to 4.3, 2025 and 2026. */
export default defineProvider({
  id: 'x-ai',
  name: 'xAI',
  aliases: ['xai'],
  telemetryName: 'x_ai',
  fields: { apiKey: secret('API key', { env: ['XAI_API_KEY'] }) },
  baseURL: 'https://api.x.ai/v1',
  models: catalogue,
  authorize: bearer('apiKey'),
  readFault: readLooseFault,
  differences,
  passHeaders: ['x-grok-conv-id'],
  operations: {
    chat: { ...chat, prepare: prepareChat, takes: ['reasoning_content', 'max_completion_tokens'] },
    completions,
    embeddings,
    responses,
    images,
    imageEdits,
    models,
  },
});

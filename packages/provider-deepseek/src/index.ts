import { defineProvider, secret } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { openAIOperations, readLooseFault } from '@sluice/provider-sdk/openai';
import { differences } from './differences.ts';
import { prepareChat } from './prepare-chat.ts';
import { models as catalogue } from './models.ts';

const { chat, completions, responses, models } = openAIOperations;

/** DeepSeek. Source: api-docs.deepseek.com, as of 2026-11; recorded traffic of V3.2 and V4, 2026. */
export default defineProvider({
  id: 'deepseek',
  name: 'DeepSeek',
  fields: { apiKey: secret('API key') },
  baseURL: 'https://api.deepseek.com',
  models: catalogue,
  authorize: bearer('apiKey'),
  readFault: readLooseFault,
  differences,
  operations: {
    // The last chunk of a stream has a choice and the counts in it, and only when asked (recorded streams, 2026).
    chat: { ...chat, path: '/v1/chat/completions', prepare: prepareChat },
    completions: { ...completions, path: '/beta/completions' },
    responses: { ...responses, path: '/responses' },
    models: { ...models, path: '/v1/models' },
  },
});

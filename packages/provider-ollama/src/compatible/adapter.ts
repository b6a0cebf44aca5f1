import { defineProvider } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { openAIOperations } from '@sluice/provider-sdk/openai';
import { readFault } from '../fault.ts';
import { fields } from '../fields.ts';
import { differences } from './differences.ts';
import { prepareChat } from './prepare-chat.ts';

const { chat, completions, embeddings, models } = openAIOperations;

/**
 * Ollama's addresses of OpenAI's dialect. It has no address of its own: `custom_host` or `OLLAMA_BASE_URL` tells.
 * `/v1/responses` is not used: it is only in servers from 0.13.3 on and forgets `previous_response_id` in silence.
 * Source: Ollama, docs/api/openai-compatibility.mdx, 2026.
 */
export default defineProvider({
  id: 'ollama',
  name: 'Ollama',
  fields,
  authorize: bearer('apiKey'),
  readFault,
  differences,
  operations: {
    chat: { ...chat, path: '/v1/chat/completions', prepare: prepareChat },
    completions: { ...completions, path: '/v1/completions' },
    embeddings: { ...embeddings, path: '/v1/embeddings' },
    models: { ...models, path: '/v1/models' },
  },
});

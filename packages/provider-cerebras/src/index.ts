import { defineProvider, secret } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { openAIOperations } from '@sluice/provider-sdk/openai';
import { differences } from './differences.ts';
import { prepareChat } from './prepare-chat.ts';
import { readFault } from './read-fault.ts';
import { models as catalogue } from './models.ts';

const { chat, completions, models } = openAIOperations;

/** Cerebras. Source: inference-docs.cerebras.ai, as of 2026-11; recorded traffic, 2025 and 2026. */
export default defineProvider({
  id: 'cerebras',
  name: 'Cerebras',
  fields: { apiKey: secret('API key') },
  baseURL: 'https://api.cerebras.ai/v1',
  models: catalogue,
  authorize: bearer('apiKey'),
  readFault,
  differences,
  operations: { chat: { ...chat, prepare: prepareChat, takes: ['reasoning_content', 'max_completion_tokens'] }, completions, models },
});

import { defineProvider, secret } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { openAIOperations, readOpenAIFault } from '@sluice/provider-sdk/openai';
import { differences } from './differences.ts';
import { models } from './models.ts';
import { prepareChat } from './prepare-chat.ts';

const { chat, models: modelList } = openAIOperations;

/** Template Name. Source: its API reference, with the day on which you read it. */
export default defineProvider({
  id: 'template-slug',
  name: 'Template Name',
  fields: { apiKey: secret('API key') },
  baseURL: 'https://template.example/v1',
  authorize: bearer('apiKey'),
  readFault: readOpenAIFault,
  models,
  differences,
  operations: { chat: { ...chat, prepare: prepareChat }, models: modelList },
});

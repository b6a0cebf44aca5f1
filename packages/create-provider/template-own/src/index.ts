import { defineProvider, secret } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { chatCodec } from './codec/index.ts';
import { differences } from './differences.ts';
import { models } from './models.ts';
import { readFault } from './read-fault.ts';

/** Template Name. Source: its API reference, with the day on which you read it. */
export default defineProvider({
  id: 'template-slug',
  name: 'Template Name',
  fields: { apiKey: secret('API key') },
  baseURL: 'https://template.example/v1',
  authorize: bearer('apiKey'),
  readFault,
  models,
  differences,
  operations: { chat: { dialect: 'openai-chat', codec: chatCodec } },
});

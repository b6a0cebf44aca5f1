import { defineProvider } from '@sluice/provider-sdk';
import { openAIOperations, readOpenAIFault } from '@sluice/provider-sdk/openai';
import { answer } from './answer.ts';
import { models } from './models.ts';

const { chat, completions, embeddings, models: modelList } = openAIOperations;

/** Answers in OpenAI's language with no key and no network, as a request's `mock` field directs. */
export default defineProvider({
  id: 'mock',
  name: 'Mock',
  stability: 'stable',
  fields: {},
  // Nothing listens there: the answer is made in this process.
  baseURL: 'http://mock.invalid',
  readFault: readOpenAIFault,
  models,
  operations: { chat, completions, embeddings, models: modelList },
  answer,
});

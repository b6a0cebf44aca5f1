import { defineProvider } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { readFault } from '../fault.ts';
import { fields } from '../fields.ts';
import { chatCodec } from './chat-codec.ts';
import { completionsCodec } from './completions.ts';
import { differences } from './differences.ts';
import { embeddingsCodec } from './embeddings.ts';
import { modelsCodec } from './models.ts';

/** Ollama's own API. The slug is ours. Source: Ollama, docs/openapi.yaml, 2026. */
export default defineProvider({
  id: 'ollama-native',
  name: 'Ollama, by its own API',
  fields,
  authorize: bearer('apiKey'),
  readFault,
  differences,
  operations: {
    chat: { dialect: 'openai-chat', codec: chatCodec },
    completions: { dialect: 'openai-completions', codec: completionsCodec },
    embeddings: { dialect: 'openai-embeddings', codec: embeddingsCodec },
    models: { dialect: 'openai-models', codec: modelsCodec },
  },
});

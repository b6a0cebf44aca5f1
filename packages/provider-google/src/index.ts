import { batchEmbeddings, geminiCodec, geminiCountTokens, geminiDifferences, geminiModels, readGeminiFault } from '@sluice/codec-gemini';
import { defineProvider, secret } from '@sluice/provider-sdk';
import { headerKey } from '@sluice/provider-sdk/auth';
import { host } from './host.ts';
import { images } from './images.ts';
import { speech } from './speech.ts';
import { models } from './models.ts';

/** Google's Gemini API. Sources: js-genai of 2026-08-21, ai.google.dev of 2026-08, recorded answers of 2025 and 2026. */
export default defineProvider({
  id: 'google',
  name: 'Google Gemini',
  aliases: ['gemini'],
  telemetryName: 'gcp.gemini',
  fields: { apiKey: secret('API key', { env: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'] }) },
  baseURL: 'https://generativelanguage.googleapis.com',
  authorize: headerKey('x-goog-api-key', 'apiKey'),
  readFault: readGeminiFault,
  models,
  differences: geminiDifferences,
  passHeaders: ['x-goog-user-project'],
  operations: {
    // A conversation that ends with the model's own words is answered, not gone on with.
    chat: { dialect: 'openai-chat', codec: geminiCodec(host), ignoresPrefill: true },
    // Told in chat's own words, like every call that another door brings.
    countTokens: { dialect: 'openai-chat', codec: geminiCountTokens(host) },
    embeddings: { dialect: 'openai-embeddings', codec: batchEmbeddings(host) },
    images,
    speech,
    models: { dialect: 'openai-models', codec: geminiModels({ path: '/v1beta/models?pageSize=1000', ownedBy: 'google' }) },
  },
});
